import { diffLines, diffWordsWithSpace } from 'diff';

export interface Piece { text: string; changed: boolean }
export interface Row { kind: 'same' | 'cut' | 'add' | 'skip'; left: number | null; right: number | null; pieces: Piece[]; count?: number }

const split = (text: string): string[] => (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');

/** What changed from one text to another, by lines, with the changed words inside them; long unchanged stretches are left out. */
export function compare(before: string, after: string, around = 3): Row[] {
  const rows: Row[] = [];
  let [left, right] = [1, 1];
  const changes = diffLines(before, after);
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i];
    if (!change) continue;
    const next = changes[i + 1];
    const lines = split(change.value);
    if (!change.added && !change.removed) {
      for (const line of lines) rows.push({ kind: 'same', left: left++, right: right++, pieces: [{ text: line, changed: false }] });
    } else if (change.removed && next?.added) {
      const added = split(next.value);
      lines.forEach((line, n) => rows.push({ kind: 'cut', left: left++, right: null, pieces: n < added.length ? words(line, added[n] ?? '', 'removed') : [{ text: line, changed: true }] }));
      added.forEach((line, n) => rows.push({ kind: 'add', left: null, right: right++, pieces: n < lines.length ? words(lines[n] ?? '', line, 'added') : [{ text: line, changed: true }] }));
      i++;
    } else {
      for (const line of lines) rows.push(change.removed ? { kind: 'cut', left: left++, right: null, pieces: [{ text: line, changed: true }] } : { kind: 'add', left: null, right: right++, pieces: [{ text: line, changed: true }] });
    }
  }
  return fold(rows, around);
}

function words(before: string, after: string, side: 'removed' | 'added'): Piece[] {
  const other = side === 'removed' ? 'added' : 'removed';
  return diffWordsWithSpace(before, after).filter((part) => !part[other]).map((part) => ({ text: part.value, changed: Boolean(part[side]) }));
}

function fold(rows: Row[], around: number): Row[] {
  const near = rows.map((_, i) => rows.slice(Math.max(0, i - around), i + around + 1).some((row) => row.kind !== 'same'));
  const result: Row[] = [];
  rows.forEach((row, i) => {
    if (near[i]) { result.push(row); return; }
    const last = result.at(-1);
    if (last?.kind === 'skip') last.count = (last.count ?? 0) + 1;
    else result.push({ kind: 'skip', left: null, right: null, pieces: [], count: 1 });
  });
  return result;
}
