import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from '../app/place.tsx';
import { Empty, NotHere, Refusal } from '../parts/Loaded.tsx';
import { Box, Page, Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { editorOf } from '../studio/shapes.ts';
import type { FileKind } from '../studio/shapes.ts';
import { stateTone } from '../studio/StudioList.tsx';
import { useContent } from '../studio/useContent.ts';
import { TestRun } from './TestRun.tsx';
import { titleOf } from './titles.ts';

const kinds: FileKind[] = ['dialog', 'persona', 'policy', 'synonyms', 'model', 'data', 'sample', 'test'];

/** Every file that is not a template: dialogs, personas, the rules of pushing, synonyms, models, the shop's facts. */
export function DialogList(): ReactNode {
  const { t } = useWords();
  const content = useContent((item) => item.kind !== 'template');
  const [running, setRunning] = useState(false);
  return (
    <Page title={t('nav.dialogs')} lead={t('dialogs.lead')} acts={<button type="button" className="button" onClick={() => setRunning(true)}>{t('tests.run')}</button>}>
      {running ? <TestRun onClose={() => setRunning(false)} /> : null}
      {content.error?.missing ? <NotHere route="/api/v1/content" /> : <Refusal error={content.error} again={content.reload} />}
      {content.busy && content.items.length === 0 ? <p className="waiting" role="status"><span className="spin" aria-hidden="true" />{t('loading')}</p> : null}
      {!content.busy && !content.error && content.items.length === 0 ? <Empty title={t('dialogs.none')}>{t('dialogs.none.text')}</Empty> : null}
      <div className="columns">
        {kinds.map((kind) => ({ kind, items: content.items.filter((item) => item.kind === kind) })).filter(({ items }) => items.length > 0).map(({ kind, items }) => (
          <Box key={kind} title={t(`file.${kind as 'dialog'}`)}>
            <p className="soft">{t(`file.${kind as 'dialog'}.is`)}</p>
            <ul className="file-list">
              {items.map((item) => (
                <li key={item.path}>
                  <span className="grow"><Link to={editorOf(item.path, item.kind)}>{titleOf(item.kind, item.title, item.path, t)}</Link> <span className="mono soft">{item.path}</span></span>
                  {(item.problems?.errors ?? 0) > 0 ? <Tag tone="bad">{t('studio.errors', { n: item.problems?.errors ?? 0 })}</Tag> : null}
                  {item.state !== 'published' ? <Tag tone={stateTone(item.state)}>{t(`state.${item.state}`)}</Tag> : null}
                </li>
              ))}
            </ul>
          </Box>
        ))}
      </div>
    </Page>
  );
}
