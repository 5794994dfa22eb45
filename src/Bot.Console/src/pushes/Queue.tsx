import { useState } from 'react';
import type { ReactNode } from 'react';
import { address, post, query } from '../api/client.ts';
import { useAct, useLoad } from '../api/load.ts';
import { useNames } from '../api/names.ts';
import { Link, useFilter } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Area, Input } from '../parts/Field.tsx';
import { Empty, Loaded, Refusal } from '../parts/Loaded.tsx';
import { Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import type { PushItem } from './shapes.ts';

const states = ['Held', 'Planned', 'InDigest', 'Retrying', 'Calling', 'Awaiting', 'Sent', 'Dropped', 'Expired', 'Failed', 'Quarantined', 'Unknown', 'Bundled'] as const;
const waiting = ['Held', 'Planned', 'InDigest', 'Retrying'];
type Act = 'release' | 'move' | 'drop';

/** Pushes one by one: where each stands, why, when it is looked at next, and what the rules let one do. */
export function Queue(): ReactNode {
  const { t, time, either, named } = useWords();
  const { may } = useSession();
  const names = useNames();
  const [state, setState] = useFilter('state', 'Held');
  const [campaign, setCampaign] = useFilter('campaign');
  const [after, setAfter] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ act: Act; of: PushItem } | null>(null);
  const path = '/pushes' + query({ state, campaign, limit: 100, after });
  const list = useLoad<{ items: PushItem[]; next?: string | null }>(path, 10_000);
  return (
    <>
      <div className="bar">
        <select aria-label={t('studio.state')} value={state} onChange={(event) => { setAfter(null); setState(event.target.value); }}>{states.map((one) => <option key={one} value={one}>{t(`push.${one}`)}</option>)}</select>
        <input className="search" type="search" aria-label={t('queue.campaign')} placeholder={t('queue.campaign')} value={campaign} onChange={(event) => { setAfter(null); setCampaign(event.target.value); }} />
        <a className="button small" href={address('/pushes' + query({ state, campaign, limit: 500, format: 'csv' }))} download>{t('csv')}</a>
      </div>
      <Loaded of={list} route="/api/v1/pushes">
        {(data) => data.items.length === 0 ? <Empty title={t('queue.none')}>{t('queue.none.text')}</Empty> : (
          <>
            <ul className="card-list">
              {data.items.map((one) => (
                <li key={one.id} className="box flat push">
                  <div className="row spread">
                    <span className="row"><Tag tone={one.state === 'Sent' ? 'good' : waiting.includes(one.state) ? 'warm' : 'quiet'}>{named('push', one.state)}</Tag><Tag>{named('class', one.class)}</Tag>
                      {one.member ? <Link to={`/people/card?channel=${encodeURIComponent(one.member.channel)}&id=${encodeURIComponent(one.member.id)}`}>{names.member(one.member)}</Link> : null}{one.group ? <span>{t('channel.group')} {names.conversation(one.group)}</span> : null}</span>
                    <span className="soft">{one.due ? t('queue.due', { at: time(one.due) }) : time(one.changedAt)}</span>
                  </div>
                  <p>{one.content?.text || one.content?.template || ''} {one.campaign ? <Link to={`/pushes/plan?id=${encodeURIComponent(one.campaign)}`}>{one.campaign}</Link> : null}</p>
                  {one.why.length > 0 ? <ul className="because">{one.why.map((words, i) => <li key={i}>{either(words)}</li>)}</ul> : null}
                  {may('send') && waiting.includes(one.state) ? <p className="row after">{(['release', 'move', 'drop'] as const).map((act) => <Button key={act} small look={act === 'drop' ? 'danger' : 'plain'} onClick={() => setAsking({ act, of: one })}>{t(`queue.${act}`)}</Button>)}</p> : null}
                </li>
              ))}
            </ul>
            <p className="row after">{after ? <Button onClick={() => setAfter(null)}>{t('queue.first')}</Button> : null}{data.next ? <Button onClick={() => setAfter(data.next ?? null)}>{t('loadMore')}</Button> : null}</p>
          </>
        )}
      </Loaded>
      {asking ? <QueueDialog {...asking} onClose={() => setAsking(null)} onDone={() => { setAsking(null); list.reload(); }} /> : null}
    </>
  );
}

function QueueDialog({ act, of, onClose, onDone }: { act: Act; of: PushItem; onClose: () => void; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const toast = useToast();
  const doing = useAct();
  const [reason, setReason] = useState('');
  const [when, setWhen] = useState('');
  const go = async (): Promise<void> => {
    const done = await doing.run(async () => { await post(`/pushes/${encodeURIComponent(of.id)}/${act}`, { reason, at: act === 'move' ? new Date(when + ':00+08:00').toISOString() : undefined }); return true; });
    if (done) { toast(t('done')); onDone(); }
  };
  return (
    <Dialog title={t(`queue.${act}`)} onClose={onClose} acts={<><Button onClick={onClose}>{t('cancel')}</Button><Button look={act === 'drop' ? 'danger' : 'main'} busy={doing.busy} disabled={reason.trim() === '' || (act === 'move' && !when)} onClick={() => void go()}>{t(`queue.${act}`)}</Button></>}>
      <div className="stack">
        {doing.error?.missing ? <p className="notice">{t('notHere.text', { route: `/api/v1/pushes/…/${act}` })}</p> : <Refusal error={doing.error} />}
        <p>{t(`queue.${act}.ask`)}</p>
        {act === 'move' ? <Input label={t('queue.when')} type="datetime-local" required value={when} onChange={(event) => setWhen(event.target.value)} /> : null}
        <Area label={t('reason')} required rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </div>
    </Dialog>
  );
}
