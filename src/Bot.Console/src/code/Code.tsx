import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { linter, setDiagnostics } from '@codemirror/lint';
import type { Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useImperativeHandle, useRef } from 'react';
import type { ReactNode, Ref } from 'react';
import { offset, spans } from '../studio/edits.ts';
import { isError } from '../studio/shapes.ts';
import type { Mend, Problem, Variable } from '../studio/shapes.ts';
import { offers } from './complete.ts';
import { look, marks } from './marks.ts';
import type { Mode } from './marks.ts';
import { phrases } from './phrases.ts';

export interface CodeHandle {
  goTo: (line: number, column?: number) => void;
  insert: (text: string) => void;
  mend: (mend: Mend) => void;
  replace: (text: string) => void;
  complete: () => void;
}

interface Props {
  /** The text at the start and after each change of {@link epoch}. */
  text: string;
  epoch: string;
  mode: Mode;
  label: string;
  english: boolean;
  readOnly: boolean;
  problems: Problem[];
  /** The text that the problems are about; they are drawn only while it stands. */
  judged: string;
  variables: Variable[];
  onChange: (text: string) => void;
  onLine?: (line: number) => void;
  ref?: Ref<CodeHandle>;
}

const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** The editor proper. React says what to show; the text itself lives here, with its undo. */
export function Code(props: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const now = useRef(props);
  now.current = props;
  const locked = useRef(new Compartment());

  useEffect(() => {
    const { mode, text, label, english } = now.current;
    const editor = new EditorView({
      parent: box.current ?? undefined,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorView.cspNonce.of(nonce()), look, marks(mode), lineNumbers(), history(), drawSelection(), highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(),
          EditorView.lineWrapping, EditorState.phrases.of(english ? {} : phrases), EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
          mode === 'template' ? [closeBrackets(), autocompletion({ override: [offers(() => now.current.variables, () => now.current.english)], icons: false })] : [],
          linter(null), locked.current.of(EditorState.readOnly.of(now.current.readOnly)),
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) now.current.onChange(update.state.doc.toString());
            if (update.selectionSet || update.docChanged) now.current.onLine?.(update.state.doc.lineAt(update.state.selection.main.head).number);
          }),
        ],
      }),
    });
    view.current = editor;
    return () => { editor.destroy(); view.current = null; };
  }, [props.epoch, props.mode, props.label, props.english]);

  useEffect(() => { view.current?.dispatch({ effects: locked.current.reconfigure(EditorState.readOnly.of(props.readOnly)) }); }, [props.readOnly]);

  const { problems, judged, english, epoch } = props;
  useEffect(() => {
    const editor = view.current;
    const text = editor?.state.doc.toString();
    if (!editor || text === undefined || text !== judged) return;
    editor.dispatch(setDiagnostics(editor.state, problems.map((problem): Diagnostic => {
      const from = offset(text, problem);
      const tag = /^\{\{[^{}\n]*\}\}|^[^\s{}]+/.exec(text.slice(from));
      return {
        from, to: Math.min(text.length, from + Math.max(1, tag?.[0].length ?? 1)), severity: isError(problem) ? 'error' : 'warning', source: problem.code, message: english ? problem.en : problem.zh,
        actions: now.current.readOnly ? [] : (problem.mends ?? []).map((mend) => ({ name: english ? mend.en : mend.zh, apply: () => doMend(editor, mend) })),
      };
    })));
  }, [problems, judged, english, epoch]);

  useImperativeHandle(props.ref, () => ({
    goTo: (line, column = 1) => {
      const editor = view.current;
      if (!editor) return;
      const at = offset(editor.state.doc.toString(), { line, column });
      editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: 60 }) });
      editor.focus();
    },
    insert: (text) => {
      const editor = view.current;
      if (!editor || now.current.readOnly) return;
      editor.dispatch(editor.state.replaceSelection(text), { scrollIntoView: true });
      editor.focus();
    },
    mend: (mend) => { if (view.current) doMend(view.current, mend); },
    replace: (text) => {
      const editor = view.current;
      if (editor && text !== editor.state.doc.toString()) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text }, selection: { anchor: Math.min(editor.state.selection.main.head, text.length) } });
    },
    complete: () => { const editor = view.current; if (editor) { editor.focus(); startCompletion(editor); } },
  }), []);

  return <div className="code" ref={box} />;
}

function doMend(editor: EditorView, mend: Mend): void {
  editor.dispatch({ changes: spans(editor.state.doc.toString(), mend.edits), userEvent: 'input.mend' });
  editor.focus();
}
