import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct, useLoad } from '../api/load.ts';
import { go, Link } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Area } from '../parts/Field.tsx';
import { Loaded, Refusal } from '../parts/Loaded.tsx';
import { Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { at, editorOf } from './shapes.ts';
import type { Problem, Use, Uses } from './shapes.ts';
import type { Draft } from './useDraft.ts';

/** Takes a file out of force: first who uses it, then why. It can be put back from its history. */
export function DeleteDialog({ path, draft, onClose }: { path: string; draft: Draft; onClose: () => void }): ReactNode {
  const { t, named, either } = useWords();
  const toast = useToast();
  const act = useAct();
  const [reason, setReason] = useState('');
  const uses = useLoad<Uses>(`/content/uses?path=${at(path)}`);
  const version = draft.file?.published?.version;
  const remove = async (): Promise<void> => {
    if (!(await act.run(async () => { await post(`/content/delete?path=${at(path)}`, { version, reason }); return true; }))) return;
    const back = (): void => { void post(`/content/rollback?path=${at(path)}`, { version, reason: t('studio.delete.undo') }).then(() => go(editorOf(path))); };
    toast(t('studio.delete.done'), { undo: back });
    go(path.endsWith('.tmpl') ? '/studio' : '/dialogs');
  };
  const body = act.error?.body as { items?: Use[]; problems?: Problem[] } | null | undefined;
  const list = (items: Use[]): ReactNode => <ul className="lines">{items.map((use, i) => <li key={i}><Tag>{named('use', use.kind)}</Tag> {use.path ? <Link to={`${editorOf(use.path)}&line=${use.line}`}>{use.label || use.path}</Link> : use.label}</li>)}</ul>;
  return (
    <Dialog wide title={t('studio.delete')} onClose={onClose}
      acts={<><Button onClick={onClose}>{t('cancel')}</Button><Button look="danger" busy={act.busy} disabled={reason.trim() === '' || version === undefined} onClick={() => void remove()}>{t('studio.delete')}</Button></>}>
      <div className="stack">
        <Refusal error={act.error} />
        {body?.items ? list(body.items) : body?.problems ? <ul className="wrong">{body.problems.slice(0, 20).map((problem, i) => <li key={i}><code>{problem.file}:{problem.line}</code> {either(problem)}</li>)}</ul>
          : <Loaded of={uses} route="/api/v1/content/uses">{(data) => data.items.length === 0 ? <p className="calm">{t('studio.delete.nobody')}</p> : <><p className="notice">{t('studio.delete.used', { n: data.items.length })}</p>{list(data.items)}</>}</Loaded>}
        <p>{t('studio.delete.ask')}</p>
        <Area label={t('reason')} required value={reason} onChange={(event) => setReason(event.target.value)} />
      </div>
    </Dialog>
  );
}
