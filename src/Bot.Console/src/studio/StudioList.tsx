import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useFilter } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Search } from '../parts/Field.tsx';
import { Empty, NotHere, Refusal } from '../parts/Loaded.tsx';
import { Page, Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { DeletedFiles } from './DeletedFiles.tsx';
import { NewFile } from './NewFile.tsx';
import { editorOf } from './shapes.ts';
import type { ContentItem } from './shapes.ts';
import { useContent } from './useContent.ts';

const states = ['draft', 'review', 'published', 'problem', 'unused', 'deleted'] as const;

export const stateTone = (state: string): 'good' | 'main' | 'warm' => (state === 'published' ? 'good' : state === 'review' ? 'main' : 'warm');

/** All templates with state, health and use. The list is read once and filtered as one types. */
export function StudioList(): ReactNode {
  const { t } = useWords();
  const { may } = useSession();
  const [search, setSearch] = useFilter('q');
  const [state, setState] = useFilter('state');
  const [folder, setFolder] = useFilter('folder');
  const [making, setMaking] = useState(false);
  const content = useContent((item) => item.kind === 'template');
  const folders = useMemo(() => [...new Set(content.items.map((item) => item.key.split('.')[0] ?? ''))].sort(), [content.items]);
  const shown = useMemo(() => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    return content.items.filter((item) => fits(item, state) && (!folder || item.key.startsWith(folder + '.')) && words.every((word) => `${item.key} ${item.title} ${item.path}`.toLowerCase().includes(word)));
  }, [content.items, search, state, folder]);
  return (
    <Page title={t('nav.studio')} lead={t('studio.lead')} acts={may('edit') ? <Button look="main" icon="plus" onClick={() => setMaking(true)}>{t('studio.new')}</Button> : null}>
      <div className="bar">
        <Search label={t('studio.search')} value={search} onChange={setSearch} />
        <select aria-label={t('studio.state')} value={state} onChange={(event) => setState(event.target.value)}>
          <option value="">{t('studio.anyState')}</option>{states.map((one) => <option key={one} value={one}>{t(`state.${one}`)}</option>)}
        </select>
        <select aria-label={t('studio.folder')} value={folder} onChange={(event) => setFolder(event.target.value)}>
          <option value="">{t('studio.anyFolder')}</option>{folders.map((one) => <option key={one}>{one}</option>)}
        </select>
        <span className="soft" role="status">{state === 'deleted' ? '' : t('studio.count', { n: shown.length })}</span>
      </div>
      {content.error?.missing ? <NotHere route="/api/v1/content" /> : <Refusal error={content.error} again={content.reload} />}
      {content.busy && content.items.length === 0 ? <p className="waiting" role="status"><span className="spin" aria-hidden="true" />{t('loading')}</p> : null}
      {state === 'deleted' ? <DeletedFiles onBack={content.reload} /> : !content.busy && !content.error && shown.length === 0 ? <Empty title={t(search || state || folder ? 'studio.noneFits' : 'studio.none')}>{t('studio.none.text')}</Empty> : null}
      {shown.length > 0 ? <Rows items={shown} /> : null}
      {making ? <NewFile onClose={() => setMaking(false)} taken={content.items.map((item) => item.path)} /> : null}
    </Page>
  );
}

function fits(item: ContentItem, state: string): boolean {
  switch (state) {
    case '': return true;
    case 'problem': return (item.problems?.errors ?? 0) + (item.problems?.warnings ?? 0) > 0;
    case 'unused': return item.hits30 === 0;
    default: return item.state === state;
  }
}

function Rows({ items }: { items: ContentItem[] }): ReactNode {
  const { t, number } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: items.length, getScrollElement: () => box.current, estimateSize: () => 66, overscan: 12 });
  return (
    <div ref={box} className="rows" tabIndex={0} role="region" aria-label={t('nav.studio')}>
      <ul style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (!item) return null;
          const { errors = 0, warnings = 0 } = item.problems ?? {};
          return (
            <li key={item.path} className="content-row" aria-setsize={items.length} aria-posinset={row.index + 1} style={{ transform: `translateY(${row.start}px)` }}>
              <span className="grow"><Link to={editorOf(item.path, item.kind)}>{item.title || item.key}</Link><span className="mono soft">{item.key}</span></span>
              {errors > 0 ? <Tag tone="bad">{t('studio.errors', { n: errors })}</Tag> : warnings > 0 ? <Tag tone="warm">{t('studio.warnings', { n: warnings })}</Tag> : null}
              <span className="hits soft">{typeof item.hits30 === 'number' ? t('studio.hits', { n: number(item.hits30) }) : ''}</span>
              <Tag tone={stateTone(item.state)}>{t(`state.${item.state}`)}</Tag>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
