import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './Icon.tsx';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: 'plain' | 'main' | 'danger' | 'ghost';
  icon?: IconName;
  /** Its act is under way: it stays where it is and cannot be pressed again. */
  busy?: boolean;
  /** Only the icon is shown; this is its name. */
  only?: string;
  small?: boolean;
};

export function Button({ look = 'plain', icon, busy = false, only, small = false, children, className, disabled, type = 'button', ...rest }: Props): ReactNode {
  const names = ['button', look, small ? 'small' : '', only ? 'only' : '', className ?? ''].filter(Boolean).join(' ');
  return (
    <button type={type} className={names} aria-busy={busy || undefined} disabled={disabled || busy} aria-label={only} title={only} {...rest}>
      {busy ? <span className="spin" aria-hidden="true" /> : icon ? <Icon of={icon} /> : null}
      {only ? null : children}
    </button>
  );
}
