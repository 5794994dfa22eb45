import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { Button } from '../parts/Button.tsx';
import { Input, Select } from '../parts/Field.tsx';
import { Empty, Refusal } from '../parts/Loaded.tsx';
import { Box, Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import type { Sentence } from './shapes.ts';

interface Verdict { at: string; verdict: { decision: string; until?: string | null; failing?: { rule: string; have?: number | null; limit?: number | null; window?: string | null; freeAt?: string | null }[] }; why: Sentence[] }

/** Would a push to this member or group go now, and if not, why. Nothing is sent. */
export function WhyNot(): ReactNode {
  const { t, either, named, time } = useWords();
  const act = useAct();
  const [to, setTo] = useState('member');
  const [channel, setChannel] = useState('');
  const [id, setId] = useState('');
  const [kind, setKind] = useState('promo');
  const [at, setAt] = useState('');
  const [found, setFound] = useState<Verdict | null>(null);
  const ask = async (): Promise<void> => {
    const next = await act.run(() => post<Verdict>('/why-not', { class: kind, [to]: { channel, id }, relevance: 'why', at: at ? new Date(at + ':00+08:00').toISOString() : null }));
    if (next) setFound(next);
  };
  return (
    <div className="columns">
      <Box title={t('pushes.why')}>
        <form className="stack" onSubmit={(event) => { event.preventDefault(); void ask(); }}>
          <p className="soft">{t('why.hint')}</p>
          <Refusal error={act.error} />
          <Select label={t('why.to')} value={to} onChange={(event) => setTo(event.target.value)}><option value="member">{t('why.member')}</option><option value="group">{t('channel.group')}</option></Select>
          <Input label={t('field.channel')} hint={t('field.channel.hint')} required value={channel} onChange={(event) => setChannel(event.target.value.trim())} />
          <Input label={t('why.id')} required value={id} onChange={(event) => setId(event.target.value.trim())} />
          <Select label={t('why.class')} value={kind} onChange={(event) => setKind(event.target.value)}>{(['promo', 'value', 'service', 'transactional'] as const).map((one) => <option key={one} value={one}>{t(`class.${one}`)}</option>)}</Select>
          <Input label={t('why.at')} hint={t('why.at.hint')} type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
          <p><Button look="main" type="submit" busy={act.busy} disabled={!channel || !id}>{t('why.go')}</Button></p>
        </form>
      </Box>
      {found ? (
        <Box title={t('why.verdict')}>
          <div role="status" className="stack">
            <p><Tag tone={found.verdict.decision === 'Send' ? 'good' : 'warm'}>{named('decision', found.verdict.decision)}</Tag> {found.verdict.until ? t('queue.until', { at: time(found.verdict.until) }) : null}</p>
            <ul className="because">{found.why.map((words, i) => <li key={i}>{either(words)}</li>)}</ul>
          </div>
        </Box>
      ) : <Empty title={t('why.none')}>{t('why.none.text')}</Empty>}
    </div>
  );
}
