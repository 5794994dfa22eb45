import type { ReactNode } from 'react';
import { useLoad } from '../api/load.ts';
import { Link } from '../app/place.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Box } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';

interface Counts { planned: number; sent: number; waiting: number; expired: number; unknown: number; failed: number; skipped: Record<string, number> }

/** Planned = sent + waiting + held back + stale + failed + unknown; each leads to its list. */
export function Funnel({ id }: { id: string }): ReactNode {
  const { t, named, number } = useWords();
  const load = useLoad<Counts>(`/campaigns/${encodeURIComponent(id)}/funnel`, 5_000);
  const list = (state: string): string => `/pushes/queue?campaign=${encodeURIComponent(id)}&state=${state}`;
  return (
    <Box title={t('funnel.title')}>
      <Loaded of={load} route="/api/v1/campaigns/funnel">
        {(data) => {
          const rows: [string, number, string][] = [
            [t('funnel.planned'), data.planned, ''], [t('funnel.sent'), data.sent, 'Sent'], [t('funnel.waiting'), data.waiting, 'Held'],
            ...Object.entries(data.skipped ?? {}).map(([rule, count]): [string, number, string] => [t('funnel.skipped', { rule: named('rule', rule) }), count, 'Dropped']),
            [t('funnel.expired'), data.expired, 'Expired'], [t('funnel.failed'), data.failed, 'Failed'], [t('funnel.unknown'), data.unknown, 'Unknown'],
          ];
          return (
            <table className="table"><tbody>
              {rows.filter(([, count], i) => i < 3 || count > 0).map(([name, count, state]) => (
                <tr key={name}><th scope="row">{name}</th><td className="grow"><meter min={0} max={Math.max(1, data.planned)} value={count} aria-label={name} /></td><td className="num">{state ? <Link to={list(state)}>{number(count)}</Link> : number(count)}</td></tr>
              ))}
            </tbody></table>
          );
        }}
      </Loaded>
    </Box>
  );
}
