import type { ReactNode } from 'react';
import { useLoad } from '../api/load.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { Box } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';

interface Line { value: number | null; baseline?: number | null; n?: number | null }
interface Window { hours: number; exits?: Line | null; optOuts?: Line | null; replies?: Line | null; n?: number | null; few?: boolean }
const columns = ['exits', 'optOuts', 'replies'] as const;

/** What people did after the push, against the same hours without one; small numbers are greyed. */
export function After({ id }: { id: string }): ReactNode {
  const { t, number } = useWords();
  const load = useLoad<{ windows?: Window[]; items?: Window[] }>(`/campaigns/${encodeURIComponent(id)}/after`);
  const show = (line: Line | null | undefined): ReactNode => typeof line?.value !== 'number'
    ? t('dash.notGiven')
    : <>{number(line.value)}{typeof line.baseline === 'number' ? <small className="soft"> {t('after.baseline', { n: number(line.baseline) })}</small> : null}</>;
  return (
    <Box title={t('after.title')}>
      <Loaded of={load} route="/api/v1/campaigns/after">
        {(data) => (
          <table className="table cards">
            <caption>{t('after.caption')}</caption>
            <thead><tr><th scope="col">{t('after.window')}</th>{columns.map((one) => <th key={one} scope="col">{t(`after.${one}`)}</th>)}<th scope="col">n</th></tr></thead>
            <tbody>{(data.windows ?? data.items ?? []).map((one) => <tr key={one.hours} className={one.few || (one.n ?? 99) < 30 ? 'few' : undefined}><td>{t('after.hours', { n: one.hours })}</td>{columns.map((name) => <td key={name} data-name={t(`after.${name}`)}>{show(one[name])}</td>)}<td data-name="n">{one.n ?? '—'}{one.few || (one.n ?? 99) < 30 ? ` · ${t('dash.few')}` : ''}</td></tr>)}</tbody>
          </table>
        )}
      </Loaded>
    </Box>
  );
}
