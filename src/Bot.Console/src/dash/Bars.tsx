import type { ReactNode } from 'react';
import { useWords } from '../words/use.ts';
import { SeriesTable } from './SeriesTable.tsx';

export interface Bar { name: string; value: number | null; list?: string | null; mark?: string }

/** Bars with the same figures as a table beneath; each bar leads to its list where there is one. */
export function Bars({ label, items, show }: { label: string; items: Bar[]; show?: (value: number) => string }): ReactNode {
  const { t, number } = useWords();
  const say = (value: number | null): string => (value === null ? t('dash.notGiven') : (show ?? number)(value));
  const most = Math.max(1, ...items.map((one) => one.value ?? 0));
  const [width, height] = [12, 120];
  return (
    <figure className="bars">
      <svg viewBox={`0 0 ${Math.max(1, items.length) * width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${label} · ${t('dash.most', { n: say(most) })}`}>
        {items.map((one, i) => {
          const tall = one.value === null ? 0 : Math.max(one.value > 0 ? 2 : 0.500, (one.value / most) * (height - 4));
          return <rect key={i} className={one.mark ? 'marked' : undefined} x={i * width + 1.500} y={height - tall} width={width - 3} height={tall} rx={1.500}><title>{`${one.name}: ${say(one.value)}`}</title></rect>;
        })}
      </svg>
      <p className="bars-ends soft" aria-hidden="true"><span>{items[0]?.name}</span><span>{items.at(-1)?.name}</span></p>
      <SeriesTable label={label} items={items} show={show ?? number} />
    </figure>
  );
}
