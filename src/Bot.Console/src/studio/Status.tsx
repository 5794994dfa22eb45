import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useNames } from '../api/names.ts';
import { useSession } from '../app/session.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { at } from './shapes.ts';
import type { Draft } from './useDraft.ts';

const every = 15_000;

/** Who else is in this file now, asked while the page is open. */
function useOthers(path: string, me: (string | undefined)[], ready: boolean, first: string[]): string[] {
  const [others, setOthers] = useState<string[] | null>(null);
  useEffect(() => {
    if (!ready) return undefined;
    const tell = (): void => {
      if (document.visibilityState !== 'visible') return;
      post<{ editing: string[] }>(`/content/presence?path=${at(path)}`).then((answer) => setOthers(answer?.editing ?? []), () => undefined);
    };
    tell();
    const timer = setInterval(tell, every);
    return () => clearInterval(timer);
  }, [path, ready]);
  return (others ?? first).filter((name) => !me.includes(name));
}

/** Where the file stands, whether it is saved, and who else edits it. */
export function Status({ draft, path }: { draft: Draft; path: string }): ReactNode {
  const { t, ago } = useWords();
  const { who, may } = useSession();
  const names = useNames();
  const others = useOthers(path, [who?.name, who?.display ?? undefined], draft.file !== null && may('edit'), draft.file?.editing ?? []);
  const file = draft.file;
  if (!file) return null;
  const state = file.draft?.state ?? (file.published ? 'published' : 'draft');
  const dirty = draft.saved === 'dirty' || draft.saved === 'saving';
  return (
    <>
      <p className="status">
        <Tag tone={state === 'published' && !dirty ? 'good' : state === 'review' ? 'main' : 'warm'}>{t(`state.${dirty ? 'draft' : state}`)}</Tag>
        <span role="status">{draft.saved === 'same' ? '' : t(`saved.${draft.saved}`)}</span>
        {file.published ? <span className="soft">{[t('studio.live', { version: file.published.version }), names.colleague(file.published.by) || t('origin.file'), file.published.at ? ago(file.published.at) : ''].filter(Boolean).join(' · ')}</span> : <span className="soft">{t('studio.neverPublished')}</span>}
        {file.draft && file.draft.by && file.draft.by !== who?.name ? <span className="soft">{t('studio.draftBy', { by: names.colleague(file.draft.by) })}</span> : null}
      </p>
      {others.length > 0 ? <p className="notice" role="status"><Icon of="people" />{t('studio.editing', { names: others.map(names.colleague).join('、') })}</p> : null}
      {file.draft?.state === 'review' && file.draft.note ? <p className="notice"><Icon of="pen" />{t('studio.reviewNote', { note: file.draft.note })}</p> : null}
    </>
  );
}
