import type { ReactNode } from 'react';
import { query } from '../api/client.ts';
import { useLoad } from '../api/load.ts';
import { useNames } from '../api/names.ts';
import { Link } from '../app/place.tsx';
import { Called } from '../parts/Called.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { reasonOf } from './reasons.ts';
import type { Fact } from './shapes.ts';

const minutes = 60_000;
const dayOf = (at: string): string => new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
const tone = (kind: string): 'main' | 'good' | 'quiet' | 'warm' => (kind === 'Said' ? 'main' : kind === 'Replied' ? 'good' : kind === 'Silent' ? 'quiet' : 'warm');

/** Why a turn went as it did: everything that one message led to, with the rule, the template and version, the persona and the slots. */
export function Trace({ of, onClose }: { of: Fact; onClose: () => void }): ReactNode {
  const words = useWords();
  const names = useNames();
  const { t, time, named, percent } = words;
  const at = Date.parse(of.at);
  const near = query({ channel: of.conversation.channel, conversation: of.conversation.id, from: new Date(at - 2 * minutes).toISOString(), to: new Date(at + 2 * minutes).toISOString(), limit: 500 });
  const around = useLoad<{ items: Fact[] }>('/interactions' + near);
  const turn = (around.data?.items ?? []).filter((one) => one.activityId === of.activityId);
  const key = (of.template ?? '').replace(/[@#].*$/, '');
  const place = `channel=${encodeURIComponent(of.conversation.channel)}&conversation=${encodeURIComponent(of.conversation.id)}`;
  const who = `channel=${encodeURIComponent(of.member.channel)}&id=${encodeURIComponent(of.member.id)}`;
  const dataOf = (name: string, value: string): ReactNode => {
    switch (name) {
      case 'dialog': return <Called name={names.content('dialog', value)} id={value} />;
      case 'step': return <Called name={stepOf(value)} id={value} />;
      case 'after': case 'would': { const asked = value.replace(/[@#].*$/, ''); return <Called name={names.content('template', asked)} id={value} />; }
      case 'operator': return <Called name={names.colleague(value)} id={value} />;
      case 'class': return named('class', value);
      default: return value;
    }
  };
  // A step that asks is named by what it asks for.
  const stepOf = (id: string): string => { const slot = names.slot(of.data?.dialog ?? '', id); return slot === id ? named('step', id) : slot; };
  const rows: [string, ReactNode][] = [
    [t('record.at'), time(of.at)], [t('record.kind'), named('fact', of.kind)], [t('record.text'), of.text], [t('record.reason'), of.reason && <Called name={reasonOf(words, of, names)} id={of.reason} />],
    [t('record.template'), of.template ? <><Link to={`/studio?q=${encodeURIComponent(key)}`}>{names.content('template', key)}</Link> <small className="soft mono">{of.template}</small></> : null],
    [t('studio.persona'), of.persona && <><Called name={names.content('persona', of.persona)} id={of.persona} />{of.personaBy ? ` (${named('personaBy', of.personaBy)})` : ''}</>], [t('record.score'), typeof of.score === 'number' ? percent(of.score) : null], [t('plan.kind'), of.contentKind && named('kind', of.contentKind)],
    [t('record.initiator'), named('initiator', of.initiator)],
    [t('field.conversation'), <Link key="c" to={`/people/record?${place}&from=${dayOf(of.at)}&to=${dayOf(of.at)}`} onClick={onClose}>{names.conversation(of.conversation)} <small className="soft mono">{of.conversation.channel} / {of.conversation.id}</small></Link>],
    [t('record.member'), <Link key="m" to={`/people/card?${who}`}>{names.member(of.member)} <small className="soft mono">{of.member.channel} / {of.member.id}</small></Link>],
    ...Object.entries(of.data ?? {}).map(([name, value]): [string, ReactNode] => [named('data', name), name === 'push' ? <Link to={`/pushes/queue?campaign=${encodeURIComponent(of.data?.campaign ?? '')}&state=Sent`}>{value}</Link> : name === 'campaign' ? <Link to={`/pushes/plan?id=${encodeURIComponent(value)}`}>{value}</Link> : dataOf(name, value)]),
  ];
  return (
    <Dialog title={t('record.trace')} onClose={onClose}>
      <dl className="facts">{rows.filter(([, value]) => value).map(([name, value], i) => <div key={i}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {turn.length > 1 ? <><h3>{t('record.turn')}</h3><ol className="because">{turn.map((one) => <li key={one.id}><Tag tone={tone(one.kind)}>{named('fact', one.kind)}</Tag> {one.text} <span className="soft">{reasonOf(words, one, names)}{one.template ? ` · ${names.content('template', one.template.replace(/[@#].*$/, ''))}` : ''}</span></li>)}</ol></> : null}
    </Dialog>
  );
}
