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

interface Words { zh: string; en: string }
interface Found { key: string; path?: string | null; title?: string | null; score: number; why: Words[] }
interface Asked { items: Found[]; decision: string; answer?: string | null }

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
  const items = asked?.items ?? [];
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
          <p><Tag tone="main">{named('ask', asked.decision)}</Tag></p>
          {asked.answer ? <p className="bubble">{asked.answer}</p> : null}
          {items.length === 0 ? <p className="soft">{t('ask.nothing')}</p> : (
            <ol className="ranking">
              {items.map((one) => (
                <li key={one.key}>
                  <div className="row"><b>{one.path ? <Link to={editorOf(one.path)}>{one.title ?? one.key}</Link> : one.title ?? one.key}</b><code className="soft">{one.key}</code><meter min={0} max={1} value={one.score} aria-label={t('ask.score')} /><span className="num">{percent(one.score)}</span></div>
                  <ul className="because">{one.why.map((words, n) => <li key={n}>{either(words)}</li>)}</ul>
                </li>
              ))}
            </ol>
          )}
        </Box>
      ) : null}
    </div>
  );
}
