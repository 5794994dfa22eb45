import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { useNames } from '../api/names.ts';
import { Link } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Area } from '../parts/Field.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { Sla } from './Inbox.tsx';
import { act, readTalk } from './shapes.ts';
import type { Talk, Waiting } from './shapes.ts';

const every = 3_000;

/** One conversation: what it is about, who asks, what was said, and the answer. */
export function TalkPane({ of, onBack, onChange }: { of: Waiting; onBack: () => void; onChange: () => void }): ReactNode {
  const { t, time, named } = useWords();
  const toast = useToast();
  const { who, may } = useSession();
  const names = useNames();
  const [talk, setTalk] = useState<Talk | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [text, setText] = useState('');
  const [closing, setClosing] = useState(false);
  const [turn, setTurn] = useState(0);
  const doing = useAct();
  const log = useRef<HTMLDivElement>(null);
  const { channel, id } = of.conversation;
  useEffect(() => {
    const stop = new AbortController();
    const read = (): void => {
      if (document.visibilityState !== 'visible') return;
      readTalk({ channel, id }, stop.signal).then((next) => { setTalk(next); setError(null); }, (failure: unknown) => { if (failure instanceof ApiError) setError(failure); });
    };
    read();
    const timer = setInterval(read, every);
    return () => { clearInterval(timer); stop.abort(); };
  }, [channel, id, turn]);
  const count = talk?.messages.length ?? 0;
  useEffect(() => { log.current?.scrollTo({ top: log.current.scrollHeight }); }, [count]);

  const done = useCallback((words: string) => { setTurn((n) => n + 1); onChange(); toast(words); }, [onChange, toast]);
  const holder = talk?.takenBy ?? of.takenBy ?? null;
  const taken = holder !== null && (holder === who?.display || holder === who?.name);
  const others = holder !== null && !taken;
  const take = async (): Promise<void> => { if (await doing.run(async () => { await act('take', of.conversation); return true; })) done(t('inbox.took')); };
  const say = async (): Promise<void> => {
    const words = text.trim();
    if (words && await doing.run(async () => { await act('say', of.conversation, { text: words, requestId: crypto.randomUUID() }); return true; })) { setText(''); setTurn((n) => n + 1); }
  };
  const release = async (solved: boolean): Promise<void> => { if (await doing.run(async () => { await act('release', of.conversation, { solved }); return true; })) { setClosing(false); done(t('inbox.released')); onBack(); } };
  const profile = talk?.profile;
  const title = of.name || (of.isGroup ? null : profile?.nick) || names.conversation(of.conversation);
  const called = (name: string | null | undefined): string => (name && name === talk?.member?.id ? profile?.nick ?? name : name ?? '');
  return (
    <section className="talk box" aria-label={title}>
      <header className="row spread">
        <Button small look="ghost" icon="back" only={t('inbox.back')} className="only-narrow" onClick={onBack} />
        <h2 className="grow">{title}</h2><Sla of={of} />
        {others ? <Tag tone="warm">{t('inbox.others', { name: holder ?? '' })}</Tag> : null}
        {taken || (others && may('admin')) ? <Button small onClick={() => setClosing(true)}>{t('inbox.release')}</Button> : others ? null : <Button small look="main" busy={doing.busy} onClick={() => void take()}>{t('inbox.take')}</Button>}
      </header>
      <Refusal error={doing.error ?? error} />
      {talk?.summary ?? of.summary ?? of.handOff?.reason ? <p className="summary"><b>{t('inbox.summary')}</b> {talk?.summary ?? of.summary ?? of.handOff?.reason}</p> : null}
      {profile ? (
        <p className="tags">
          <span>{profile.nick}</span>{profile.tags?.map((tag) => <Tag key={tag}>{tag}</Tag>)}{Object.entries(profile.attributes ?? {}).map(([name, one]) => <Tag key={name} tone={one.value === 'dissatisfied' ? 'warm' : 'main'}>{named('attribute', name)}：{name === 'satisfaction' ? named('rated', one.value) : one.value}</Tag>)}
          {talk.member ? <Link to={`/people/card?channel=${encodeURIComponent(talk.member.channel)}&id=${encodeURIComponent(talk.member.id)}`}>{t('inbox.card')}</Link> : null}
        </p>
      ) : null}
      <div className="messages" ref={log} tabIndex={0} aria-label={t('inbox.messages')} role="log"><ol>
        {(talk?.messages ?? []).map((one) => (
          <li key={one.id} className={`message ${one.who}`}><span className="message-by">{t(`who.${one.who}`)}{one.name && one.who !== 'assistant' ? ` · ${one.who === 'member' && one.name ? names.member({ channel, id: one.name }) : called(one.name)}` : ''} · {time(one.at)}</span><p>{one.text}</p></li>
        ))}
      </ol></div>
      {talk?.suggestions?.length ? <div className="row suggestions" role="group" aria-label={t('inbox.suggestions')}>{talk.suggestions.map((one, i) => <Button key={i} small onClick={() => setText(one.text)}>{one.title ?? one.text.slice(0, 24)}</Button>)}</div> : null}
      <form className="answer" onSubmit={(event) => { event.preventDefault(); void say(); }}>
        <Area label={t('inbox.answer')} rows={2} maxLength={8000} value={text} disabled={!taken} hint={taken ? t('inbox.answer.hint') : others ? t('inbox.othersHint') : t('inbox.takeFirst')} onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void say(); } }} />
        <Button look="main" type="submit" icon="send" busy={doing.busy} disabled={!taken || text.trim() === ''}>{t('inbox.send')}</Button>
      </form>
      {closing ? (
        <Dialog title={t('inbox.release')} onClose={() => setClosing(false)} acts={<><Button onClick={() => setClosing(false)}>{t('cancel')}</Button><Button busy={doing.busy} onClick={() => void release(false)}>{t('inbox.release.open')}</Button><Button look="main" busy={doing.busy} onClick={() => void release(true)}>{t('inbox.release.solved')}</Button></>}>
          <p>{t('inbox.release.ask')}</p>
        </Dialog>
      ) : null}
    </section>
  );
}
