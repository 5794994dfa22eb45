import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, get } from './client.ts';

/** What a screen has of a route: nothing yet, an answer, or a refusal. */
export interface Load<T> {
  data: T | null;
  error: ApiError | null;
  busy: boolean;
  reload: () => void;
  set: (data: T) => void;
}

/** Reads a route and keeps the last answer while a newer one is on its way. A null path reads nothing. */
export function useLoad<T>(path: string | null, every?: number): Load<T> {
  const [state, setState] = useState<{ path: string | null; data: T | null; error: ApiError | null; busy: boolean }>({ path: null, data: null, error: null, busy: path !== null });
  const [turn, setTurn] = useState(0);
  const quiet = useRef(false);
  useEffect(() => {
    if (path === null) return undefined;
    const stop = new AbortController();
    if (!quiet.current) setState((old) => ({ ...old, data: sameRoute(old.path, path) ? old.data : null, busy: true }));
    quiet.current = false;
    get<T>(path, stop.signal).then(
      (data) => setState({ path, data, error: null, busy: false }),
      (error: unknown) => {
        if (error instanceof ApiError) setState((old) => ({ path, data: error.status === 0 && old.path === path ? old.data : null, error, busy: false }));
        else if (!(error instanceof DOMException)) throw error;
      },
    );
    return () => stop.abort();
  }, [path, turn]);
  const missing = state.error?.missing === true;
  useEffect(() => {
    if (!every || path === null || missing) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') { quiet.current = true; setTurn((n) => n + 1); }
    }, every);
    return () => clearInterval(timer);
  }, [every, path, missing]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  const set = useCallback((data: T) => setState((old) => ({ ...old, data, error: null })), []);
  return { data: state.data, error: state.error, busy: state.busy, reload, set };
}

// A filter of the same list keeps the old rows on the screen until the new ones are here.
const sameRoute = (one: string | null, other: string): boolean => one?.split('?')[0] === other.split('?')[0];

/** Runs one act at a time and says how it went. */
export function useAct(): { busy: boolean; run: <T>(act: () => Promise<T>) => Promise<T | undefined>; error: ApiError | null; clear: () => void } {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const under = useRef(false);
  const run = useCallback(async <T,>(act: () => Promise<T>): Promise<T | undefined> => {
    if (under.current) return undefined;
    under.current = true;
    setBusy(true);
    setError(null);
    try {
      return await act();
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setError(failure);
      return undefined;
    } finally {
      under.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setError(null), []);
  return { busy, run, error, clear };
}
