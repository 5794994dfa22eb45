import { useState } from 'react';
import type { ReactNode } from 'react';
import { address, post } from '../api/client.ts';
import { useAct, useLoad } from '../api/load.ts';
import { useFilter } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Check } from '../parts/Field.tsx';
import { Empty, Loaded, Refusal } from '../parts/Loaded.tsx';
import { Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { NewFile } from '../studio/NewFile.tsx';
import { PointTo } from './PointTo.tsx';

export interface Cluster { id: string; text: string; count: number; members: number; groups: number; examples: string[]; first: string; last: string; answeredBy?: string | null; score?: number | null }

/** Questions that no content answered, near-duplicates together, most asked first. */
export function Unanswered(): ReactNode {
  const { t } = useWords();
  const [all, setAll] = useFilter('all');
  const list = useLoad<{ days: number; items: Cluster[] }>(`/unanswered?limit=100${all ? '&all=true' : ''}`);
  const { may } = useSession();
  return (
    <>
      <div className="bar">
        <Check label={t('knowledge.all')} checked={all === '1'} onChange={(on) => setAll(on ? '1' : '')} />
        <a className="button small" href={address('/unanswered?limit=500&format=csv')} download>{t('csv')}</a>
      </div>
      <Loaded of={list} route="/api/v1/unanswered">
        {(data) => data.items.length === 0 ? <Empty title={t('knowledge.none')}>{t('knowledge.none.text', { days: data.days })}</Empty> : (
          <ul className="card-list">{data.items.map((one) => <Question key={one.id} of={one} writable={may('edit')} onGone={list.reload} />)}</ul>
        )}
      </Loaded>
    </>
  );
}

function Question({ of, writable, onGone }: { of: Cluster; writable: boolean; onGone: () => void }): ReactNode {
  const { t, number, ago, percent } = useWords();
  const toast = useToast();
  const act = useAct();
  const [open, setOpen] = useState<'new' | 'point' | 'ignore' | null>(null);
  const ignore = async (): Promise<void> => {
    const done = await act.run(async () => { await post('/unanswered/ignore', { id: of.id, text: of.text }); return true; });
    if (done) { setOpen(null); toast(t('knowledge.ignored')); onGone(); }
  };
  const others = of.examples.filter((one) => one !== of.text).slice(0, 5);
  return (
    <li className="box flat">
      <div className="row spread">
        <h2 className="said">{of.text}</h2>
        <span className="row"><Tag tone="warm">{t('knowledge.times', { n: number(of.count) })}</Tag><Tag>{t(of.groups > 0 ? 'knowledge.from' : 'knowledge.fromDirect', { members: number(of.members), groups: number(of.groups) })}</Tag><span className="soft">{t('knowledge.last', { at: ago(of.last) })}</span></span>
      </div>
      {others.length > 0 ? <p className="soft">{t('knowledge.also')} {others.map((one) => `“${one}”`).join(' ')}</p> : null}
      {of.answeredBy ? <p className="soft">{t('knowledge.answeredBy', { key: of.answeredBy, score: percent(of.score ?? 0) })}</p> : null}
      {writable ? (
        <p className="row after">
          <Button small look="main" icon="plus" onClick={() => setOpen('new')}>{t('knowledge.new')}</Button>
          <Button small onClick={() => setOpen('point')}>{t('knowledge.point')}</Button>
          <Button small look="ghost" onClick={() => setOpen('ignore')}>{t('knowledge.ignore')}</Button>
        </p>
      ) : null}
      {open === 'new' ? <NewFile onClose={() => setOpen(null)} taken={[]} name={of.text.slice(0, 30)} asks={[...new Set([of.text, ...of.examples])].slice(0, 8)} /> : null}
      {open === 'point' ? <PointTo asks={[...new Set([of.text, ...of.examples])].slice(0, 8)} onClose={() => setOpen(null)} /> : null}
      {open === 'ignore' ? (
        <Dialog title={t('knowledge.ignore')} onClose={() => setOpen(null)} acts={<><Button onClick={() => setOpen(null)}>{t('cancel')}</Button><Button look="danger" busy={act.busy} onClick={() => void ignore()}>{t('knowledge.ignore')}</Button></>}>
          {act.error?.missing ? <p className="notice">{t('notHere.text', { route: '/api/v1/unanswered/ignore' })}</p> : <Refusal error={act.error} />}
          <p>{t('knowledge.ignore.ask', { text: of.text })}</p>
        </Dialog>
      ) : null}
    </li>
  );
}
