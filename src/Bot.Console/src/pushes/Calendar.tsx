import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useLoad } from '../api/load.ts';
import { Link, useFilter } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { runsBetween } from './runs.ts';
import type { Campaign } from './shapes.ts';

/** Four weeks of plans by day: useful content and offers side by side. */
export function Calendar(): ReactNode {
  const { t, named, language } = useWords();
  const [shift, setShift] = useFilter('weeks', '0');
  const list = useLoad<{ items: Campaign[] }>('/campaigns');
  const days = useMemo(() => {
    const today = new Date(new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }) + 'T00:00:00Z');
    const monday = today.getTime() - ((today.getUTCDay() + 6) % 7) * 86_400_000 + Number(shift) * 7 * 86_400_000;
    return Array.from({ length: 28 }, (_, i) => ({ day: new Date(monday + i * 86_400_000).toISOString().slice(0, 10), now: monday + i * 86_400_000 === today.getTime() }));
  }, [shift]);
  const label = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', month: 'numeric', day: 'numeric', timeZone: 'UTC' });
  return (
    <Loaded of={list} route="/api/v1/campaigns">
      {(data) => {
        const runs = runsBetween(data.items, days[0]?.day ?? '', days.at(-1)?.day ?? '');
        const share = runs.length === 0 ? null : runs.filter((run) => run.kind === 'promo').length / runs.length;
        return (
          <>
            <div className="bar"><Button small onClick={() => setShift(String(Number(shift) - 4))}>{t('calendar.earlier')}</Button><Button small onClick={() => setShift('0')}>{t('calendar.today')}</Button><Button small onClick={() => setShift(String(Number(shift) + 4))}>{t('calendar.later')}</Button>
              <span className="soft" role="status">{share === null ? t('calendar.none') : t('calendar.share', { n: runs.length, promo: Math.round(share * 100) })}</span></div>
            <ol className="calendar">
              {days.map(({ day, now }) => {
                const here = runs.filter((run) => run.day === day);
                return <li key={day} className={now ? 'day now' : here.length === 0 ? 'day bare' : 'day'}><span className="day-name">{label.format(new Date(day))}</span>{here.map((run, i) => <Link key={i} className={`run ${run.kind}`} to={`/pushes/plan?id=${encodeURIComponent(run.id)}`}><b>{run.time}</b> {run.name} <Tag tone={run.kind === 'promo' ? 'warm' : 'good'}>{named('kind', run.kind)}</Tag></Link>)}</li>;
              })}
            </ol>
          </>
        );
      }}
    </Loaded>
  );
}
