import { lazy, Suspense, useEffect } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { Loaded, Refusal } from '../parts/Loaded.tsx';
import { Page } from '../parts/Page.tsx';
import { Toasts } from '../parts/Toasts.tsx';
import { Today } from '../today/Today.tsx';
import { useWords } from '../words/use.ts';
import { Broken } from './Broken.tsx';
import { usePlace } from './place.tsx';
import { SessionProvider, useSession } from './session.tsx';
import { Shell } from './Shell.tsx';
import { SignIn } from './SignIn.tsx';

const screen = <T extends string>(load: () => Promise<Record<T, () => ReactNode>>, name: T): ComponentType =>
  lazy<() => ReactNode>(async () => ({ default: (await load())[name] }));

const screens: [RegExp, ComponentType][] = [
  [/^\/$/, Today],
  [/^\/studio$/, screen(() => import('../studio/StudioList.tsx'), 'StudioList')],
  [/^\/studio\/edit$/, screen(() => import('../studio/Editor.tsx'), 'Editor')],
  [/^\/dialogs$/, screen(() => import('../dialogs/DialogList.tsx'), 'DialogList')],
  [/^\/dialogs\/edit$/, screen(() => import('../dialogs/DialogEditor.tsx'), 'DialogEditor')],
  [/^\/knowledge(\/.*)?$/, screen(() => import('../knowledge/Knowledge.tsx'), 'Knowledge')],
  [/^\/pushes(\/.*)?$/, screen(() => import('../pushes/Pushes.tsx'), 'Pushes')],
  [/^\/inbox$/, screen(() => import('../inbox/Inbox.tsx'), 'Inbox')],
  [/^\/dash(\/.*)?$/, screen(() => import('../dash/Dash.tsx'), 'Dash')],
  [/^\/people(\/.*)?$/, screen(() => import('../people/People.tsx'), 'People')],
  [/^\/admin(\/.*)?$/, screen(() => import('../admin/Admin.tsx'), 'Admin')],
];

export function App(): ReactNode {
  return <SessionProvider><Toasts><Door /></Toasts></SessionProvider>;
}

function Door(): ReactNode {
  const session = useSession();
  const { path, query } = usePlace();
  const { t } = useWords();
  useEffect(() => {
    // The service's own page signs in without script; this form stands in where it is not there.
    if (session.state === 'out' && path !== '/sign-in') {
      location.assign('/console/sign-in?return=' + encodeURIComponent(location.pathname + location.search));
    }
  }, [session.state, path]);
  if (session.state === 'in' && path === '/sign-in') { location.replace(safe(query.get('return'))); return null; }
  if (session.state === 'in') return <Inside path={path} />;
  if (session.state === 'failed') return <main className="alone">{session.error?.missing ? <Missing /> : <Refusal error={session.error} again={session.again} />}</main>;
  if (session.state === 'out' && path === '/sign-in') return <SignIn />;
  return <main className="alone"><p className="waiting" role="status"><span className="spin" aria-hidden="true" />{t('loading')}</p></main>;
}

/** Only ways that stay in the console. */
export const safe = (next: string | null): string => (next && /^\/console(\/|$|\?)/.test(next) ? next : '/console/');

function Missing(): ReactNode {
  return <Loaded of={{ data: null, error: null, busy: false, reload: () => undefined, set: () => undefined }} route="/api/v1/session">{() => null}</Loaded>;
}

function Inside({ path }: { path: string }): ReactNode {
  const { t } = useWords();
  const Screen = screens.find(([pattern]) => pattern.test(path))?.[1];
  return (
    <Shell>
      <Broken key={path}>
        <Suspense fallback={<p className="waiting" role="status"><span className="spin" aria-hidden="true" />{t('loading')}</p>}>
          {Screen ? <Screen /> : <Page title={t('unknownPage')} lead={t('unknownPage.text')}>{null}</Page>}
        </Suspense>
      </Broken>
    </Shell>
  );
}
