import type { ReactNode } from 'react';
import { address, query } from '../api/client.ts';
import { useLoad } from '../api/load.ts';
import { useFilter, usePlace } from '../app/place.tsx';
import { Empty, Loaded } from '../parts/Loaded.tsx';
import { Box, Page, Tabs } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { Chart } from './Chart.tsx';
import { DashTableView } from './DashTableView.tsx';
import { FieldView } from './FieldView.tsx';
import { Definition, Figures } from './Figures.tsx';
import type { Dashboard } from './shapes.ts';

const rooms = ['today', 'pushes', 'answers', 'content', 'groups'] as const;
type Room = (typeof rooms)[number];
const dayOf = (ms: number): string => new Date(ms).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The five dashboards. The service says figures, series and tables; the address holds the filters. */
export function Dash(): ReactNode {
  const { t } = useWords();
  const { path } = usePlace();
  const room: Room = rooms.find((one) => path === `/dash/${one}`) ?? 'today';
  return (
    <Page title={t('nav.dash')} lead={t(`dash.${room}.is`)}>
      <Tabs label={t('nav.dash')} items={rooms.map((one) => ({ to: one === 'today' ? '/dash' : `/dash/${one}`, text: t(`dash.${one}`) }))} />
      <Room key={room} room={room} />
    </Page>
  );
}

function Room({ room }: { room: Room }): ReactNode {
  const words = useWords();
  const { t, either, named, time } = words;
  const [from, setFrom] = useFilter('from', dayOf(Date.now() - 6 * 86_400_000));
  const [to, setTo] = useFilter('to', dayOf(Date.now()));
  const [group, setGroup] = useFilter('group');
  const [channel, setChannel] = useFilter('channel');
  const asked = query({ from, to, group, channel });
  const load = useLoad<Dashboard>(`/dash/${room}${asked}`, 60_000);
  return (
    <>
      <div className="bar">
        <input type="date" aria-label={t('filter.from')} value={from} max={to} onChange={(event) => setFrom(event.target.value)} /><input type="date" aria-label={t('filter.to')} value={to} min={from} onChange={(event) => setTo(event.target.value)} />
        <input className="short" aria-label={t('speak.group')} placeholder={t('speak.group')} value={group} onChange={(event) => setGroup(event.target.value.trim())} />
        <input className="short" aria-label={t('field.channel')} placeholder={t('field.channel')} value={channel} onChange={(event) => setChannel(event.target.value.trim())} />
        {load.data ? <a className="button small" href={address(`/dash/${room}${query({ from, to, group, channel, format: 'csv' })}`)} download>{t('csv')}</a> : null}
        {load.data?.asOf ? <span className="soft">{t('dash.asOf', { at: time(load.data.asOf) })}</span> : null}
      </div>
      <Loaded of={load} route={`/api/v1/dash/${room}`}>
        {(data) => (data.figures?.length ?? 0) + (data.series?.length ?? 0) + (data.tables?.length ?? 0) === 0 ? <Empty title={t('dash.nothing')}>{t('dash.nothing.text')}</Empty> : (
          <>
            <Figures of={data} />
            <div className="columns wide">{data.series?.map((one) => <Box key={one.id} title={either(one.name) || named('series', one.id)}><Chart of={one} /><Definition of={one.definition} /></Box>)}</div>
            {data.field ? <Box title={named('field', data.field.id)}><FieldView of={data.field} label={named('field', data.field.id)} /><Definition of={data.field.definition} /></Box> : null}
            {data.tables?.map((one) => <Box key={one.id} title={either(one.name) || named('table', one.id)}><DashTableView of={one} /><Definition of={one.definition} /></Box>)}
          </>
        )}
      </Loaded>
    </>
  );
}
