import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { call, get } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { go } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Search } from '../parts/Field.tsx';
import { NotHere, Refusal } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { at, editorOf } from '../studio/shapes.ts';
import type { ContentFile } from '../studio/shapes.ts';
import { useContent } from '../studio/useContent.ts';
import { addAsks } from './asks.ts';

/** Gives a question to a reply that exists: its ways of asking go into that reply's draft. */
export function PointTo({ asks, onClose }: { asks: string[]; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const act = useAct();
  const content = useContent((item) => item.kind === 'template');
  const fits = useMemo(() => content.items.filter((item) => `${item.title} ${item.key}`.toLowerCase().includes(search.toLowerCase())).slice(0, 40), [content.items, search]);
  const give = async (path: string): Promise<void> => {
    const done = await act.run(async () => {
      const file = await get<ContentFile>(`/content/file?path=${at(path)}`);
      const text = addAsks(file.draft?.text ?? file.published?.text ?? '', asks);
      await call('PUT', `/content/draft?path=${at(path)}`, { text }, { etag: file.draft?.etag ?? '*' });
      return true;
    });
    if (done) go(editorOf(path, 'template'));
  };
  return (
    <Dialog title={t('knowledge.point')} onClose={onClose} acts={<Button onClick={onClose}>{t('cancel')}</Button>}>
      <div className="stack">
        <p className="soft">{t('knowledge.point.hint')}</p>
        {content.error?.missing ? <NotHere route="/api/v1/content" /> : <Refusal error={act.error ?? content.error} />}
        <Search label={t('studio.search')} value={search} onChange={setSearch} />
        <ul className="lines tall">{fits.map((item) => <li key={item.path}><Button small look="ghost" busy={act.busy} onClick={() => void give(item.path)}>{item.title || item.key}</Button> <span className="mono soft">{item.key}</span></li>)}</ul>
      </div>
    </Dialog>
  );
}
