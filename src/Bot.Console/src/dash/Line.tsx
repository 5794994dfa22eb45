import type { ReactNode } from 'react';
import { useWords } from '../words/use.ts';
import type { Bar } from './Bars.tsx';
import { SeriesTable } from './SeriesTable.tsx';

/** A line that breaks where there is no figure, over a scale that is written beside it. */
export function Line({ label, items, show }: { label: string; items: Bar[]; show: (value: number) => string }): ReactNode {
  const { t } = useWords();
  const values = items.flatMap((one) => (one.value === null ? [] : [one.value]));
  const low = Math.min(...values, values[0] ?? 0);
  const high = Math.max(...values, low + 1e-9);
  const [width, height] = [600, 110];
  const x = (i: number): number => (items.length < 2 ? width / 2 : (i / (items.length - 1)) * (width - 8) + 4);
  const y = (value: number): number => height - 6 - ((value - low) / (high - low || 1)) * (height - 12);
  const path = items.map((one, i) => (one.value === null ? '' : `${i === 0 || items[i - 1]?.value === null ? 'M' : 'L'}${x(i).toFixed(1)} ${y(one.value).toFixed(1)}`)).join('');
  return (
    <figure className="bars">
      <p className="bars-ends soft"><span>{values.length ? t('dash.between', { low: show(low), high: show(high) }) : t('dash.notGiven')}</span></p>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${label} · ${values.length ? t('dash.between', { low: show(low), high: show(high) }) : t('dash.notGiven')}`}><path className="line" d={path} vectorEffect="non-scaling-stroke" /></svg>
      <p className="bars-ends soft" aria-hidden="true"><span>{items[0]?.name}</span><span>{items.at(-1)?.name}</span></p>
      <SeriesTable label={label} items={items} show={show} />
    </figure>
  );
}
