import type { ReactNode } from 'react';
import { Link } from '../app/place.tsx';
import { useWords } from '../words/use.ts';
import type { Bar } from './Bars.tsx';

/** A chart's figures as a table; each leads to its list. */
export function SeriesTable({ label, items, show }: { label: string; items: Bar[]; show: (value: number) => string }): ReactNode {
  const { t } = useWords();
  const say = (value: number | null): string => (value === null ? t('dash.notGiven') : show(value));
  return (
    <details>
      <summary>{t('table')}<span className="sr"> {label}</span></summary>
      <div className="scroll tall" tabIndex={0} role="region" aria-label={label}>
        <table className="table"><tbody>{items.map((one, i) => <tr key={i}><th scope="row">{one.name}{one.mark ? ` · ${one.mark}` : ''}</th><td className="num">{one.list ? <Link to={one.list}>{say(one.value)}</Link> : say(one.value)}</td></tr>)}</tbody></table>
      </div>
    </details>
  );
}
