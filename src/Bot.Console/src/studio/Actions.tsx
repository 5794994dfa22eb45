import { useState } from 'react';
import type { ReactNode } from 'react';
import { drop } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { at, isError } from './shapes.ts';
import type { Problem } from './shapes.ts';
import { TestSend } from './TestSend.tsx';
import type { Draft } from './useDraft.ts';

type Open = 'publish' | 'submit' | 'return' | 'discard' | 'test' | 'delete' | null;

/** What one can do with the whole file. Errors stop publishing, never saving. */
export function Actions({ path, draft, problems, replace, template = false }: { path: string; draft: Draft; problems: Problem[] | null; replace: (text: string) => void; template?: boolean }): ReactNode {
  const { t } = useWords();
  const { may } = useSession();
  const toast = useToast();
  const act = useAct();
  const [open, setOpen] = useState<Open>(null);
  const changed = draft.file?.draft !== null || draft.saved === 'dirty';
  const review = draft.file?.draft?.state === 'review' && draft.saved !== 'dirty';
  const errors = (problems ?? []).filter(isError).length;
  const discard = async (): Promise<void> => {
    const before = draft.text;
    const done = await act.run(async () => {
      if (!(await draft.flush())) return false;
      const etag = draft.etag();
      if (etag) await drop(`/content/draft?path=${at(path)}`, { etag });
      return true;
    });
    if (!done) return;
    setOpen(null);
    draft.reload();
    toast(t('studio.discarded'), { undo: () => replace(before) });
  };
  return (
    <>
      {template && may('serve') ? <Button icon="send" onClick={() => setOpen('test')}>{t('studio.test')}</Button> : null}
      {changed && may('edit') ? <Button look="ghost" onClick={() => setOpen('discard')}>{t('studio.discard')}</Button> : null}
      {draft.file?.published && may('publish') ? <Button look="ghost" onClick={() => setOpen('delete')}>{t('studio.delete')}</Button> : null}
      {changed && review && may('publish') ? <Button onClick={() => setOpen('return')}>{t('studio.return')}</Button> : null}
      {changed && !review && may('edit') && !may('publish') ? <Button look="main" onClick={() => setOpen('submit')}>{t('studio.submit')}</Button> : null}
      {may('publish') ? <Button look="main" disabled={!changed} title={errors > 0 ? t('studio.errorsBlock', { n: errors }) : undefined} onClick={() => setOpen('publish')}>{t('studio.publish')}</Button> : null}
      {open === 'publish' || open === 'submit' || open === 'return' ? <PublishDialog kind={open} path={path} draft={draft} errors={errors} onClose={() => setOpen(null)} /> : null}
      {open === 'delete' ? <DeleteDialog path={path} draft={draft} onClose={() => setOpen(null)} /> : null}
      {open === 'test' ? <TestSend path={path} draft={draft} onClose={() => setOpen(null)} /> : null}
      {open === 'discard' ? (
        <Dialog title={t('studio.discard')} onClose={() => setOpen(null)} acts={<><Button onClick={() => setOpen(null)}>{t('cancel')}</Button><Button look="danger" busy={act.busy} onClick={() => void discard()}>{t('studio.discard')}</Button></>}>
          <Refusal error={act.error} /><p>{t('studio.discard.ask')}</p>
        </Dialog>
      ) : null}
    </>
  );
}
