import type { ReactNode } from 'react';
import { useLoad } from '../api/load.ts';
import { Link, useFilter } from '../app/place.tsx';
import { Search } from '../parts/Field.tsx';
import { Empty, Loaded } from '../parts/Loaded.tsx';
import { Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { stateTone } from './shapes.ts';
import type { Campaign } from './shapes.ts';

const states = ['draft', 'submitted', 'scheduled', 'running', 'paused', 'done', 'killed'] as const;

export function CampaignList(): ReactNode {
  const { t, named, time } = useWords();
  const [search, setSearch] = useFilter('q');
  const [state, setState] = useFilter('state');
  const list = useLoad<{ items: Campaign[] }>('/campaigns', 15_000);
  return (
    <Loaded of={list} route="/api/v1/campaigns">
      {(data) => {
        const shown = data.items.filter((one) => (!state || one.state === state) && `${one.name} ${one.id}`.toLowerCase().includes(search.toLowerCase()));
        return (
          <>
            <div className="bar">
              <Search label={t('pushes.search')} value={search} onChange={setSearch} />
              <select aria-label={t('studio.state')} value={state} onChange={(event) => setState(event.target.value)}><option value="">{t('studio.anyState')}</option>{states.map((one) => <option key={one} value={one}>{t(`campaign.${one}`)}</option>)}</select>
            </div>
            {shown.length === 0 ? <Empty title={t('pushes.none')}>{t('pushes.none.text')}</Empty> : (
              <div className="box">
                <table className="table cards">
                  <thead><tr><th scope="col">{t('plan.name')}</th><th scope="col">{t('studio.state')}</th><th scope="col">{t('plan.kind')}</th><th scope="col">{t('plan.category')}</th><th scope="col">{t('plan.next')}</th></tr></thead>
                  <tbody>
                    {shown.map((one) => (
                      <tr key={one.id}>
                        <td><Link to={`/pushes/plan?id=${encodeURIComponent(one.id)}`}>{one.name || one.id}</Link></td>
                        <td data-name={t('studio.state')}><Tag tone={stateTone(one.state)}>{t(`campaign.${one.state}`)}</Tag></td>
                        <td data-name={t('plan.kind')}>{named('kind', one.kind) || '—'}</td><td data-name={t('plan.category')}>{one.category ?? '—'}</td>
                        <td data-name={t('plan.next')}>{one.nextRun ? time(one.nextRun) : '—'}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
