import { access } from './access.ts';
import { admin } from './admin.ts';
import { dash } from './dash.ts';
import { dialogs } from './dialogs.ts';
import { inbox } from './inbox.ts';
import { knowledge } from './knowledge.ts';
import { people } from './people.ts';
import { pushes } from './pushes.ts';
import { shell } from './shell.ts';
import { studio } from './studio.ts';

export type Language = 'zh' | 'en';

/** Every word of the console in both languages: [中文, English]. A key without one of them does not compile. */
export const all = { ...shell, ...access, ...studio, ...dialogs, ...knowledge, ...pushes, ...inbox, ...dash, ...people, ...admin };
export type Key = keyof typeof all;
export type Values = Record<string, string | number>;

/** The words of a key, with `{name}` filled in. */
export function say(language: Language, key: Key, values?: Values): string {
  const text: string = all[key][language === 'zh' ? 0 : 1];
  return values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole)) : text;
}

/** The words of a key that is made at run time; what is not in the table is shown as it is. */
export function sayIfKnown(language: Language, key: string, otherwise: string): string {
  return key in all ? say(language, key as Key) : otherwise;
}
