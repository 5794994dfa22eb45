import { useState } from 'react';
import type { ReactNode } from 'react';
import { put } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Input } from '../parts/Field.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { useSession } from './session.tsx';
import type { SessionBody } from './session.tsx';

/** One's own account: roles, password, the way out. */
export function Account({ onClose }: { onClose: () => void }): ReactNode {
  const { t, named } = useWords();
  const session = useSession();
  const toast = useToast();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const act = useAct();
  const change = async (): Promise<void> => {
    const body = await act.run(() => put<SessionBody>('/session/password', { old, new: next }));
    if (body) { if (body.account) session.entered(body); toast(t('password.changed')); onClose(); }
  };
  return (
    <Dialog title={session.who?.display || session.who?.name || t('me')} onClose={onClose}
      acts={<Button icon="out" onClick={() => void session.leave()}>{t('leave')}</Button>}>
      <p className="tags">{session.who?.roles.map((role) => <Tag key={role}>{named('role', role)}</Tag>)}</p>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void change(); }}>
        <h3>{t('password.title')}</h3>
        <Refusal error={act.error} />
        <Input label={t('password.old')} type="password" autoComplete="current-password" required value={old} onChange={(event) => setOld(event.target.value)} />
        <Input label={t('password.new')} type="password" autoComplete="new-password" required minLength={10} wrong={next.length > 0 && next.length < 10 ? t('password.short') : null} hint={t('password.short')} value={next} onChange={(event) => setNext(event.target.value)} />
        <p><Button type="submit" busy={act.busy} disabled={old === '' || next.length < 10}>{t('save')}</Button></p>
      </form>
    </Dialog>
  );
}
