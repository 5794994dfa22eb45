import { useCallback, useEffect, useState } from 'react';
import { ApiError, get, query } from '../api/client.ts';
import type { ContentItem, ContentPage } from './shapes.ts';

export interface Content { items: ContentItem[]; busy: boolean; error: ApiError | null; reload: () => void }

const page = 500;

/** Reads the whole list page by page; rows appear as they come. */
export function useContent(keep: (item: ContentItem) => boolean): Content {
  const [state, setState] = useState<{ items: ContentItem[]; busy: boolean; error: ApiError | null }>({ items: [], busy: true, error: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const read = async (): Promise<void> => {
      let after: string | null | undefined = null;
      let items: ContentItem[] = [];
      do {
        const next: ContentPage = await get<ContentPage>('/content' + query({ limit: page, after }), stop.signal);
        items = [...items, ...(next.items ?? []).filter(keep)];
        after = next.next;
        setState({ items, busy: Boolean(after), error: null });
      } while (after);
    };
    read().catch((error: unknown) => { if (error instanceof ApiError) setState((old) => ({ ...old, busy: false, error })); });
    return () => stop.abort();
    // What to keep never changes for a screen.
  }, [turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { ...state, reload };
}
