import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view';
import type { DecorationSet, ViewUpdate } from '@codemirror/view';

export type Mode = 'template' | 'yaml';

const line = (name: string): Decoration => Decoration.line({ class: name });
const mark = (name: string): Decoration => Decoration.mark({ class: name });
const looks = { section: line('cm-section'), front: line('cm-front'), comment: mark('cm-note'), variable: mark('cm-variable'), block: mark('cm-block'), partial: mark('cm-partial'), key: mark('cm-key') };

const tags = /\{\{[^{}\n]*\}\}/g;

function frontEnd(view: EditorView): number {
  const { doc } = view.state;
  if (doc.line(1).text.trim() !== '---') return 0;
  for (let n = 2; n <= Math.min(doc.lines, 60); n++) if (doc.line(n).text.trim() === '---') return n;
  return 0;
}

function draw(view: EditorView, mode: Mode): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const end = mode === 'template' ? frontEnd(view) : 0;
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const one = view.state.doc.lineAt(at);
      if (mode === 'template' && one.number <= end) builder.add(one.from, one.from, looks.front);
      else if (mode === 'template' && /^==\s/.test(one.text)) builder.add(one.from, one.from, looks.section);
      else if (mode === 'template') tagged(builder, one.from, one.text);
      else yaml(builder, one.from, one.text);
      at = one.to + 1;
    }
  }
  return builder.finish();
}

function tagged(builder: RangeSetBuilder<Decoration>, from: number, text: string): void {
  for (const match of text.matchAll(tags)) {
    const inside = match[0].slice(2).trimStart();
    const look = inside.startsWith('>') ? looks.partial : /^(#|\/|else|!|~)/.test(inside) ? looks.block : looks.variable;
    builder.add(from + match.index, from + match.index + match[0].length, look);
  }
}

function yaml(builder: RangeSetBuilder<Decoration>, from: number, text: string): void {
  const key = /^(\s*(?:- +)?)([^\s:#{}[\],"'][^:#{}[\],"']*):(?=\s|$)/.exec(text);
  if (key?.[2] !== undefined) builder.add(from + (key[1]?.length ?? 0), from + (key[1]?.length ?? 0) + key[2].length, looks.key);
  const note = /(^|\s)#.*$/.exec(text);
  if (note && (key === null || note.index > 0)) builder.add(from + note.index, from + text.length, looks.comment);
}

/** Shows variables as chips, headings as bars, comments as quiet. */
export const marks = (mode: Mode) => ViewPlugin.fromClass(class {
  decorations: DecorationSet;
  constructor(view: EditorView) { this.decorations = draw(view, mode); }
  update(update: ViewUpdate): void { if (update.docChanged || update.viewportChanged) this.decorations = draw(update.view, mode); }
}, { decorations: (plugin) => plugin.decorations });

/** The editor's look by the page's own variables, so that both themes hold. */
export const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--sheet)', fontSize: '15px', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.75', overflow: 'auto' },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 14px 0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--sheet)', color: 'var(--soft)', border: 'none', fontFamily: 'var(--mono)', fontSize: '12px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--mist) 45%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'color-mix(in srgb, var(--deep) 26%, transparent)' },
  '.cm-section': { backgroundColor: 'var(--deep-soft)', color: 'var(--deep)', fontWeight: '600', fontFamily: 'var(--mono)', fontSize: '13px' },
  '.cm-front': { color: 'var(--soft)', fontFamily: 'var(--mono)', fontSize: '13px' },
  '.cm-variable': { backgroundColor: 'var(--own)', color: 'var(--own-ink)', borderRadius: '6px', padding: '1px 3px', fontFamily: 'var(--mono)', fontSize: '13px' },
  '.cm-block': { backgroundColor: 'var(--warm-soft)', color: 'var(--warm)', borderRadius: '6px', padding: '1px 3px', fontFamily: 'var(--mono)', fontSize: '13px' },
  '.cm-partial': { backgroundColor: 'var(--mist)', color: 'var(--ink)', borderRadius: '6px', padding: '1px 3px', fontFamily: 'var(--mono)', fontSize: '13px' },
  '.cm-key': { color: 'var(--deep)', fontWeight: '600' },
  '.cm-note': { color: 'var(--soft)' },
  '.cm-tooltip': { backgroundColor: 'var(--sheet)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '12px', boxShadow: 'var(--shadow)', overflow: 'hidden' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '5px 12px', lineHeight: '1.5' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--deep)', color: 'var(--deep-ink)' },
  '.cm-completionDetail': { fontStyle: 'normal', marginLeft: '12px', opacity: '1' },
  '.cm-diagnostic': { padding: '8px 12px', borderLeft: '4px solid var(--warm)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--alarm)' },
  '.cm-diagnosticAction': { backgroundColor: 'var(--deep)', color: 'var(--deep-ink)', borderRadius: '8px', padding: '3px 10px' },
});
