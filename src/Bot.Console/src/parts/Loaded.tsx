import type { ReactNode } from 'react';
import type { ApiError } from '../api/client.ts';
import type { Load } from '../api/load.ts';
import { useWords } from '../words/use.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

/** A place with nothing in it says what would be here and how it comes. */
export function Empty({ title, children, act }: { title: string; children?: ReactNode; act?: ReactNode }): ReactNode {
  return <div className="empty"><p className="empty-title">{title}</p>{children ? <p>{children}</p> : null}{act}</div>;
}

/** Says plainly that the service has no such route. */
export function NotHere({ route }: { route: string }): ReactNode {
  const { t } = useWords();
  return <Empty title={t('notHere.title')}>{t('notHere.text', { route })}</Empty>;
}

/** A refusal, in the reader's language. */
export function Refusal({ error, again }: { error: ApiError | null; again?: () => void }): ReactNode {
  const { t, error: words } = useWords();
  if (!error) return null;
  return (
    <div className="refusal" role="alert">
      <Icon of="warn" />
      <span>{error.status === 403 ? t('forbidden') : words(error)}</span>
      {again ? <Button small onClick={again}>{t('retry')}</Button> : null}
    </div>
  );
}

/** Waits for an answer, and shows it, the refusal, or that there is no such route. */
export function Loaded<T>({ of, route, children }: { of: Load<T>; route: string; children: (data: T) => ReactNode }): ReactNode {
  const { t } = useWords();
  if (of.error?.missing) return <NotHere route={route} />;
  return (
    <div aria-busy={of.busy}>
      {of.error ? <Refusal error={of.error} again={of.reload} /> : null}
      {of.data !== null ? children(of.data) : of.error ? null : <p className="waiting" role="status"><span className="spin" aria-hidden="true" />{t('loading')}</p>}
    </div>
  );
}
