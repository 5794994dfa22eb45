import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { address, query } from '../api/client.ts';
import { useLoad } from '../api/load.ts';
import { go, Link, useFilter } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Input, Search } from '../parts/Field.tsx';
import { Empty, Loaded } from '../parts/Loaded.tsx';
import { Box, Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';

interface Consent { promoOptedOut?: boolean; allOptedOut?: boolean; snoozedUntil?: string | null }
interface Person { member: { channel: string; id: string }; nick?: string | null; tags?: string[] | null; segments?: string[] | null; lastSeen?: string | null; firstSeen?: string | null; consent?: Consent | null }

export function ConsentTag({ of }: { of: Consent | null | undefined }): ReactNode {
  const { t } = useWords();
  if (of?.allOptedOut) return <Tag tone="bad">{t('consent.all')}</Tag>;
  if (of?.promoOptedOut) return <Tag tone="warm">{t('consent.promo')}</Tag>;
  return of?.snoozedUntil ? <Tag tone="warm">{t('consent.snoozed')}</Tag> : <Tag tone="good">{t('consent.fine')}</Tag>;
}

const cardOf = (channel: string, id: string): string => `/people/card?channel=${encodeURIComponent(channel)}&id=${encodeURIComponent(id)}`;

export function PeopleList(): ReactNode {
  const { t, ago } = useWords();
  const [search, setSearch] = useFilter('q');
  const [channel, setChannel] = useFilter('channel');
  const [tag, setTag] = useFilter('tag');
  const [after, setAfter] = useState<string | null>(null);
  const slow = useDeferredValue(search);
  const filters = { q: slow, channel, tag };
  const list = useLoad<{ items: Person[]; next?: string | null; total?: number }>('/people' + query({ ...filters, limit: 100, after }));
  const reset = (set: (value: string) => void) => (value: string): void => { setAfter(null); set(value); };
  return (
    <>
      <div className="bar">
        <Search label={t('people.search')} value={search} onChange={reset(setSearch)} />
        <input className="short" aria-label={t('field.channel')} placeholder={t('field.channel')} value={channel} onChange={(event) => reset(setChannel)(event.target.value)} />
        <input className="short" aria-label={t('people.tag')} placeholder={t('people.tag')} value={tag} onChange={(event) => reset(setTag)(event.target.value)} />
        {list.error?.missing ? null : <a className="button small" href={address('/people' + query({ ...filters, format: 'csv' }))} download>{t('csv')}</a>}
      </div>
      {list.error?.missing ? <ById /> : null}
      <Loaded of={list} route="/api/v1/people">
        {(data) => data.items.length === 0 ? <Empty title={t('people.none')}>{t('people.none.text')}</Empty> : (
          <>
            <div className="box">
              <table className="table cards">
                <thead><tr><th scope="col">{t('people.nick')}</th><th scope="col">{t('field.channel')}</th><th scope="col">{t('people.tags')}</th><th scope="col">{t('people.consent')}</th><th scope="col">{t('people.lastSeen')}</th></tr></thead>
                <tbody>{data.items.map((one) => (
                  <tr key={`${one.member.channel}|${one.member.id}`}>
                    <td><Link to={cardOf(one.member.channel, one.member.id)}>{one.nick || one.member.id}</Link></td><td data-name={t('field.channel')}>{one.member.channel}</td>
                    <td data-name={t('people.tags')}><span className="row">{[...(one.tags ?? []), ...(one.segments ?? [])].map((name) => <Tag key={name}>{name}</Tag>)}</span></td>
                    <td data-name={t('people.consent')}><ConsentTag of={one.consent} /></td><td data-name={t('people.lastSeen')}>{one.lastSeen ? ago(one.lastSeen) : '—'}</td>
                  </tr>
                ))}</tbody>
              </table>
            </div>
            <p className="row after">{after ? <Button onClick={() => setAfter(null)}>{t('queue.first')}</Button> : null}{data.next ? <Button onClick={() => setAfter(data.next ?? null)}>{t('loadMore')}</Button> : null}</p>
          </>
        )}
      </Loaded>
    </>
  );
}

// Without a list, a card can still be opened by channel and id.
function ById(): ReactNode {
  const { t } = useWords();
  const [channel, setChannel] = useState('');
  const [id, setId] = useState('');
  return (
    <Box title={t('people.byId')}>
      <form className="bar" onSubmit={(event) => { event.preventDefault(); go(cardOf(channel, id)); }}>
        <Input label={t('field.channel')} required value={channel} onChange={(event) => setChannel(event.target.value.trim())} /><Input label={t('why.id')} required value={id} onChange={(event) => setId(event.target.value.trim())} />
        <Button type="submit" look="main" className="low" disabled={!channel || !id}>{t('people.open')}</Button>
      </form>
    </Box>
  );
}
