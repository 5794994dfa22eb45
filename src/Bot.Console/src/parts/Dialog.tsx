import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/use.ts';
import { Button } from './Button.tsx';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the end, the main one last. */
  acts?: ReactNode;
  wide?: boolean;
  side?: boolean;
}

/** A modal: the browser keeps the focus in it, Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, onClose, children, acts, wide = false, side = false }: Props): ReactNode {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { t } = useWords();
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = box.current;
    const before = document.activeElement;
    if (element && !element.open) element.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={box} className={['dialog', wide ? 'wide' : '', side ? 'side' : ''].filter(Boolean).join(' ')} aria-labelledby={heading}
      onCancel={(event) => { event.preventDefault(); close.current(); }}
      onMouseDown={(event) => { if (event.target === box.current && !side) event.preventDefault(); if (event.target === box.current && side) close.current(); }}>
      <header>
        <h2 id={heading}>{title}</h2>
        <Button look="ghost" icon="close" only={t('close')} onClick={onClose} />
      </header>
      <div className="dialog-body">{children}</div>
      {acts ? <footer>{acts}</footer> : null}
    </dialog>
  );
}
