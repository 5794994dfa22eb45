import type { Words } from '../words/use.ts';
import type { Key } from '../words/words.ts';

/** What a file is called on the screen: its own name, or that of its kind where it has none. */
export function titleOf(kind: string, title: string, path: string, t: Words['t']): string {
  if (kind === 'policy') return t('file.policy');
  if (kind === 'synonyms') return t('file.synonyms');
  const known = `file.${path.replace(/^.*\//, '').replace(/\.\w+$/, '')}` as Key;
  if (['file.offers', 'file.orders', 'file.products', 'file.shop', 'file._defaults'].includes(known)) return t(known);
  if (title && title !== path) return title;
  return path.replace(/^.*\//, '').replace(/\.\w+$/, '');
}
