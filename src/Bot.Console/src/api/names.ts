import { useEffect, useReducer } from 'react';
import { get, post } from './client.ts';

interface Key { channel: string; id: string }
type Content = 'template' | 'dialog' | 'persona';
type Kind = 'member' | 'conversation' | Content | 'slot';

const most = 200;
const known = new Map<string, string | null>();
const wanted = new Map<string, { kind: Kind; key: Key }>();
const listeners = new Set<() => void>();
let colleagues: Map<string, string> | null = null;
let under = false;

const mark = (kind: Kind, key: Key): string => `${kind} ${key.channel} ${key.id}`;
const tell = (): void => listeners.forEach((listen) => listen());

/** Asks for all names at once that one screen wants. What stays unknown keeps its id, and is not asked again. */
function ask(): void {
  if (under || wanted.size === 0) return;
  under = true;
  const batch = [...wanted].slice(0, most);
  for (const [name] of batch) { wanted.delete(name); known.set(name, null); }
  const of = (kind: Kind): Key[] => batch.filter(([, one]) => one.kind === kind).map(([, one]) => one.key);
  const ids = (kind: Kind): string[] => of(kind).map((key) => key.id);
  post<{ items: (Key & { kind: Kind; name: string })[] }>('/names', { members: of('member'), conversations: of('conversation'), templates: ids('template'), dialogs: ids('dialog'), personas: ids('persona') }).then(
    (answer) => { for (const one of answer?.items ?? []) known.set(mark(one.kind, one), one.name); tell(); },
    () => undefined,
  ).finally(() => { under = false; ask(); });
}

export interface Names {
  /** What a member is called; the id while that is not known. */
  member: (key: Key) => string;
  /** What a group is called, or whom a direct conversation is with. */
  conversation: (key: Key) => string;
  /** What operators call a template, a dialog or a persona; the id while that is not known. */
  content: (kind: Content, id: string) => string;
  /** What a dialog calls a thing that it asks for. */
  slot: (dialog: string, id: string) => string;
  /** What a colleague is called. */
  colleague: (name: string | null | undefined) => string;
}

/** Names in place of ids. */
export function useNames(): Names {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    listeners.add(again);
    if (colleagues === null) {
      colleagues = new Map();
      get<{ items: { name: string; display: string }[] }>('/colleagues').then((answer) => { colleagues = new Map((answer?.items ?? []).map((one) => [one.name, one.display || one.name])); tell(); }, () => undefined);
    }
    return () => { listeners.delete(again); };
  }, []);
  useEffect(ask);
  const called = (kind: Kind, key: Key): string => {
    const name = mark(kind, key);
    if (!known.has(name)) wanted.set(name, { kind, key });
    return known.get(name) ?? key.id;
  };
  const content = (kind: Content, id: string): string => (id ? called(kind, { channel: '', id }) : '');
  // Slots come with their dialog.
  const slot = (dialog: string, id: string): string => { content('dialog', dialog); return known.get(mark('slot', { channel: dialog, id })) ?? id; };
  return { member: (key) => called('member', key), conversation: (key) => called('conversation', key), content, slot, colleague: (name) => (name ? colleagues?.get(name) ?? name : '') };
}
