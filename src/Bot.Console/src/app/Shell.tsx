import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import type { IconName } from '../parts/Icon.tsx';
import { useWords } from '../words/use.ts';
import type { Key } from '../words/words.ts';
import { Account } from './Account.tsx';
import { Link, usePlace } from './place.tsx';
import { useSession } from './session.tsx';
import type { Permission } from './session.tsx';
import { chooseTheme, theme } from './theme.ts';

const rooms: { to: string; icon: IconName; word: Key; need: Permission }[] = [
  { to: '/', icon: 'today', word: 'nav.today', need: 'view' },
  { to: '/inbox', icon: 'inbox', word: 'nav.inbox', need: 'serve' },
  { to: '/knowledge', icon: 'knowledge', word: 'nav.knowledge', need: 'view' },
  { to: '/studio', icon: 'studio', word: 'nav.studio', need: 'view' },
  { to: '/dialogs', icon: 'dialogs', word: 'nav.dialogs', need: 'view' },
  { to: '/pushes', icon: 'pushes', word: 'nav.pushes', need: 'view' },
  { to: '/dash', icon: 'dash', word: 'nav.dash', need: 'view' },
  { to: '/people', icon: 'people', word: 'nav.people', need: 'view' },
  { to: '/admin', icon: 'admin', word: 'nav.admin', need: 'admin' },
];

const inside = (path: string, to: string): boolean => (to === '/' ? path === '/' : path === to || path.startsWith(to + '/'));

function Rooms({ onGo }: { onGo?: () => void }): ReactNode {
  const { path } = usePlace();
  const { t } = useWords();
  const { may } = useSession();
  return (
    <ul className="rooms">
      {rooms.filter((room) => may(room.need)).map((room) => (
        <li key={room.to}>
          <Link to={room.to} aria-current={inside(path, room.to) ? 'page' : undefined} onClick={onGo}><Icon of={room.icon} />{t(room.word)}</Link>
        </li>
      ))}
    </ul>
  );
}

/** The frame around every screen: menu, account, language, theme. */
export function Shell({ children }: { children: ReactNode }): ReactNode {
  const { t, language } = useWords();
  const session = useSession();
  const { path } = usePlace();
  const [menu, setMenu] = useState(false);
  const [me, setMe] = useState(false);
  const [look, setLook] = useState(theme());
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // A reader of the screen hears the new screen's name; the first one is read by itself.
    if (first.current) { first.current = false; return; }
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <div className="shell">
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{t('skip')}</a>
      <header className="top">
        <Button className="burger" look="ghost" icon="menu" only={t('nav.open')} onClick={() => setMenu(true)} />
        <Link className="brand" to="/"><img src="/mark.svg" alt="" width="32" height="32" /><b>{t('brand')}</b><span>{t('brand.console')}</span></Link>
        <div className="tools">
          <Button look="ghost" lang={language === 'zh' ? 'en' : 'zh-CN'} aria-label={t('language.switch')} onClick={() => session.speak(language === 'zh' ? 'en' : 'zh')}>{t('language.other')}</Button>
          <Button look="ghost" icon={look === 'dark' ? 'sun' : 'moon'} only={t(look === 'dark' ? 'theme.light' : 'theme.dark')} onClick={() => { const next = look === 'dark' ? 'light' : 'dark'; chooseTheme(next); setLook(next); }} />
          <Button look="ghost" icon="person" className="who" aria-label={`${t('me')} ${session.who?.display ?? session.who?.name ?? ''}`} onClick={() => setMe(true)}><span>{session.who?.display || session.who?.name}</span></Button>
        </div>
      </header>
      <nav className="side" aria-label={t('nav')}><Rooms /></nav>
      <main id="main" ref={main} tabIndex={-1}>{children}</main>
      {menu ? <Dialog side title={t('brand')} onClose={() => setMenu(false)}><nav aria-label={t('nav')}><Rooms onGo={() => setMenu(false)} /></nav></Dialog> : null}
      {me ? <Account onClose={() => setMe(false)} /> : null}
    </div>
  );
}
