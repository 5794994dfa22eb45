import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { address, query } from '../api/client.ts';
import { useNames } from '../api/names.ts';
import { usePages } from '../api/pages.ts';
import { go, useFilter, usePlace } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty, Loaded } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { FactList } from './FactList.tsx';
import { countedOf } from './reasons.ts';
import type { Fact } from './shapes.ts';

const behindFigure = 500;
const page = 1_000;
const whole = 10_000;
const kinds = ['Said', 'Replied', 'Silent', 'Pushed', 'OperatorSaid', 'Dialog', 'HandOff', 'Consent', 'Stated', 'Ticket', 'Joined', 'Left', 'Reacted', 'Noticed'] as const;
const dayOf = (ms: number): string => new Date(ms).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
const start = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

/** The record of interactions by day, conversation and member; where the figures of the dashboards lead: `counted` names what they count. */
export function Record(): ReactNode {
  const words = useWords();
  const names = useNames();
  const { t, number } = words;
  const { path, query: asked } = usePlace();
  const counted = asked.getAll('counted');
  const [conversation, setConversation] = useFilter('conversation');
  const [member, setMember] = useFilter('member');
  const [channel, setChannel] = useFilter('channel');
  const [kind, setKind] = useFilter('kind');
  const [from, setFrom] = useFilter('from', dayOf(Date.now() - 86_400_000));
  const [to, setTo] = useFilter('to', dayOf(Date.now()));
  // By days the latest comes first, page by page; what an id leads to comes from its beginning.
  const latestFirst = counted.length > 0 || (conversation === '' && member === '');
  const span = { conversation, member, channel, kind, from: start(from), to: new Date(Date.parse(start(to)) + 86_400_000).toISOString(), limit: counted.length > 0 ? behindFigure : latestFirst ? page : whole };
  const behind = (more: Record<string, string>): string => '/interactions' + query({ ...span, ...more }) + counted.map((name) => `&counted=${encodeURIComponent(name)}`).join('');
  const list = usePages<Fact>(behind({}), counted.length > 0 ? behindFigure : whole);
  const facts = useMemo(() => (latestFirst ? [...(list.data ?? [])] : [...(list.data ?? [])].reverse()).sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)), [list.data, latestFirst]);
  const all = (): void => { const next = new URLSearchParams(asked); next.delete('counted'); go(`${path}?${next.toString()}`, true); };
  return (
    <>
      <div className="bar">
        <input type="date" aria-label={t('filter.from')} value={from} onChange={(event) => setFrom(event.target.value || dayOf(Date.now()))} /><input type="date" aria-label={t('filter.to')} value={to} onChange={(event) => setTo(event.target.value || dayOf(Date.now()))} />
        <select aria-label={t('record.kind')} value={kind} onChange={(event) => setKind(event.target.value)}><option value="">{t('all')}</option>{kinds.map((one) => <option key={one} value={one}>{t(`fact.${one}`)}</option>)}</select>
        <input className="short" aria-label={t('field.channel')} placeholder={t('field.channel')} value={channel} onChange={(event) => setChannel(event.target.value.trim())} />
        <input className="short" aria-label={t('field.conversation')} placeholder={t('field.conversation')} value={conversation} onChange={(event) => setConversation(event.target.value.trim())} />
        <input className="short" aria-label={t('record.member')} placeholder={t('record.member')} value={member} onChange={(event) => setMember(event.target.value.trim())} />
        <a className="button small" href={address(behind({ limit: String(whole), format: 'csv' }))} download>{t('csv')}</a>
      </div>
      {counted.length > 0 ? <p className="row notice"><span>{t('record.counted', { what: counted.map((name) => countedOf(words, name, names)).join(t('record.or')) })}</span><Button small onClick={all}>{t('record.all')}</Button></p> : null}
      <Loaded of={list} route="/api/v1/interactions">
        {() => facts.length === 0 && !list.busy ? <Empty title={t('record.none')}>{t('record.none.text')}</Empty> : (
          <>
            {list.more || list.busy ? <p className="row notice"><span role="status">{t(list.busy ? 'record.reading' : 'record.more', { n: number(facts.length) })}</span>{list.more ? <Button small onClick={list.more}>{t('record.on')}</Button> : null}</p> : null}
            <FactList facts={facts} label={t('people.record')} />
          </>
        )}
      </Loaded>
    </>
  );
}
