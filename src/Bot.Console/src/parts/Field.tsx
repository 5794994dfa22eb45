import { useId, useState } from 'react';
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useWords } from '../words/use.ts';

interface Frame { label: string; hint?: ReactNode; wrong?: string | null }

function useFrame(wrong: string | null | undefined, required: boolean | undefined, value: unknown): { id: string; hintId: string; bad: string | null; blur: () => void } {
  const id = useId();
  const [left, setLeft] = useState(false);
  const { t } = useWords();
  const missing = required && (value === '' || value === undefined) ? t('required') : null;
  return { id, hintId: id + '-hint', bad: left ? wrong ?? missing : null, blur: () => setLeft(true) };
}

function Around({ id, hintId, label, hint, bad, children }: { id: string; hintId: string; label: string; hint?: ReactNode; bad: string | null; children: ReactNode }): ReactNode {
  return (
    <div className={bad ? 'field bad' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children}
      {bad || hint ? <p id={hintId} className="hint">{bad ?? hint}</p> : null}
    </div>
  );
}

/** One line of text. It turns red only after the operator has left it. */
export function Input({ label, hint, wrong, onBlur, ...rest }: Frame & InputHTMLAttributes<HTMLInputElement>): ReactNode {
  const frame = useFrame(wrong, rest.required, rest.value);
  return (
    <Around {...frame} label={label} hint={hint}>
      <input id={frame.id} aria-invalid={frame.bad ? true : undefined} aria-describedby={frame.bad || hint ? frame.hintId : undefined} onBlur={(event) => { frame.blur(); onBlur?.(event); }} {...rest} />
    </Around>
  );
}

export function Area({ label, hint, wrong, onBlur, ...rest }: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>): ReactNode {
  const frame = useFrame(wrong, rest.required, rest.value);
  return (
    <Around {...frame} label={label} hint={hint}>
      <textarea id={frame.id} rows={3} aria-invalid={frame.bad ? true : undefined} aria-describedby={frame.bad || hint ? frame.hintId : undefined} onBlur={(event) => { frame.blur(); onBlur?.(event); }} {...rest} />
    </Around>
  );
}

export function Select({ label, hint, wrong, children, ...rest }: Frame & SelectHTMLAttributes<HTMLSelectElement>): ReactNode {
  const frame = useFrame(wrong, rest.required, rest.value);
  return (
    <Around {...frame} label={label} hint={hint}>
      <select id={frame.id} aria-describedby={frame.bad || hint ? frame.hintId : undefined} {...rest} onBlur={frame.blur}>{children}</select>
    </Around>
  );
}

/** A search that filters as one types. */
export function Search({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }): ReactNode {
  return <input className="search" type="search" aria-label={label} placeholder={label} value={value} onChange={(event) => onChange(event.target.value)} />;
}

export function Check({ label, checked, onChange, hint, disabled }: { label: string; checked: boolean; onChange: (checked: boolean) => void; hint?: string; disabled?: boolean }): ReactNode {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}{hint ? <small>{hint}</small> : null}</span>
    </label>
  );
}
