import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';

/** Where the operator is: a path below /console, and filters that a link can carry. */
export interface Place { path: string; query: URLSearchParams }

const base = '/console';
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => { listeners.delete(listener); window.removeEventListener('popstate', listener); };
}

export function usePlace(): Place {
  const href = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  return useMemo(() => {
    const at = href.indexOf('?');
    const full = at < 0 ? href : href.slice(0, at);
    const path = full.startsWith(base) ? full.slice(base.length).replace(/\/+$/, '') || '/' : '/';
    return { path, query: new URLSearchParams(at < 0 ? '' : href.slice(at)) };
  }, [href]);
}

/** Goes to another place without loading the page again. */
export function go(to: string, replace = false): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', base + to);
  tell();
}

/** One filter in the address; an empty value takes it out. */
export function useFilter(name: string, otherwise = ''): [string, (value: string) => void] {
  const place = usePlace();
  const set = useCallback((value: string) => {
    const next = new URLSearchParams(location.search);
    if (value === otherwise || value === '') next.delete(name); else next.set(name, value);
    const text = next.toString();
    history.replaceState(null, '', location.pathname + (text ? '?' + text : ''));
    tell();
  }, [name, otherwise]);
  return [place.query.get(name) ?? otherwise, set];
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string; children: ReactNode };

/** A link inside the console; the browser's own ways (new tab, copy) still work. */
export function Link({ to, onClick, children, ...rest }: LinkProps): ReactNode {
  const click = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
    window.scrollTo(0, 0);
  };
  return <a href={base + to} onClick={click} {...rest}>{children}</a>;
}
