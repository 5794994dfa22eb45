import { useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError, post } from '../api/client.ts';
import { useAct, useLoad } from '../api/load.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { DiffView } from '../parts/DiffView.tsx';
import { Area } from '../parts/Field.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { at } from './shapes.ts';
import type { Problem, Uses } from './shapes.ts';
import { TestLine } from '../dialogs/TestRun.tsx';
import type { Draft } from './useDraft.ts';

const problemsOf = (error: ApiError | null): Problem[] => {
  const body = error?.body as { problems?: Problem[]; errors?: Problem[] } | null | undefined;
  const list = body?.problems ?? body?.errors;
  return Array.isArray(list) ? list.slice(0, 20) : [];
};

/** Publishing, handing in and handing back: what changes, whom it touches, and why. */
export function PublishDialog({ kind, path, draft, errors, onClose }: { kind: 'publish' | 'submit' | 'return'; path: string; draft: Draft; errors: number; onClose: () => void }): ReactNode {
  const { t, either } = useWords();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const act = useAct();
  const uses = useLoad<Uses>(`/content/uses?path=${at(path)}`);
  const blast = uses.data?.blast;
  const go = async (): Promise<void> => {
    const done = await act.run(async () => {
      if (!(await draft.flush())) return null;
      const etag = draft.etag();
      return kind === 'publish'
        ? post<{ version: string }>(`/content/publish?path=${at(path)}`, { reason }, etag ? { etag } : {})
        : post<{ version?: string }>(`/content/${kind}?path=${at(path)}`, { note: reason });
    });
    if (!done) return;
    draft.reload();
    toast(t(`studio.${kind}.done`));
    onClose();
  };
  const wrong = problemsOf(act.error);
  return (
    <Dialog wide title={t(`studio.${kind}`)} onClose={onClose}
      acts={<><Button onClick={onClose}>{t('cancel')}</Button><Button look="main" busy={act.busy} disabled={reason.trim() === ''} onClick={() => void go()}>{t(`studio.${kind}`)}</Button></>}>
      <div className="stack">
        <Refusal error={act.error} />
        {wrong.length > 0 ? <ul className="wrong">{wrong.map((problem, i) => <li key={i}><code>{problem.file ?? problem.path ?? path}:{problem.line}</code> {either(problem)}</li>)}</ul> : null}
        {kind === 'publish' && errors > 0 && !act.error ? <p className="notice">{t('studio.errorsBlock', { n: errors })}</p> : null}
        {blast ? <p className="blast">{t('studio.blast', { dialogs: blast.dialogs, pushes: blast.pushes, groups: blast.groups })}</p> : uses.error?.missing ? <p className="soft">{t('notHere.text', { route: '/api/v1/content/uses' })}</p> : null}
        {kind === 'publish' || kind === 'submit' ? <TestLine path={path} text={draft.text} /> : null}
        <DiffView label={t('studio.changes')} before={draft.file?.published?.text ?? ''} after={draft.text} />
        <Area label={kind === 'publish' ? t('reason') : t('note')} hint={t(`studio.${kind}.hint`)} required value={reason} onChange={(event) => setReason(event.target.value)} />
      </div>
    </Dialog>
  );
}
