import { useState } from 'react';
import type { ReactNode } from 'react';
import { post, put, query } from '../api/client.ts';
import { useAct, useLoad } from '../api/load.ts';
import { useFilter } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty, Loaded, Refusal } from '../parts/Loaded.tsx';
import { Box, Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';

interface Group { group: { channel: string; id: string }; name?: string | null; mode: 'auto' | 'shadow' | 'off'; on: boolean; why: string; labels: number; precision: number; recall: number; threshold?: number | null; spokeToday: number }
interface Waiting { interaction: string; at: string; text: string; entry?: string | null; because?: string | null; score: number; answer?: string | null; label?: string | null }

/** Speaking unasked: how sure each group's assistant is, the switch, and what waits for a label. */
export function Speak(): ReactNode {
  const { t, named, percent } = useWords();
  const { may } = useSession();
  const toast = useToast();
  const act = useAct();
  const list = useLoad<{ items: Group[] }>('/speak');
  const [chosen, setChosen] = useFilter('group');
  const [channel, id] = chosen ? [chosen.slice(0, chosen.indexOf('|')), chosen.slice(chosen.indexOf('|') + 1)] : ['', ''];
  const turn = async (of: Group, mode: string): Promise<void> => {
    const set = (next: string): Promise<unknown> => put('/speak/mode', { channel: of.group.channel, group: of.group.id, mode: next });
    const done = await act.run(async () => { await set(mode); return true; });
    if (done) { list.reload(); toast(t('speak.switched', { mode: named('mode', mode) }), { undo: () => void act.run(() => set(of.mode)).then(() => list.reload()) }); }
  };
  return (
    <>
      <Refusal error={act.error} />
      <Loaded of={list} route="/api/v1/speak">
        {(data) => data.items.length === 0 ? <Empty title={t('speak.none')}>{t('speak.none.text')}</Empty> : (
          <div className="scroll box" tabIndex={0} role="region" aria-label={t('knowledge.speak')}>
            <table className="table cards">
              <thead><tr><th scope="col">{t('speak.group')}</th><th scope="col">{t('speak.mode')}</th><th scope="col">{t('speak.why')}</th><th scope="col" className="num">{t('speak.labels')}</th><th scope="col" className="num">{t('speak.precision')}</th><th scope="col" className="num">{t('speak.recall')}</th><th scope="col">{t('speak.todo')}</th></tr></thead>
              <tbody>
                {data.items.map((one) => (
                  <tr key={`${one.group.channel}|${one.group.id}`}>
                    <td>{one.name || one.group.id}</td>
                    <td data-name={t('speak.mode')}><select aria-label={`${t('speak.mode')} ${one.name ?? one.group.id}`} disabled={!may('publish') || act.busy} value={one.mode} onChange={(event) => void turn(one, event.target.value)}>{(['auto', 'shadow', 'off'] as const).map((mode) => <option key={mode} value={mode}>{t(`mode.${mode}`)}</option>)}</select></td>
                    <td data-name={t('speak.why')}><Tag tone={one.on ? 'good' : 'quiet'}>{t(one.on ? 'on' : 'off')}</Tag> {named('speakWhy', one.why)}</td>
                    <td data-name={t('speak.labels')} className="num">{one.labels}</td><td data-name={t('speak.precision')} className="num">{one.labels > 0 ? percent(one.precision) : '—'}</td><td data-name={t('speak.recall')} className="num">{one.labels > 0 ? percent(one.recall) : '—'}</td>
                    <td data-name={t('speak.todo')}><Button small onClick={() => setChosen(`${one.group.channel}|${one.group.id}`)}>{t('speak.label')}</Button></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {chosen ? <Queue key={chosen} channel={channel} group={id} onKept={list.reload} /> : null}
    </>
  );
}

function Queue({ channel, group, onKept }: { channel: string; group: string; onKept: () => void }): ReactNode {
  const { t, time, percent } = useWords();
  const { may } = useSession();
  const act = useAct();
  const toast = useToast();
  const [done, setDone] = useState<Record<string, string>>({});
  const list = useLoad<{ items: Waiting[] }>('/speak/queue' + query({ channel, group, limit: 100 }));
  const label = async (one: Waiting, verdict: string): Promise<void> => {
    const kept = await act.run(async () => { await post('/speak/labels', { channel, group, labels: [{ interaction: one.interaction, label: verdict }] }); return true; });
    if (kept) { setDone((old) => ({ ...old, [one.interaction]: verdict })); toast(t('speak.kept')); onKept(); }
  };
  return (
    <Box title={t('speak.queue', { group })}>
      <Refusal error={act.error} />
      <Loaded of={list} route="/api/v1/speak/queue">
        {(data) => data.items.length === 0 ? <p className="calm">{t('speak.queueEmpty')}</p> : (
          <ul className="card-list">
            {data.items.map((one) => (
              <li key={one.interaction} className="labelled">
                <p><b>{one.text}</b> <span className="soft">{time(one.at)} · {percent(one.score)}</span></p>
                {one.answer ? <p className="bubble">{one.answer}</p> : <p className="soft">{one.entry ?? ''} {one.because ?? ''}</p>}
                <p className="row after">{(['speak', 'silent', 'wrong'] as const).map((verdict) => <Button key={verdict} small disabled={!may('edit')} aria-pressed={(done[one.interaction] ?? one.label) === verdict} onClick={() => void label(one, verdict)}>{t(`label.${verdict}`)}</Button>)}</p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Box>
  );
}
