import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, get } from './client.ts';
import type { Load } from './load.ts';

interface Page<T> { items: T[]; next?: string | null }

/** A list that is read page by page: what is there, how to read on, and whether it is being read. A page may be short and yet have more behind it. */
export interface Pages<T> extends Load<T[]> { more: (() => void) | null }

/** Reads a list's first page, and on until there are `least` items or no more pages. */
export function usePages<T>(path: string, least: number): Pages<T> {
  const [state, setState] = useState<{ path: string; items: T[] | null; next: string | null; error: ApiError | null; busy: boolean; wanted: number }>({ path, items: null, next: null, error: null, busy: true, wanted: least });
  const [turn, setTurn] = useState(0);
  const stop = useRef<AbortController | null>(null);
  const read = useCallback(async (have: T[], after: string | null, wanted: number): Promise<void> => {
    stop.current?.abort();
    const own = new AbortController();
    stop.current = own;
    let items = have;
    let next = after;
    try {
      do {
        const page: Page<T> = await get<Page<T>>(path + (next === null ? '' : `&after=${encodeURIComponent(next)}`), own.signal);
        items = [...items, ...page.items];
        next = page.next ?? null;
        const busy = next !== null && items.length < wanted;
        setState({ path, items, next, error: null, busy, wanted });
      } while (next !== null && items.length < wanted);
    } catch (error) {
      if (error instanceof ApiError) setState((old) => ({ ...old, path, items: have.length > 0 ? old.items : null, error, busy: false }));
      else if (!(error instanceof DOMException)) throw error;
    }
  }, [path]);
  useEffect(() => {
    setState((old) => ({ ...old, items: old.path.split('?')[0] === path.split('?')[0] ? old.items : null, busy: true }));
    void read([], null, least);
    return () => stop.current?.abort();
  }, [read, least, turn, path]);
  const { items, next, error, busy } = state;
  const more = next === null || busy ? null : (): void => {
    setState((old) => ({ ...old, busy: true }));
    void read(items ?? [], next, (items?.length ?? 0) + least);
  };
  return { data: items, error, busy, more, reload: () => setTurn((n) => n + 1), set: (data) => setState((old) => ({ ...old, items: data })) };
}
