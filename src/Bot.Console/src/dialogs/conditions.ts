import type { Words } from '../words/use.ts';

/** A step's condition in words: slots by their names, the comparisons in the reader's language. What it cannot read stays as it is. */
export function conditionOf(text: string, slots: Record<string, string>, t: Words['t']): string {
  const named = (key: string): string => slots[key] || key;
  const one = (part: string): string => {
    const is = /^([\p{L}_][\p{L}\p{N}_.]*)\s+is\s+(not\s+)?(.+)$/u.exec(part);
    if (is) return is[3] === 'empty' ? `${named(is[1] ?? '')} ${t(is[2] ? 'test.filled' : 'test.empty')}` : `${named(is[1] ?? '')} ${t(is[2] ? 'test.isNot' : 'test.is')} ${is[3] ?? ''}`;
    const size = /^([\p{L}_][\p{L}\p{N}_.]*)\s*(>=|<=|>|<)\s*(.+)$/u.exec(part);
    return size ? `${named(size[1] ?? '')} ${size[2] ?? ''} ${size[3] ?? ''}` : part;
  };
  return text.split(/\s+(and|or)\s+/).map((part, i) => (i % 2 === 0 ? one(part.trim()) : t(part === 'and' ? 'test.and' : 'test.or'))).join(' ');
}
