import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLoad } from '../api/load.ts';
import { useFilter } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Code } from '../code/Code.tsx';
import type { CodeHandle } from '../code/Code.tsx';
import { Loaded, NotHere, Refusal } from '../parts/Loaded.tsx';
import { Page } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { Actions } from './Actions.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { Drawer } from './Drawer.tsx';
import { PreviewPane } from './PreviewPane.tsx';
import { ProblemList } from './ProblemList.tsx';
import { SectionBar } from './SectionBar.tsx';
import { outline, sectionAt } from './sections.ts';
import { at, isOf } from './shapes.ts';
import type { Variable } from './shapes.ts';
import { Status } from './Status.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useDraft } from './useDraft.ts';
import { useJudge } from './useJudge.ts';

const nothing: never[] = [];

/** The template editor: text, preview of it by the service's engine, what is wrong, who uses it. */
export function Editor(): ReactNode {
  const { t, language } = useWords();
  const { may } = useSession();
  const [path] = useFilter('path');
  const [line] = useFilter('line');
  const toast = useToast();
  const writable = may('edit');
  const draft = useDraft(path, writable);
  const ready = draft.file !== null;
  const judge = useJudge(path, draft.text, ready, true);
  const variables = useLoad<{ items: Variable[] }>(ready ? `/content/variables?path=${at(path)}` : null);
  const code = useRef<CodeHandle>(null);
  const [caret, setCaret] = useState(1);
  const parsed = useMemo(() => outline(draft.text), [draft.text]);
  const here = sectionAt(parsed, caret);
  const [touched, setTouched] = useState(false);
  // A new file is empty and would be wrong at once: nothing is said before the first key, or before there are words.
  const begun = touched || Boolean(draft.file?.published) || /^== .*\n+[^\s=]/m.test(draft.file?.draft?.text ?? '');
  const problems = begun ? judge.problems : null;
  const own = useMemo(() => (problems ?? nothing).filter((problem) => isOf(problem, path)), [problems, path]);

  useEffect(() => {
    if (ready && line) code.current?.goTo(Number(line));
  }, [ready, line]);

  const replace = useCallback((text: string) => { code.current?.replace(text); draft.write(text); }, [draft]);
  if (draft.error?.missing) return <Page title={path} back={{ to: '/studio', text: t('nav.studio') }}><NotHere route="/api/v1/content/file" /></Page>;
  return (
    <Page title={parsed.name || draft.file?.key || path} back={{ to: '/studio', text: t('nav.studio') }} lead={<span className="mono">{path}</span>}
      acts={draft.file ? <Actions path={path} draft={draft} problems={judge.problems} replace={replace} template /> : null}>
      <Status draft={draft} path={path} />
      {draft.error && draft.saved !== 'failed' ? <Refusal error={draft.error} again={draft.reload} /> : null}
      <Loaded of={{ data: draft.file, error: null, busy: false, reload: draft.reload, set: () => undefined }} route="/api/v1/content/file">
        {() => (
          <div className="studio">
            <div className="studio-text">
              <SectionBar outline={parsed} here={here} problems={own} writable={writable} onGo={(to) => code.current?.goTo(to)}
                onAdd={(text, to) => { replace(text); setTimeout(() => code.current?.goTo(to + 1), 0); }} text={draft.text} />
              {writable ? <Toolbar variables={variables.data?.items ?? nothing} onInsert={(words) => code.current?.insert(words)} /> : null}
              <Code ref={code} text={draft.text} epoch={draft.reading} mode="template" label={t('studio.text')} english={language === 'en'} readOnly={!writable}
                problems={own} judged={judge.text} variables={variables.data?.items ?? nothing} onChange={(next) => { setTouched(true); draft.write(next); }} onLine={setCaret} />
              <ProblemList path={path} problems={problems} missing={judge.missing.lint} writable={writable} onGo={(problem) => code.current?.goTo(problem.line, problem.column)}
                onMend={(mend) => { const before = draft.text; code.current?.mend(mend); toast(t('studio.mended'), { undo: () => replace(before) }); }} />
            </div>
            <PreviewPane variants={judge.variants} missing={judge.missing.preview} busy={judge.busy} here={here} onGo={(to) => code.current?.goTo(to)} />
            <Drawer path={path} draft={draft} replace={replace} />
          </div>
        )}
      </Loaded>
      {draft.conflict ? <ConflictDialog conflict={draft.conflict} mine={draft.text} onSettle={(text) => { draft.settle(text); code.current?.replace(text); }} /> : null}
    </Page>
  );
}
