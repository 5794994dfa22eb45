import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, call, get } from '../api/client.ts';
import { at, theirs } from './shapes.ts';
import type { Conflict, ContentFile } from './shapes.ts';

export type Saved = 'same' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict';

export interface Draft {
  file: ContentFile | null;
  error: ApiError | null;
  text: string;
  write: (text: string) => void;
  saved: Saved;
  /** The draft's ETag at this moment; null where there is no draft. */
  etag: () => string | null;
  /** Changes when another text was read: the editor begins anew with it. */
  reading: string;
  conflict: Conflict | null;
  /** Ends a conflict with this text, written over theirs. */
  settle: (text: string) => void;
  /** Writes now what is not yet written; false when that failed. */
  flush: () => Promise<boolean>;
  reload: () => void;
}

const idle = 900;

/** A file's draft: read once, written a moment after the last key; a stale write is refused by the service and shown as a conflict. */
export function useDraft(path: string, writable: boolean): Draft {
  const [file, setFile] = useState<ContentFile | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [text, setText] = useState('');
  const [saved, setSaved] = useState<Saved>('same');
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [turn, setTurn] = useState(0);
  const [reading, setReading] = useState('');
  const kept = useRef({ text: '', last: '', etag: null as string | null, path, under: null as Promise<boolean> | null, stuck: false });

  useEffect(() => {
    const stop = new AbortController();
    setConflict(null);
    get<ContentFile>(`/content/file?path=${at(path)}`, stop.signal).then((next) => {
      const words = next.draft?.text ?? next.published?.text ?? '';
      if (words !== kept.current.text || path !== kept.current.path) setReading(`${path} ${turn}`);
      kept.current = { text: words, last: words, etag: next.draft?.etag ?? null, path, under: null, stuck: false };
      setFile(next);
      setText(words);
      setSaved('same');
      setError(null);
    }, (failure: unknown) => { if (failure instanceof ApiError) setError(failure); });
    return () => stop.abort();
  }, [path, turn]);

  const save = useCallback(async (): Promise<boolean> => {
    const state = kept.current;
    if (state.under) await state.under;
    if (state.stuck) return false;
    if (state.text === state.last) return true;
    const words = state.text;
    setSaved('saving');
    state.under = call<{ etag?: string }>('PUT', `/content/draft?path=${at(state.path)}`, { text: words }, { etag: state.etag ?? '*' }).then((answer) => {
      state.last = words;
      state.etag = answer.data?.etag ?? answer.etag;
      if (kept.current === state) {
        setSaved(state.text === words ? 'saved' : 'dirty');
        setFile((old) => old && { ...old, draft: { text: words, etag: state.etag ?? '', by: old.draft?.by ?? '', at: new Date().toISOString(), state: 'draft' } });
      }
      return true;
    }, (failure: unknown) => {
      if (kept.current !== state) return false;
      const refused = failure instanceof ApiError ? failure : null;
      const body = refused?.body as Partial<Conflict> | null;
      if (refused?.status === 412 && body) {
        state.stuck = true;
        setConflict({ current: body.current ?? null, base: body.base ?? null });
        setSaved('conflict');
      } else {
        setError(refused);
        setSaved('failed');
      }
      return false;
    });
    const done = await state.under;
    state.under = null;
    return done;
  }, []);

  useEffect(() => {
    if (!writable || (saved !== 'dirty' && saved !== 'failed')) return undefined;
    const timer = setTimeout(() => void save(), saved === 'failed' ? 8_000 : idle);
    return () => clearTimeout(timer);
  }, [text, saved, writable, save]);

  useEffect(() => {
    const stay = (event: BeforeUnloadEvent): void => {
      if (kept.current.text !== kept.current.last && writable) { void save(); event.preventDefault(); }
    };
    window.addEventListener('beforeunload', stay);
    return () => { window.removeEventListener('beforeunload', stay); if (writable) void save(); };
  }, [writable, save, path]);

  const write = useCallback((next: string) => {
    if (next === kept.current.text) return;
    kept.current.text = next;
    setText(next);
    setSaved((old) => (old === 'conflict' ? old : 'dirty'));
  }, []);

  const settle = useCallback((next: string) => {
    const state = kept.current;
    if (!conflict) return;
    Object.assign(state, { stuck: false, etag: conflict.current?.etag ?? null, last: theirs(conflict), text: next });
    setConflict(null);
    setText(next);
    setError(null);
    setSaved(next === theirs(conflict) ? 'saved' : 'dirty');
  }, [conflict]);

  const etag = useCallback(() => kept.current.etag, []);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { file, error, text, write, saved, etag, reading, conflict, settle, flush: save, reload };
}
