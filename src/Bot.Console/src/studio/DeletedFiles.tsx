import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct, useLoad } from '../api/load.ts';
import { go } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty, Loaded, Refusal } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { at, editorOf } from './shapes.ts';
import type { ContentItem, ContentPage } from './shapes.ts';

/** Files that were taken out of force, of every kind; each can be put back as it last was. */
export function DeletedFiles({ onBack }: { onBack: () => void }): ReactNode {
  const { t, time } = useWords();
  const { may } = useSession();
  const list = useLoad<ContentPage>('/content?state=deleted&limit=1000');
  const act = useAct();
  const back = async (item: ContentItem): Promise<void> => {
    const done = await act.run(async () => { await post(`/content/rollback?path=${at(item.path)}`, { version: Number(item.version) - 1, reason: t('studio.delete.undo') }); return true; });
    if (done) { onBack(); go(editorOf(item.path)); }
  };
  return (
    <>
      <Refusal error={act.error} />
      <Loaded of={list} route="/api/v1/content">
        {(data) => data.items.length === 0 ? <Empty title={t('studio.delete.none')} /> : (
          <ul className="file-list">
            {data.items.map((item) => (
              <li key={item.path}>
                <span className="grow"><span className="mono">{item.path}</span> <span className="soft">{item.by ?? ''}{item.updatedAt ? ` · ${time(item.updatedAt)}` : ''}</span></span>
                {may('publish') ? <Button small busy={act.busy} onClick={() => void back(item)}>{t('studio.delete.back')}<span className="sr"> {item.path}</span></Button> : null}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}
