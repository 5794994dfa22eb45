import type { Edit, Place } from './shapes.ts';

/** Offset of a place in a text; places behind an end are moved to it. */
export function offset(text: string, place: Place): number {
  let start = 0;
  for (let line = 1; line < place.line; line++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + Math.max(0, place.column - 1), end < 0 ? text.length : end);
}

/** Edits as spans of the text, in order. Edits never overlap; one that does is left out. */
export function spans(text: string, edits: readonly Edit[]): { from: number; to: number; insert: string }[] {
  const all = edits.map((edit) => ({ from: offset(text, edit.from), to: offset(text, edit.to), insert: edit.text }))
    .filter((span) => span.from <= span.to)
    .sort((one, other) => one.from - other.from || one.to - other.to);
  return all.filter((span, i) => i === 0 || span.from >= (all[i - 1]?.to ?? 0));
}

/** The text with the edits made; everything else stays letter for letter. */
export function apply(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const span of spans(text, edits)) {
    result += text.slice(at, span.from) + span.insert;
    at = span.to;
  }
  return result + text.slice(at);
}
