import { useState } from 'react';
import type { ReactNode } from 'react';
import { get, post } from '../api/client.ts';
import { useAct, useLoad } from '../api/load.ts';
import { useNames } from '../api/names.ts';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { DiffView } from '../parts/DiffView.tsx';
import { Area } from '../parts/Field.tsx';
import { Empty, Loaded, Refusal } from '../parts/Loaded.tsx';
import { Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { at } from './shapes.ts';
import type { Version } from './shapes.ts';
import type { Draft } from './useDraft.ts';

const short = (version: Version): string => String(version.version).slice(0, 10);

/** Versions with who and why; a rollback is one more version. */
export function History({ path, draft, replace }: { path: string; draft: Draft; replace: (text: string) => void }): ReactNode {
  const { t, time, named } = useWords();
  const names = useNames();
  const list = useLoad<{ items: Version[]; next?: string | null }>(`/content/history?path=${at(path)}`);
  const [open, setOpen] = useState<{ version: Version; text: string } | null>(null);
  const act = useAct();
  const look = async (version: Version): Promise<void> => {
    const found = await act.run(() => get<{ text: string }>(`/content/version?path=${at(path)}&version=${at(String(version.version))}`));
    if (found) setOpen({ version, text: found.text });
  };
  return (
    <>
      <Refusal error={act.error} />
      <Loaded of={list} route="/api/v1/content/history">
        {(data) => data.items.length === 0 ? <Empty title={t('history.none')}>{t('history.none.text')}</Empty> : (
          <ol className="lines versions">
            {data.items.map((version) => (
              <li key={`${version.version} ${version.at}`}>
                {version.gone ? <Tag tone="bad">{t('history.gone')}</Tag> : <Button small look="ghost" onClick={() => void look(version)}>{t('history.look')}<span className="sr"> {version.version}</span></Button>}
                <span><code>{short(version)}</code> {version.version === draft.file?.published?.version ? <Tag tone="good">{t('history.now')}</Tag> : <Tag>{named('origin', version.origin)}</Tag>}<br />
                  <span className="soft">{version.at ? time(version.at) : '—'} · {names.colleague(version.by) || '—'}{version.reason ? ` · ${version.reason}` : ''}</span></span>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      {open ? <VersionDialog path={path} open={open} draft={draft} replace={replace} onClose={() => setOpen(null)} onDone={() => { setOpen(null); list.reload(); draft.reload(); }} /> : null}
    </>
  );
}

interface Props { path: string; open: { version: Version; text: string }; draft: Draft; replace: (text: string) => void; onClose: () => void; onDone: () => void }

function VersionDialog({ path, open, draft, replace, onClose, onDone }: Props): ReactNode {
  const { t } = useWords();
  const { may } = useSession();
  const toast = useToast();
  const act = useAct();
  const [reason, setReason] = useState(t('history.rollback.reason', { version: short(open.version) }));
  const back = async (): Promise<void> => {
    const done = await act.run(async () => { await post(`/content/rollback?path=${at(path)}`, { version: open.version.version, reason }); return true; });
    if (done) { toast(t('history.rolledBack')); onDone(); }
  };
  const take = (): void => {
    const before = draft.text;
    replace(open.text);
    toast(t('history.taken'), { undo: () => replace(before) });
    onClose();
  };
  return (
    <Dialog wide title={t('history.diff', { version: short(open.version) })} onClose={onClose}
      acts={<>
        {may('edit') ? <Button onClick={take}>{t('history.take')}</Button> : null}
        {may('publish') ? <Button look="main" busy={act.busy} disabled={reason.trim() === ''} onClick={() => void back()}>{t('history.rollback')}</Button> : null}
      </>}>
      <div className="stack">
        <Refusal error={act.error} />
        <DiffView label={t('history.diff', { version: short(open.version) })} before={open.text} after={draft.text} />
        {may('publish') ? <Area label={t('reason')} hint={t('history.rollback.hint')} value={reason} onChange={(event) => setReason(event.target.value)} /> : null}
      </div>
    </Dialog>
  );
}
