import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError, call, carry, drop, put } from '../api/client.ts';
import type { Language } from '../words/words.ts';

export type Permission = 'view' | 'edit' | 'serve' | 'publish' | 'send' | 'admin';

export interface SessionBody {
  account: { name: string; display?: string | null; roles: string[] };
  permissions: Permission[];
  csrf: string;
  language?: string | null;
}

export interface Session {
  /** Null while nobody is signed in. */
  who: SessionBody['account'] | null;
  state: 'asking' | 'in' | 'out' | 'failed';
  error: ApiError | null;
  may: (permission: Permission) => boolean;
  language: Language;
  speak: (language: Language) => void;
  entered: (body: SessionBody) => void;
  leave: () => Promise<void>;
  again: () => void;
}

const Context = createContext<Session | null>(null);
const kept = 'qunzhu.language';

const readLanguage = (text: string | null | undefined): Language | null => (text?.startsWith('en') ? 'en' : text?.startsWith('zh') ? 'zh' : null);

export function useSession(): Session {
  const session = use(Context);
  if (!session) throw new Error('no session around');
  return session;
}

/** Knows who is signed in, what they may do and which language they read. */
export function SessionProvider({ children }: { children: ReactNode }): ReactNode {
  const [body, setBody] = useState<SessionBody | null>(null);
  const [state, setState] = useState<Session['state']>('asking');
  const [error, setError] = useState<ApiError | null>(null);
  const [turn, setTurn] = useState(0);
  const [language, setLanguage] = useState<Language>(() => readLanguage(localStorage.getItem(kept)) ?? 'zh');

  const entered = useCallback((next: SessionBody) => {
    carry(next.csrf);
    setBody(next);
    setState('in');
    const spoken = readLanguage(next.language);
    if (spoken) setLanguage(spoken);
  }, []);

  useEffect(() => {
    let live = true;
    call<SessionBody>('GET', '/session').then(
      (answer) => { if (live) { if (answer.data?.account) entered(answer.data); else setState('out'); } },
      (failure: unknown) => {
        if (!live || !(failure instanceof ApiError)) return;
        setError(failure);
        setState(failure.status === 401 ? 'out' : 'failed');
      },
    );
    return () => { live = false; };
  }, [turn, entered]);

  useEffect(() => {
    const out = (): void => setState('out');
    window.addEventListener('qunzhu:signed-out', out);
    return () => window.removeEventListener('qunzhu:signed-out', out);
  }, []);

  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    localStorage.setItem(kept, language);
  }, [language]);

  const speak = useCallback((next: Language) => {
    setLanguage(next);
    if (body) put('/session/language', { language: next === 'zh' ? 'zh-CN' : 'en' }).catch(() => undefined);
  }, [body]);

  const leave = useCallback(async () => {
    await drop('/session').catch(() => undefined);
    carry('');
    location.assign('/console/sign-in');
  }, []);

  const session = useMemo<Session>(() => ({
    who: body?.account ?? null, state, error, language, speak, entered, leave,
    may: (permission) => body?.permissions.includes(permission) === true,
    again: () => { setState('asking'); setTurn((n) => n + 1); },
  }), [body, state, error, language, speak, entered, leave]);
  return <Context value={session}>{children}</Context>;
}
