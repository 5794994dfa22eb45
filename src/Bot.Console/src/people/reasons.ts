import type { Names } from '../api/names.ts';
import type { Words } from '../words/use.ts';
import type { Fact } from './shapes.ts';

/** Why a fact is as it is, in words: what the record keeps as `mention:match:发货`. */
export function reasonOf(words: Words, fact: Pick<Fact, 'kind' | 'reason'>, names?: Names): string {
  const { t, named } = words;
  const reason = fact.reason ?? '';
  const [first = '', ...rest] = reason.split(':');
  const more = rest.join(':');
  switch (fact.kind) {
    case 'Silent': return named('silent', reason);
    case 'Consent': return named('wish', reason);
    case 'Pushed': return named('class', reason);
    case 'HandOff': return first === 'waiting' ? named('handoff', more) : named('why', `handoff-${reason}`);
    case 'Dialog': return first === 'ended' ? t('why.ended', { outcome: named('outcome', more) }) : named('why', `dialog-${reason}`);
    case 'Reacted': return t(first === 'removed' ? 'why.reactionGone' : 'why.reaction', { what: more });
    case 'OperatorSaid': return named('why', `operator-${reason}`);
    case 'Joined': case 'Left': return reason === 'us' ? t('why.us') : '';
    case 'Replied': return reply(words, first, rest);
    case 'Noticed': return first === 'not_said' ? t('why.notSaid', { key: names?.content('template', rest[0] ?? '') ?? rest[0] ?? '', reason: rest.slice(1).join(':') }) : named('notice', first) === first ? reason : named('notice', first);
    default: return reason;
  }
}

function reply({ t, named }: Words, first: string, rest: string[]): string {
  const [how = '', ...what] = rest;
  const text = what.join(':');
  if (first === 'consent') return named('wish', how);
  if (first === 'hand_off') return t('why.handOff', { reason: named('handoff', how) });
  if (first === 'due') return t('why.due');
  if (rest.length === 0) return named('why', first);
  const said = how === 'match' ? t('why.match', { text }) : how === 'topic' ? t('why.topic') : how === 'dialog' ? t(text.endsWith(':faq') ? 'why.faq' : 'why.dialog') : named('why', how);
  return `${named('addressed', first)} · ${said}`;
}

/** What a name that facts count under means. */
export function countedOf(words: Words, name: string, names: Names): string {
  const { t, named } = words;
  const template = (whole: string): string => names.content('template', whole.replace(/[@#].*$/, ''));
  if (!name.startsWith('~')) return t('counted.template', { key: template(name) });
  const [what = '', ...rest] = name.slice(1).split('/');
  const more = rest.join('/');
  const detail = what === 'said' || what === 'pushedat' ? (more ? `${more}:00` : '')
    : what === 'replied' ? named('source', more) : what === 'silent' ? named('silent', more) : what === 'pushed' ? named('class', more) : what === 'consent' ? named('wish', more)
    : what === 'handoff' ? named('handoff', more) : what === 'dialog' ? dialogOf(words, rest, names) : what === 'after' || what === 'notsaid' || what === 'pushedof' ? template(more) : what === 'took' && more ? `≤ ${more} ms` : what === 'reaction' || what === 'unreaction' ? named('figure', more) : '';
  return detail ? `${named('counted', what)} · ${detail}` : named('counted', what);
}

function dialogOf({ named }: Words, [dialog = '', what = '', of = '']: string[], names: Names): string {
  const slot = names.slot(dialog, of);
  const how = what === 'ended' ? named('outcome', of) : what === 'started' ? named('dash', 'started') : what === 'step' || what === 'left' ? `${named('counted', what)} ${slot === of ? named('step', of) : slot}` : '';
  return [names.content('dialog', dialog), how].filter(Boolean).join(' · ');
}
