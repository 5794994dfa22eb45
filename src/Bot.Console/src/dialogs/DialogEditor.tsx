import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useFilter } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Code } from '../code/Code.tsx';
import type { CodeHandle } from '../code/Code.tsx';
import { Button } from '../parts/Button.tsx';
import { Loaded, NotHere, Refusal } from '../parts/Loaded.tsx';
import { Page } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { Actions } from '../studio/Actions.tsx';
import { ConflictDialog } from '../studio/ConflictDialog.tsx';
import { Drawer } from '../studio/Drawer.tsx';
import { ProblemList } from '../studio/ProblemList.tsx';
import { isOf } from '../studio/shapes.ts';
import { Status } from '../studio/Status.tsx';
import { useDraft } from '../studio/useDraft.ts';
import { useJudge } from '../studio/useJudge.ts';
import { Outline } from './Outline.tsx';
import { PolicyPanel } from './PolicyPanel.tsx';
import { Simulator } from './Simulator.tsx';
import { dialogOutline } from './steps.ts';
import { TestRun } from './TestRun.tsx';
import { titleOf } from './titles.ts';

const nothing: never[] = [];

/** The editor of a YAML file. The text is the truth; the outline edits it by spans, so that comments and layout stay. */
export function DialogEditor(): ReactNode {
  const { t, language } = useWords();
  const { may } = useSession();
  const toast = useToast();
  const [path] = useFilter('path');
  const [line] = useFilter('line');
  const writable = may('edit');
  const draft = useDraft(path, writable);
  const ready = draft.file !== null;
  const judge = useJudge(path, draft.text, ready, false);
  const code = useRef<CodeHandle>(null);
  const [running, setRunning] = useState(false);
  const kind = draft.file?.kind ?? '';
  const outline = useMemo(() => dialogOutline(draft.text), [draft.text]);
  const own = useMemo(() => (judge.problems ?? nothing).filter((problem) => isOf(problem, path)), [judge.problems, path]);
  useEffect(() => { if (ready && line) code.current?.goTo(Number(line)); }, [ready, line]);
  const replace = useCallback((text: string) => { code.current?.replace(text); draft.write(text); }, [draft]);
  const edit = (text: string, words: string): void => { const before = draft.text; if (text !== before) { replace(text); toast(words, { undo: () => replace(before) }); } };
  if (draft.error?.missing) return <Page title={path} back={{ to: '/dialogs', text: t('nav.dialogs') }}><NotHere route="/api/v1/content/file" /></Page>;
  return (
    <Page title={titleOf(kind, outline.name || draft.file?.key || path, path, t)} back={{ to: '/dialogs', text: t('nav.dialogs') }} lead={<span className="mono">{path}</span>}
      acts={draft.file ? <>{kind === 'dialog' || kind === 'persona' || kind === 'test' ? <Button onClick={() => setRunning(true)}>{t('tests.run')}</Button> : null}<Actions path={path} draft={draft} problems={judge.problems} replace={replace} /></> : null}>
      <Status draft={draft} path={path} />
      {draft.error && draft.saved !== 'failed' ? <Refusal error={draft.error} again={draft.reload} /> : null}
      <Loaded of={{ data: draft.file, error: null, busy: false, reload: draft.reload, set: () => undefined }} route="/api/v1/content/file">
        {() => (
          <div className="studio">
            <div className="studio-text">
              <Code ref={code} text={draft.text} epoch={draft.reading} mode="yaml" label={t('dialogs.text')} english={language === 'en'} readOnly={!writable}
                problems={own} judged={judge.text} variables={nothing} onChange={draft.write} />
              <ProblemList path={path} problems={judge.problems} missing={judge.missing.lint} writable={writable} onGo={(problem) => code.current?.goTo(problem.line, problem.column)}
                onMend={(mend) => { const before = draft.text; code.current?.mend(mend); toast(t('studio.mended'), { undo: () => replace(before) }); }} />
            </div>
            <div className="beside">
              {outline.steps.length > 0 ? <Outline of={outline} text={draft.text} writable={writable} onGo={(to) => code.current?.goTo(to)} onEdit={edit} /> : null}
              {kind === 'policy' ? <PolicyPanel path={path} text={draft.text} writable={writable} onEdit={edit} /> : null}
              {kind === 'dialog' || kind === 'persona' || kind === 'synonyms' ? <Simulator path={path} text={draft.text} changed={draft.file?.draft !== null || draft.saved !== 'same'} /> : null}
            </div>
            <Drawer path={path} draft={draft} replace={replace} />
          </div>
        )}
      </Loaded>
      {running ? <TestRun path={path} text={draft.text} onClose={() => setRunning(false)} /> : null}
      {draft.conflict ? <ConflictDialog conflict={draft.conflict} mine={draft.text} onSettle={(text) => { draft.settle(text); code.current?.replace(text); }} /> : null}
    </Page>
  );
}
