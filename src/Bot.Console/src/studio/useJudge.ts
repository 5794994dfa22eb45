import { useEffect, useState } from 'react';
import { ApiError, post } from '../api/client.ts';
import type { Problem, Variant } from './shapes.ts';

/** What the service's own engine says about the unsaved text. */
export interface Judged { problems: Problem[] | null; variants: Variant[] | null; missing: { lint: boolean; preview: boolean }; busy: boolean; text: string }

const idle = 300;

/** Asks 300 ms after the last key; an answer about an older text is thrown away. */
export function useJudge(path: string, text: string, ready: boolean, preview: boolean): Judged {
  const [judged, setJudged] = useState<Judged>({ problems: null, variants: null, missing: { lint: false, preview: false }, busy: false, text: '' });
  useEffect(() => {
    if (!ready) return undefined;
    const stop = new AbortController();
    const gone = { lint: false, preview: false };
    const absent = (name: 'lint' | 'preview') => (failure: unknown) => {
      if (failure instanceof ApiError && failure.missing) gone[name] = true;
      return null;
    };
    const timer = setTimeout(() => {
      setJudged((old) => ({ ...old, busy: true }));
      void Promise.all([
        post<{ problems: Problem[] }>('/content/lint', { path, text }, { signal: stop.signal }).catch(absent('lint')),
        preview ? post<{ variants: Variant[] }>('/content/preview', { path, text }, { signal: stop.signal }).catch(absent('preview')) : null,
      ]).then(([lint, shown]) => {
        if (stop.signal.aborted) return;
        setJudged((old) => ({ problems: lint?.problems ?? old.problems, variants: shown?.variants ?? old.variants, missing: gone, busy: false, text }));
      });
    }, idle);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [path, text, ready, preview]);
  return judged;
}
