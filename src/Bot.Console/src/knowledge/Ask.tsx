import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { Link, useFilter } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Input, Select } from '../parts/Field.tsx';
import { Empty, NotHere, Refusal } from '../parts/Loaded.tsx';
import { Box, Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { editorOf } from '../studio/shapes.ts';

type Words = { zh?: string; en?: string } | string;
interface Found { key?: string | null; entry?: string | null; path?: string | null; title?: string | null; name?: string | null; score: number; why?: Words[] | null; reasons?: Words[] | null; because?: Words | null; text?: string | null; answers?: boolean }
interface Asked { items?: Found[]; ranking?: Found[]; decision?: string | null; verdict?: string | null; answer?: string | null; why?: Words[] | null; threshold?: number | null }

/** Asks a question as a member would, and shows what the assistant would weigh and why. */
export function Ask(): ReactNode {
  const { t, either, named, percent } = useWords();
  const [text, setText] = useFilter('q');
  const [kind, setKind] = useFilter('kind', 'group');
  const [asked, setAsked] = useState<Asked | null>(null);
  const act = useAct();
  const ask = async (): Promise<void> => {
    const answer = await act.run(() => post<Asked>('/ask', { text, kind }));
    if (answer) setAsked(answer);
  };
  const say = (words: Words): string => (typeof words === 'string' ? words : either(words));
  const items = asked?.items ?? asked?.ranking ?? [];
  const verdict = asked?.decision ?? asked?.verdict;
  return (
    <div className="stack">
      <form className="bar" onSubmit={(event) => { event.preventDefault(); void ask(); }}>
        <div className="grow"><Input label={t('ask.text')} placeholder={t('ask.example')} value={text} maxLength={500} onChange={(event) => setText(event.target.value)} /></div>
        <Select label={t('ask.where')} value={kind} onChange={(event) => setKind(event.target.value)}><option value="group">{t('channel.group')}</option><option value="direct">{t('channel.dm')}</option></Select>
        <Button look="main" type="submit" busy={act.busy} disabled={text.trim() === ''} className="low">{t('ask.go')}</Button>
      </form>
      {act.error?.missing ? <NotHere route="/api/v1/ask" /> : <Refusal error={act.error} />}
      {asked === null && !act.error ? <Empty title={t('ask.none')}>{t('ask.none.text')}</Empty> : null}
      {asked ? (
        <Box title={t('ask.result')}>
          {verdict ? <p><Tag tone="main">{named('ask', verdict)}</Tag></p> : null}
          {asked.answer ? <p className="bubble">{asked.answer}</p> : null}
          {(asked.why ?? []).map((words, i) => <p key={i}>{say(words)}</p>)}
          {items.length === 0 ? <p className="soft">{t('ask.nothing')}</p> : (
            <ol className="ranking">
              {items.map((one, i) => {
                const key = one.key ?? one.entry ?? '';
                const because = one.why ?? one.reasons ?? (one.because ? [one.because] : []);
                return (
                  <li key={i}>
                    <div className="row"><b>{one.path ? <Link to={editorOf(one.path)}>{one.title ?? one.name ?? key}</Link> : one.title ?? one.name ?? key}</b><code className="soft">{key}</code><meter min={0} max={1} value={one.score} aria-label={t('ask.score')} /><span className="num">{percent(one.score)}</span></div>
                    {because.length > 0 ? <ul className="because">{because.map((words, n) => <li key={n}>{say(words)}</li>)}</ul> : null}
                  </li>
                );
              })}
            </ol>
          )}
        </Box>
      ) : null}
    </div>
  );
}
