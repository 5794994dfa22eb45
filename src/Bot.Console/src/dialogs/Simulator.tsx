import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { Button } from '../parts/Button.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { Box, Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { RecordTest } from './RecordTest.tsx';

interface Line { who?: string; text?: string; wait?: string; direct?: boolean }
interface Turn { at: string; who?: string | null; text: string; replies: { key: string; text: string; direct: boolean }[]; silent?: string | null; dialog?: string | null; slots?: Record<string, string> | null; ended?: string | null; handedTo?: string | null }
interface Talk { turns: Turn[]; chat: string }

/** Talks with the unsaved text, in a group or directly, with a clock that one can move. Nothing leaves the service. */
export function Simulator({ path, text, changed }: { path: string; text: string; changed: boolean }): ReactNode {
  const { t, named, time, either } = useWords();
  const toast = useToast();
  const act = useAct();
  const [kind, setKind] = useState<'group' | 'direct'>('direct');
  const [script, setScript] = useState<Line[]>([]);
  const [talk, setTalk] = useState<Talk | null>(null);
  const [who, setWho] = useState('小鹿');
  const [words, setWords] = useState('');
  const run = async (next: Line[], where = kind): Promise<void> => {
    if (next.length === 0) { setScript([]); setTalk(null); return; }
    const answer = await act.run(() => post<Talk>('/simulate', { files: changed ? [{ path, text }] : [], kind: where, script: next }));
    if (answer) { setScript(next); setTalk(answer); }
  };
  const say = (): void => { if (words.trim()) void run([...script, { who, text: words.trim() }]).then(() => setWords('')); };
  const last = talk?.turns.at(-1);
  const problems = (act.error?.body as { problems?: { file: string; line: number; zh: string; en: string }[] } | null)?.problems;
  return (
    <Box title={t('sim.title')} acts={<select aria-label={t('ask.where')} value={kind} onChange={(event) => { const next = event.target.value as 'group'; setKind(next); void run(script, next); }}><option value="group">{t('channel.group')}</option><option value="direct">{t('channel.dm')}</option></select>}>
      {act.error?.missing ? <p className="notice">{t('notHere.text', { route: '/api/v1/simulate' })}</p> : <Refusal error={act.error} />}
      {problems ? <ul className="wrong">{problems.slice(0, 5).map((one, i) => <li key={i}><code>{one.file}:{one.line}</code> {either(one)}</li>)}</ul> : null}
      <div className="sim" role="log" tabIndex={0} aria-label={t('sim.title')}>
        {talk === null ? <p className="calm">{t('sim.hint')}</p> : talk.turns.map((turn, i) => (
          <div key={i} className="sim-turn">
            {turn.who ? <div className="message"><span className="message-by">{turn.who}</span><p>{turn.text}</p></div> : <p className="sim-wait">{t('sim.waited', { time: turn.text, at: time(turn.at) })}</p>}
            {turn.replies.map((reply, n) => <div key={n} className="message assistant"><span className="message-by">{t('who.assistant')}{reply.direct ? ` · ${t('channel.dm')}` : ''} · <code>{reply.key}</code></span><p>{reply.text}</p></div>)}
            {turn.replies.length === 0 && turn.who ? <p className="sim-wait">{t('sim.silent', { why: named('silent', turn.silent) || '—' })}</p> : null}
            {turn.ended ? <p className="sim-wait">{t('sim.ended', { outcome: turn.ended })}</p> : null}{turn.handedTo ? <p className="sim-wait">{t('sim.handed', { to: turn.handedTo })}</p> : null}
          </div>
        ))}
      </div>
      {last?.slots && Object.keys(last.slots).length > 0 ? <p className="tags after">{Object.entries(last.slots).map(([name, value]) => <Tag key={name} tone="main">{name}：{value}</Tag>)}</p> : null}
      <form className="bar after" onSubmit={(event) => { event.preventDefault(); say(); }}>
        <input className="short who" aria-label={t('sim.who')} value={who} maxLength={20} onChange={(event) => setWho(event.target.value.replace(/[:：()]/g, ''))} />
        <input className="search" aria-label={t('sim.say')} placeholder={t('sim.say')} value={words} maxLength={2000} onChange={(event) => setWords(event.target.value)} />
        <Button small type="submit" look="main" busy={act.busy} disabled={!words.trim() || !who.trim()}>{t('inbox.send')}</Button>
      </form>
      <p className="row">
        {(['1m', '31m', '24h'] as const).map((wait) => <Button key={wait} small look="ghost" icon="clock" disabled={script.length === 0 || act.busy} onClick={() => void run([...script, { wait }])}>{t('sim.wait', { time: wait })}</Button>)}
        <Button small look="ghost" disabled={script.length === 0 || act.busy} onClick={() => void run(script)}>{t('sim.again')}</Button>
        <Button small look="ghost" disabled={script.length === 0 || act.busy} onClick={() => void run(script.slice(0, -1))}>{t('sim.back')}</Button>
        <Button small look="ghost" disabled={script.length === 0} onClick={() => { const before = script; void run([]); toast(t('sim.cleared'), { undo: () => void run(before) }); }}>{t('clear')}</Button>
        {talk ? <RecordTest chat={talk.chat} name={path.split('/').at(-1)?.split('.')[0] ?? 'talk'} /> : null}
      </p>
    </Box>
  );
}
