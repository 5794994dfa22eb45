import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLoad } from '../api/load.ts';
import { Link } from '../app/place.tsx';
import { Empty, Loaded } from '../parts/Loaded.tsx';
import { Tag } from '../parts/Page.tsx';
import { Bars } from '../dash/Bars.tsx';
import { useWords } from '../words/use.ts';
import { History } from './History.tsx';
import { at, editorOf } from './shapes.ts';
import { Trials } from './Trials.tsx';
import type { Uses } from './shapes.ts';
import type { Draft } from './useDraft.ts';

type Room = 'uses' | 'hits' | 'history';
const rooms: Room[] = ['uses', 'hits', 'history'];

/** Beside the text: who uses it, how often it was said, and what it was before. */
export function Drawer({ path, draft, replace }: { path: string; draft: Draft; replace: (text: string) => void }): ReactNode {
  const { t } = useWords();
  const [room, setRoom] = useState<Room>('uses');
  const move = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = rooms[(rooms.indexOf(room) + step + rooms.length) % rooms.length] ?? 'uses';
    setRoom(next);
    document.getElementById(`drawer-${next}`)?.focus();
  };
  return (
    <section className="drawer box" aria-label={t('studio.drawer')}>
      <div className="tabs" role="tablist" aria-label={t('studio.drawer')} onKeyDown={move}>
        {rooms.map((one) => <button key={one} id={`drawer-${one}`} type="button" role="tab" aria-selected={room === one} aria-controls="drawer-panel" tabIndex={room === one ? 0 : -1} onClick={() => setRoom(one)}>{t(`drawer.${one}`)}</button>)}
      </div>
      <div id="drawer-panel" role="tabpanel" aria-labelledby={`drawer-${room}`} tabIndex={0}>
        {room === 'uses' ? <UseList path={path} /> : room === 'hits' ? <Hits path={path} /> : <History path={path} draft={draft} replace={replace} />}
      </div>
    </section>
  );
}

function UseList({ path }: { path: string }): ReactNode {
  const { t, named } = useWords();
  const uses = useLoad<Uses>(`/content/uses?path=${at(path)}`);
  return (
    <Loaded of={uses} route="/api/v1/content/uses">
      {(data) => data.items.length === 0 ? <Empty title={t('uses.none')}>{t('uses.none.text')}</Empty> : (
        <ul className="lines">{data.items.map((use, i) => <li key={i}><Tag>{named('use', use.kind)}</Tag> <Link to={use.path ? `${editorOf(use.path)}&line=${use.line}` : '/pushes'}>{use.label || use.path}</Link> {use.path ? <span className="soft mono">{use.path}:{use.line}</span> : null}</li>)}</ul>
      )}
    </Loaded>
  );
}

interface HitDays { items?: { day?: string; at?: string; count: number }[]; total?: number; groups?: number; sections?: { version: string; section: string; count: number; last?: string | null }[] }

/** Below so many no wording is called better than another. */
const enough = 100;

function Hits({ path }: { path: string }): ReactNode {
  const { t, number } = useWords();
  const hits = useLoad<HitDays>(`/content/hits?path=${at(path)}`);
  return (
    <Loaded of={hits} route="/api/v1/content/hits">
      {(data) => {
        const items = (data.items ?? []).map((one) => ({ name: (one.day ?? one.at ?? '').slice(5, 10), value: one.count }));
        const total = data.total ?? items.reduce((sum, one) => sum + one.value, 0);
        return <><p>{t('hits.total', { n: number(total) })}</p>{items.length > 0 ? <Bars label={t('drawer.hits')} items={items} /> : null}<Wordings of={data.sections ?? []} total={total} /><Trials path={path} /></>;
      }}
    </Loaded>
  );
}

function Wordings({ of, total }: { of: NonNullable<HitDays['sections']>; total: number }): ReactNode {
  const { t, number, percent } = useWords();
  if (of.length === 0) return null;
  return (
    <table className="table cards after">
      <caption>{t('hits.caption', { n: enough })}</caption>
      <thead><tr><th scope="col">{t('hits.wording')}</th><th scope="col" className="num">{t('hits.count')}</th><th scope="col" className="num">{t('hits.share')}</th></tr></thead>
      <tbody>{of.map((one) => <tr key={`${one.version} ${one.section}`} className={one.count < enough ? 'few' : undefined}><td><code>{one.section}</code> <span className="soft">{one.version.slice(0, 10)}</span>{one.count < enough ? ` · ${t('dash.few')}` : ''}</td><td data-name={t('hits.count')} className="num">{number(one.count)}</td><td data-name={t('hits.share')} className="num">{total > 0 ? percent(one.count / total) : '—'}</td></tr>)}</tbody>
    </table>
  );
}
