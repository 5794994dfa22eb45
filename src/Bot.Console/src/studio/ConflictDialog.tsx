import type { ReactNode } from 'react';
import { useNames } from '../api/names.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { DiffView } from '../parts/DiffView.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { theirs as other } from './shapes.ts';
import type { Conflict } from './shapes.ts';

/** Somebody saved the same file first: both texts are shown, nothing is lost, the operator decides. */
export function ConflictDialog({ conflict, mine, onSettle }: { conflict: Conflict; mine: string; onSettle: (text: string) => void }): ReactNode {
  const { t } = useWords();
  const toast = useToast();
  const names = useNames();
  const theirs = other(conflict);
  const copy = (): void => { navigator.clipboard.writeText(mine).then(() => toast(t('copied')), () => undefined); };
  return (
    <Dialog wide title={conflict.current ? t('conflict.title', { by: names.colleague(conflict.current.by) }) : t('conflict.gone')} onClose={copy}
      acts={<>
        <Button onClick={copy}>{t('conflict.copy')}</Button>
        <Button onClick={() => { copy(); onSettle(theirs); }}>{t('conflict.theirs')}</Button>
        <Button look="main" onClick={() => onSettle(mine)}>{t('conflict.mine')}</Button>
      </>}>
      <p>{t('conflict.text')}</p>
      <DiffView label={t('conflict.diff')} before={theirs} after={mine} />
    </Dialog>
  );
}
