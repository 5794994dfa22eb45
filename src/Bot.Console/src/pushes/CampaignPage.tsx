import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct, useLoad } from '../api/load.ts';
import { useNames } from '../api/names.ts';
import { Link } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Area } from '../parts/Field.tsx';
import { Loaded, NotHere, Refusal } from '../parts/Loaded.tsx';
import { Box, Page, Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import type { Words } from '../words/use.ts';
import { After } from './After.tsx';
import { Funnel } from './Funnel.tsx';
import { rowsOf, stateTone } from './shapes.ts';
import type { Campaign } from './shapes.ts';

type Act = 'submit' | 'approve' | 'pause' | 'resume' | 'kill';
const open: Record<Campaign['state'], Act[]> = { draft: ['submit'], submitted: ['approve', 'kill'], scheduled: ['pause', 'kill'], running: ['pause', 'kill'], paused: ['resume', 'kill'], done: [], killed: [] };

/** `2/7d` in words. */
function often(written: string | null | undefined, t: Words['t']): string {
  const [, times = '', span = '', unit = ''] = /^(\d+)\/(\d+)([dh])$/.exec(written ?? '') ?? [];
  return times ? t(unit === 'd' ? 'plan.oftenDays' : 'plan.oftenHours', { times, span }) : written ?? '—';
}

/** One plan: where it stands, what it sends to whom, what was held, and what one can do. */
export function CampaignPage({ id }: { id: string }): ReactNode {
  const { t, time, named } = useWords();
  const { may } = useSession();
  const names = useNames();
  const path = `/campaigns/${encodeURIComponent(id)}`;
  const load = useLoad<Campaign>(path, 5_000);
  const [asking, setAsking] = useState<Act | null>(null);
  const of = load.data;
  // The audience is through, but what the rules hold still waits: that can be stopped.
  const left = useLoad<{ waiting: number }>(of?.state === 'done' ? `${path}/funnel` : null, 5_000).data?.waiting ?? 0;
  const acts: Act[] = of ? (of.state === 'done' && left > 0 ? ['pause', 'kill'] : open[of.state]) : [];
  const rows = rowsOf(of?.segment);
  return (
    <Page title={of?.name || id} back={{ to: '/pushes', text: t('nav.pushes') }}
      acts={of ? <>
        {of.state === 'draft' && may('edit') ? <Link className="button" to={`/pushes/edit?id=${encodeURIComponent(id)}`}>{t('plan.edit')}</Link> : null}
        {may('send') ? acts.map((act) => <Button key={act} look={act === 'kill' ? 'danger' : act === 'pause' ? 'plain' : 'main'} onClick={() => setAsking(act)}>{t(`act.${act}`)}</Button>) : null}
      </> : null}>
      <Loaded of={load} route="/api/v1/campaigns">
        {(data) => (
          <>
            <p className="status"><Tag tone={stateTone(data.state)}>{t(`campaign.${data.state}`)}</Tag>{data.nextRun ? <span>{t('plan.nextRun', { at: time(data.nextRun) })}</span> : null}{left > 0 ? <span>{t('plan.left', { n: left })}</span> : null}{data.run ? <span className="soft">{t('plan.run', { n: data.run.number, planned: data.run.planned })}</span> : null}</p>
            {data.state === 'draft' && may('edit') && !may('send') ? <p className="notice">{t('plan.needsSend')}</p> : null}
            <div className="columns">
              <Box title={t('plan.five')}>
                <dl className="facts">
                  <dt>{t('plan.audience')}</dt><dd>{data.groups?.length ? data.groups.map(names.conversation).join('、') : rows ? rows.map((row) => `${named('segment', row.is)} ${row.value}`).join('；') || '—' : <code>{JSON.stringify(data.segment)}</code>}</dd>
                  <dt>{t('plan.kind')}</dt><dd>{named('kind', data.kind) || '—'}</dd><dt>{t('plan.category')}</dt><dd>{data.category ?? '—'}</dd>
                  <dt>{t('plan.window')}</dt><dd>{data.window ?? '—'}</dd><dt>{t('plan.frequency')}</dt><dd>{often(data.frequency, t)}</dd>
                  <dt>{t('plan.template')}</dt><dd>{data.template ? <Link to={`/studio?q=${encodeURIComponent(data.template.replace(/\.?\*$/, ''))}`}>{data.template}</Link> : '—'}</dd><dt>{t('plan.relevance')}</dt><dd>{data.relevance ?? '—'}</dd>
                </dl>
              </Box>
              {data.state === 'draft' || data.state === 'submitted' ? <ForecastBox id={id} /> : <Funnel id={id} />}
              {data.run ? <After id={id} /> : null}
              <Box title={t('plan.acts')}><ol className="lines">{(data.acts ?? []).slice().reverse().map((act, i) => <li key={i}><b>{named('did', act.what)}</b> {names.colleague(act.by)} <span className="soft">{time(act.at)}{act.note ? ` · ${act.note}` : ''}</span></li>)}</ol></Box>
            </div>
          </>
        )}
      </Loaded>
      {asking ? <ActDialog act={asking} id={id} onClose={() => setAsking(null)} onDone={(next) => { load.set(next); setAsking(null); }} /> : null}
    </Page>
  );
}

function ActDialog({ act, id, onClose, onDone }: { act: Act; id: string; onClose: () => void; onDone: (next: Campaign) => void }): ReactNode {
  const { t, either } = useWords();
  const toast = useToast();
  const doing = useAct();
  const [note, setNote] = useState('');
  const go = async (): Promise<void> => {
    const next = await doing.run(() => post<Campaign>(`/campaigns/${encodeURIComponent(id)}/${act}`, { note: note || null }));
    if (next) { toast(t('done')); onDone(next); }
  };
  const problems = (doing.error?.body as { problems?: { zh?: string; en?: string }[] | string[] } | null)?.problems;
  return (
    <Dialog title={t(`act.${act}`)} onClose={onClose} acts={<><Button onClick={onClose}>{t('cancel')}</Button><Button look={act === 'kill' ? 'danger' : 'main'} busy={doing.busy} onClick={() => void go()}>{t(`act.${act}`)}</Button></>}>
      <div className="stack"><Refusal error={doing.error} />
        {Array.isArray(problems) ? <ul className="wrong">{problems.map((one, i) => <li key={i}>{typeof one === 'string' ? one : either(one)}</li>)}</ul> : null}
        <p>{t(`act.${act}.ask`)}</p><Area label={t('note')} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
    </Dialog>
  );
}

interface Forecast { total?: number; send?: number; items?: { rule: string; count: number; zh?: string; en?: string; until?: string | null }[]; held?: { rule: string; count: number; zh?: string; en?: string; until?: string | null }[] }

function ForecastBox({ id }: { id: string }): ReactNode {
  const { t, either, named, number, time } = useWords();
  const act = useAct();
  const [found, setFound] = useState<Forecast | null>(null);
  const ask = async (): Promise<void> => { const next = await act.run(() => post<Forecast>('/campaigns/forecast', { id })); if (next) setFound(next); };
  const held = found?.held ?? found?.items ?? [];
  return (
    <Box title={t('forecast.title')} acts={<Button small busy={act.busy} onClick={() => void ask()}>{t('forecast.go')}</Button>}>
      {act.error?.missing ? <NotHere route="/api/v1/campaigns/forecast" /> : <Refusal error={act.error} />}
      {found === null ? <p className="calm">{t('forecast.hint')}</p> : (
        <div role="status"><p className="blast">{t('forecast.sum', { total: number(found.total ?? 0), send: number(found.send ?? 0) })}</p>
          <ul className="lines">{held.map((one, i) => <li key={i}><Tag tone="warm">{number(one.count)}</Tag> {either(one) || named('rule', one.rule)} {one.until ? <span className="soft">{t('queue.until', { at: time(one.until) })}</span> : null}</li>)}</ul></div>
      )}
    </Box>
  );
}
