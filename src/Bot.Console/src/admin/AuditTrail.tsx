import { useState } from 'react';
import type { ReactNode } from 'react';
import { address, query } from '../api/client.ts';
import { useLoad } from '../api/load.ts';
import { useNames } from '../api/names.ts';
import { useFilter } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty, Loaded } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';

interface Line { at: string; who: string; what: string; on?: string | null; from?: number | string | null; to?: number | string | null; why?: string | null; address?: string | null }

/** Who did what, from which version to which, and why. */
export function AuditTrail(): ReactNode {
  const { t, time, named } = useWords();
  const names = useNames();
  const [who, setWho] = useFilter('who');
  const [what, setWhat] = useFilter('what');
  const [before, setBefore] = useState<number | string | null>(null);
  const list = useLoad<{ items: Line[]; next?: number | string | null }>('/audit' + query({ who, what, before, limit: 100 }));
  return (
    <>
      <div className="bar">
        <input className="search" type="search" aria-label={t('audit.who')} placeholder={t('audit.who')} value={who} onChange={(event) => { setBefore(null); setWho(event.target.value.trim()); }} />
        <input className="search" type="search" aria-label={t('audit.what')} placeholder={t('audit.what.example')} value={what} onChange={(event) => { setBefore(null); setWhat(event.target.value.trim()); }} />
        <a className="button small" href={address('/audit' + query({ who, what, limit: 1000, format: 'csv' }))} download>{t('csv')}</a>
      </div>
      <Loaded of={list} route="/api/v1/audit">
        {(data) => data.items.length === 0 ? <Empty title={t('audit.none')}>{t('audit.none.text')}</Empty> : (
          <>
            <div className="box"><table className="table cards">
              <thead><tr><th scope="col">{t('record.at')}</th><th scope="col">{t('audit.who')}</th><th scope="col">{t('audit.what')}</th><th scope="col">{t('audit.on')}</th><th scope="col">{t('audit.why')}</th><th scope="col">{t('audit.address')}</th></tr></thead>
              <tbody>{data.items.map((one, i) => <tr key={i}><td>{time(one.at)}</td><td data-name={t('audit.who')}>{names.colleague(one.who) || '—'}</td><td data-name={t('audit.what')}>{named('audit', one.what)}</td><td data-name={t('audit.on')} className="mono">{one.on}{one.to ? ` ${one.from ?? ''} → ${one.to}` : ''}</td><td data-name={t('audit.why')}>{one.why ?? ''}</td><td data-name={t('audit.address')} className="mono">{one.address ?? ''}</td></tr>)}</tbody>
            </table></div>
            <p className="row after">{before ? <Button onClick={() => setBefore(null)}>{t('queue.first')}</Button> : null}{data.next ? <Button onClick={() => setBefore(data.next ?? null)}>{t('loadMore')}</Button> : null}</p>
          </>
        )}
      </Loaded>
    </>
  );
}
