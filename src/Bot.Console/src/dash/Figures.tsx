import type { ReactNode } from 'react';
import { Link } from '../app/place.tsx';
import { useWords } from '../words/use.ts';
import type { Words } from '../words/use.ts';
import type { Dashboard, Figure } from './shapes.ts';

/** A value in words; what the platform does not give says so. */
export function shown(words: Words, value: number | string | null | undefined, unit?: Figure['unit']): string {
  if (value === null || value === undefined) return words.t('dash.notGiven');
  if (typeof value === 'string') return value;
  if (unit === 'share') return words.percent(value);
  if (unit === 'ms') return value < 1000 ? `${words.number(value)} ms` : `${words.number(value / 1000)} s`;
  if (unit === 'seconds') return `${words.number(value)} s`;
  return words.number(value);
}

function Change({ of }: { of: Figure }): ReactNode {
  const words = useWords();
  if (typeof of.value !== 'number' || typeof of.before !== 'number') return null;
  const delta = of.value - of.before;
  const sign = delta > 0 ? '+' : delta < 0 ? '−' : '±';
  const size = of.unit === 'share' ? words.t('dash.points', { n: words.number(Math.abs(delta) * 100) }) : shown(words, Math.abs(delta), of.unit);
  return <span className="delta">{words.t('dash.delta', { n: sign + size })}</span>;
}

/** Tiles: name, value, change, how it is counted, and the way to its list. */
export function Figures({ of }: { of: Dashboard }): ReactNode {
  const words = useWords();
  return (
    <dl className="figures">
      {(of.figures ?? []).map((figure) => {
        const value = shown(words, figure.value, figure.unit);
        return (
          <div key={figure.id} className={typeof figure.value === 'number' ? 'figure' : 'figure absent'}>
            <dt>{words.either(figure.name) || words.named('figure', figure.id)}</dt>
            <dd>
              <b>{figure.list && typeof figure.value === 'number' ? <Link to={figure.list}>{value}</Link> : value}</b>
              {typeof figure.n === 'number' ? <small>n = {words.number(figure.n)}</small> : null}
              <Change of={figure} />
              <Definition of={figure.definition} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** How something is counted, for who asks. */
export function Definition({ of }: { of: Figure['definition'] }): ReactNode {
  const words = useWords();
  const text = words.either(of);
  return text ? <details><summary>{words.t('dash.definition')}</summary><p>{text}</p></details> : null;
}
