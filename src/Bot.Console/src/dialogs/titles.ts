import type { Words } from '../words/use.ts';

/** What a file is called on the screen: its own name, or that of its kind where it has none. */
export function titleOf(kind: string, title: string, path: string, t: Words['t']): string {
  if (title && title !== path) return title;
  if (kind === 'policy') return t('file.policy');
  if (kind === 'synonyms') return t('file.synonyms');
  return path.replace(/^.*\//, '').replace(/\.\w+$/, '');
}
