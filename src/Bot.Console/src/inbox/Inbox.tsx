import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client.ts';
import { useNames } from '../api/names.ts';
import { useFilter } from '../app/place.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Empty, NotHere, Refusal } from '../parts/Loaded.tsx';
import { Page, Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { readWaiting } from './shapes.ts';
import type { Waiting } from './shapes.ts';
import { TalkPane } from './TalkPane.tsx';

const every = 5_000;
const keyOf = (of: Waiting): string => `${of.conversation.channel}|${of.conversation.id}`;
const isTaken = (of: Waiting): boolean => Boolean(of.takenBy);
// Who is overdue longest comes first; who waits for nothing, last.
const due = (of: Waiting): number => (of.slaUntil ? Date.parse(of.slaUntil) : Number.MAX_SAFE_INTEGER);
const order = (one: Waiting, other: Waiting): number => due(one) - due(other) || Number(isTaken(one)) - Number(isTaken(other));

/** Minutes and seconds until the answer is due, or since it was. */
export function Sla({ of }: { of: Waiting }): ReactNode {
  const { t } = useWords();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => { const timer = setInterval(() => setNow(Date.now()), 1000); return () => clearInterval(timer); }, []);
  if (!of.slaUntil) return null;
  const left = Math.round((Date.parse(of.slaUntil) - now) / 1000);
  const clock = (seconds: number): string => (seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
  return <span className={left < 0 ? 'sla late' : left < 120 ? 'sla soon' : 'sla'}><Icon of="clock" />{left < 0 ? t('inbox.late', { time: clock(-left) }) : t('inbox.left', { time: clock(left) })}</span>;
}

/** Conversations that wait for a person; the assistant is silent in one that a person has. */
export function Inbox(): ReactNode {
  const { t } = useWords();
  const names = useNames();
  const [chosen, setChosen] = useFilter('talk');
  const [items, setItems] = useState<Waiting[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const read = (): void => {
      if (document.visibilityState !== 'visible') return;
      readWaiting(stop.signal).then((next) => { setItems([...next].sort(order)); setError(null); }, (failure: unknown) => { if (failure instanceof ApiError) setError(failure); });
    };
    read();
    const timer = setInterval(read, every);
    return () => { clearInterval(timer); stop.abort(); };
  }, [turn]);
  const again = useCallback(() => setTurn((n) => n + 1), []);
  const open = items?.find((one) => keyOf(one) === chosen);
  if (error?.missing) return <Page title={t('nav.inbox')}><NotHere route="/api/v1/inbox" /></Page>;
  return (
    <Page title={t('nav.inbox')} lead={t('inbox.lead')}>
      <Refusal error={error} again={again} />
      {items === null && !error ? <p className="waiting" role="status"><span className="spin" aria-hidden="true" />{t('loading')}</p> : null}
      {items?.length === 0 && !open ? <Empty title={t('inbox.none')}>{t('inbox.none.text')}</Empty> : null}
      {items && items.length > 0 ? (
        <div className={open ? 'inbox open' : 'inbox'}>
          <ul className="waiting-list" aria-label={t('nav.inbox')}>
            {items.map((one) => (
              <li key={keyOf(one)}>
                <button type="button" aria-current={keyOf(one) === chosen ? 'true' : undefined} onClick={() => setChosen(keyOf(one))}>
                  <span className="row spread"><b>{one.name || names.conversation(one.conversation)}</b><Tag>{t(one.isGroup ? 'channel.group' : 'channel.dm')}</Tag></span>
                  <span className="soft clip">{one.last?.text ?? one.summary ?? one.handOff?.reason ?? ''}</span>
                  <span className="row spread"><Sla of={one} />{isTaken(one) ? <Tag tone="good">{one.takenBy}</Tag> : <Tag tone="warm">{t('inbox.waits')}</Tag>}</span>
                </button>
              </li>
            ))}
          </ul>
          {open ? <TalkPane key={chosen} of={open} onBack={() => setChosen('')} onChange={again} /> : <Empty title={t('inbox.choose')}>{t('inbox.choose.text')}</Empty>}
        </div>
      ) : null}
    </Page>
  );
}
