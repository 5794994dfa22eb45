import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { address, query } from '../api/client.ts';
import { useLoad } from '../api/load.ts';
import { useFilter } from '../app/place.tsx';
import { Empty, Loaded } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { FactList } from './FactList.tsx';
import type { Fact } from './shapes.ts';

const kinds = ['Said', 'Replied', 'Silent', 'Pushed', 'OperatorSaid', 'Dialog', 'HandOff', 'Consent', 'Stated', 'Ticket', 'Joined', 'Left', 'Reacted', 'Noticed'] as const;
const dayOf = (ms: number): string => new Date(ms).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
const start = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

/** The record of interactions by day, conversation and member; where the figures of the dashboards lead. */
export function Record(): ReactNode {
  const { t } = useWords();
  const [conversation, setConversation] = useFilter('conversation');
  const [member, setMember] = useFilter('member');
  const [channel, setChannel] = useFilter('channel');
  const [kind, setKind] = useFilter('kind');
  const [from, setFrom] = useFilter('from', dayOf(Date.now() - 86_400_000));
  const [to, setTo] = useFilter('to', dayOf(Date.now()));
  const span = { conversation, member, channel, from: start(from), to: new Date(Date.parse(start(to)) + 86_400_000).toISOString(), limit: 10_000 };
  const list = useLoad<{ items: Fact[]; next?: string | null }>('/interactions' + query(span));
  const facts = useMemo(() => (list.data?.items ?? []).filter((fact) => !kind || fact.kind === kind).reverse(), [list.data, kind]);
  return (
    <>
      <div className="bar">
        <input type="date" aria-label={t('filter.from')} value={from} onChange={(event) => setFrom(event.target.value || dayOf(Date.now()))} /><input type="date" aria-label={t('filter.to')} value={to} onChange={(event) => setTo(event.target.value || dayOf(Date.now()))} />
        <select aria-label={t('record.kind')} value={kind} onChange={(event) => setKind(event.target.value)}><option value="">{t('all')}</option>{kinds.map((one) => <option key={one} value={one}>{t(`fact.${one}`)}</option>)}</select>
        <input className="short" aria-label={t('field.channel')} placeholder={t('field.channel')} value={channel} onChange={(event) => setChannel(event.target.value.trim())} />
        <input className="short" aria-label={t('field.conversation')} placeholder={t('field.conversation')} value={conversation} onChange={(event) => setConversation(event.target.value.trim())} />
        <input className="short" aria-label={t('record.member')} placeholder={t('record.member')} value={member} onChange={(event) => setMember(event.target.value.trim())} />
        <a className="button small" href={address('/interactions' + query({ ...span, format: 'csv' }))} download>{t('csv')}</a>
      </div>
      <Loaded of={list} route="/api/v1/interactions">
        {(data) => facts.length === 0 ? <Empty title={t('record.none')}>{t('record.none.text')}</Empty> : <>{data.next ? <p className="notice">{t('record.more')}</p> : null}<FactList facts={facts} label={t('people.record')} /></>}
      </Loaded>
    </>
  );
}
