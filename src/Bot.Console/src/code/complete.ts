import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { Variable } from '../studio/shapes.ts';

/** Functions that templates may call, with what they do. */
export const functions: [string, string, string][] = [
  ['money', '金额', 'an amount of money'], ['date', '日期', 'a date'], ['number', '数字', 'a number'], ['percent', '百分比', 'a share'],
  ['truncate', '截短', 'cut to a length'], ['default', '没有时用', 'in place of nothing'], ['join', '连起来', 'join a list'], ['index', '序号', 'a position'],
  ['plural', '单复数', 'singular or plural'], ['at', '@某人', 'mention somebody'],
];

const blocks: [string, string, string][] = [['#if', '如果…', 'if …'], ['#each', '逐个…', 'for each …'], ['else', '否则', 'else'], ['/if', '如果结束', 'end of if'], ['/each', '逐个结束', 'end of each'], ['>', '引用另一段', 'include a part']];

/** Offers variables, functions and blocks once `{{` was typed. */
export function offers(variables: () => Variable[], english: () => boolean) {
  return (context: CompletionContext): CompletionResult | null => {
    const open = context.matchBefore(/\{\{[^{}\n]*$/);
    if (!open) return null;
    const word = /[\w.@#/>]*$/.exec(open.text)?.[0] ?? '';
    const first = open.text.slice(2, open.text.length - word.length).trim() === '';
    const apply = (name: string) => (view: EditorView, _: Completion, from: number, to: number): void => {
      const closed = view.state.sliceDoc(to, to + 2) === '}}';
      const more = name.startsWith('#') || name === '>' || (first && functions.some(([fn]) => fn === name));
      const insert = more ? name + ' ' : closed ? name : name + '}}';
      const over = !more && closed ? 2 : 0;
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length + over }, userEvent: 'input.complete' });
    };
    const en = english();
    const option = (label: string, detail: string, type: string, boost: number): Completion => ({ label, detail, type, boost, apply: apply(label) });
    return {
      from: context.pos - word.length,
      options: [
        ...variables().map((one) => option(one.name.replace(/^.*\[\]\./, ''), (en ? one.en : one.zh) ?? one.zh ?? '', 'variable', 2)),
        ...(first ? functions.map(([name, zh, english]) => option(name, en ? english : zh, 'function', 0)) : []),
        ...(first ? blocks.map(([name, zh, english]) => option(name, en ? english : zh, 'keyword', -1)) : []),
      ],
      validFor: /^[\w.@#/>]*$/,
    };
  };
}
