import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { Button } from '../parts/Button.tsx';
import { Select } from '../parts/Field.tsx';
import { NotHere, Refusal } from '../parts/Loaded.tsx';
import { Box } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { setPreset } from './steps.ts';
import { WhatIfTable } from './WhatIfTable.tsx';
import type { WhatIf } from './WhatIfTable.tsx';

const presets = ['fmcg', 'local-services', 'online-high-price', 'offline-long-decision'] as const;

/** The rules of pushing: a preset of one's trade, and what last week would have been with the draft. */
export function PolicyPanel({ path, text, writable, onEdit }: { path: string; text: string; writable: boolean; onEdit: (text: string, words: string) => void }): ReactNode {
  const { t } = useWords();
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
        {found ? <WhatIfTable of={found} /> : act.error ? null : <p className="calm">{t('policy.hint')}</p>}
      </Box>
    </>
  );
}

const hints = { 'fmcg': 'preset.fmcg.is', 'local-services': 'preset.local-services.is', 'online-high-price': 'preset.online-high-price.is', 'offline-long-decision': 'preset.offline-long-decision.is' } as const;
