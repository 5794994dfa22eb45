import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { Button } from '../parts/Button.tsx';
import { Select } from '../parts/Field.tsx';
import { NotHere, Refusal } from '../parts/Loaded.tsx';
import { Box, Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { setPreset } from './steps.ts';

const presets = ['fmcg', 'local-services', 'online-high-price', 'offline-long-decision'] as const;
interface WhatIf { before: { sent: number; held: number }; after: { sent: number; held: number }; changed?: { rule: string; count: number; zh?: string; en?: string }[] }

/** The rules of pushing: a preset of one's trade, and what last week would have been with the draft. */
export function PolicyPanel({ path, text, writable, onEdit }: { path: string; text: string; writable: boolean; onEdit: (text: string, words: string) => void }): ReactNode {
  const { t, number, either, named } = useWords();
  const act = useAct();
  const [found, setFound] = useState<WhatIf | null>(null);
  const preset = /^preset:[ \t]*([^\s#]*)/m.exec(text)?.[1] ?? '';
  const ask = async (): Promise<void> => { const next = await act.run(() => post<WhatIf>('/policy/what-if', { path, text, days: 7 })); if (next) setFound(next); };
  return (
    <>
      <Box title={t('policy.preset')}>
        <Select label={t('policy.trade')} hint={preset in hints ? t(hints[preset as 'fmcg']) : undefined} value={preset} disabled={!writable} onChange={(event) => onEdit(setPreset(text, event.target.value), t('policy.changed'))}>
          {presets.includes(preset as 'fmcg') ? null : <option value={preset}>{preset || '—'}</option>}{presets.map((one) => <option key={one} value={one}>{t(`preset.${one}`)}</option>)}
        </Select>
      </Box>
      <Box title={t('policy.whatIf')} acts={<Button small busy={act.busy} onClick={() => void ask()}>{t('policy.go')}</Button>}>
        {act.error?.missing ? <NotHere route="/api/v1/policy/what-if" /> : <Refusal error={act.error} />}
        {found ? (
          <div role="status">
            <table className="table"><thead><tr><td /><th scope="col" className="num">{t('policy.before')}</th><th scope="col" className="num">{t('policy.after')}</th></tr></thead>
              <tbody><tr><th scope="row">{t('funnel.sent')}</th><td className="num">{number(found.before.sent)}</td><td className="num">{number(found.after.sent)}</td></tr><tr><th scope="row">{t('push.Held')}</th><td className="num">{number(found.before.held)}</td><td className="num">{number(found.after.held)}</td></tr></tbody></table>
            <ul className="lines">{found.changed?.map((one, i) => <li key={i}><Tag tone="warm">{number(one.count)}</Tag> {either(one) || named('rule', one.rule)}</li>)}</ul>
          </div>
        ) : act.error ? null : <p className="calm">{t('policy.hint')}</p>}
      </Box>
    </>
  );
}

const hints = { 'fmcg': 'preset.fmcg.is', 'local-services': 'preset.local-services.is', 'online-high-price': 'preset.online-high-price.is', 'offline-long-decision': 'preset.offline-long-decision.is' } as const;
