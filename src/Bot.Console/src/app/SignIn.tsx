import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { Button } from '../parts/Button.tsx';
import { Input } from '../parts/Field.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { useSession } from './session.tsx';
import type { SessionBody } from './session.tsx';

/** Signs in by script, for where the service has no page of its own for it. */
export function SignIn(): ReactNode {
  const { t, language } = useWords();
  const session = useSession();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const act = useAct();
  const enter = async (): Promise<void> => {
    const body = await act.run(() => post<SessionBody>('/session', { name, password }));
    if (body) session.entered(body);
  };
  return (
    <main className="alone">
      <form className="box sign-in stack" onSubmit={(event) => { event.preventDefault(); void enter(); }}>
        <img src="/mark.svg" alt="" width="48" height="48" />
        <h1>{t('signIn.title')}</h1>
        {act.error?.retryAfter ? <p className="refusal" role="alert">{t('signIn.wait', { n: act.error.retryAfter })}</p> : <Refusal error={act.error} />}
        <Input label={t('signIn.name')} autoComplete="username" autoCapitalize="none" required value={name} onChange={(event) => setName(event.target.value)} />
        <Input label={t('signIn.password')} type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
        <Button look="main" type="submit" busy={act.busy}>{t('signIn')}</Button>
        <p className="hint">{t('signIn.first')}</p>
        <Button look="ghost" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => session.speak(language === 'zh' ? 'en' : 'zh')}>{t('language.other')}</Button>
      </form>
    </main>
  );
}
