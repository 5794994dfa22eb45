import type { ReactNode } from 'react';
import { Link } from '../app/place.tsx';
import { Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { shown } from './Figures.tsx';
import type { Cell, DashTable } from './shapes.ts';

const cellOf = (raw: Cell | number | string | null): Cell => (raw !== null && typeof raw === 'object' ? raw : { value: raw });

/** A table of a dashboard: figures lead to their lists, rows with too few people are greyed and say so. */
export function DashTableView({ of }: { of: DashTable }): ReactNode {
  const words = useWords();
  const names = of.columns.map((column) => words.either(column.name) || words.named('figure', column.id));
  const isNumber = names.map((_, i) => i > 0 && of.rows.some((row) => { const { value, unit } = cellOf(row[i] ?? null); return typeof value === 'number' || unit === 'share' || value === '—'; }));
  if (of.rows.length === 0) return <p className="soft">{words.t('dash.none')}</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={words.either(of.name) || of.id}>
      <table className="table cards">
        <thead><tr>{names.map((name, i) => <th key={i} scope="col" className={isNumber[i] ? 'num' : undefined}>{name}</th>)}</tr></thead>
        <tbody>
          {of.rows.map((row, n) => (
            <tr key={n} className={of.few?.[n] ? 'few' : undefined}>
              {row.map(cellOf).map((cell, i) => {
                const plain = cell.word && typeof cell.value === 'string' ? words.named(cell.word, cell.value) : shown(words, cell.value, cell.unit);
                const text = cell.warn ? <Tag tone="warm">{plain}<span className="sr"> {words.t('dash.warn')}</span></Tag> : plain;
                return <td key={i} data-name={names[i]} className={isNumber[i] ? 'num' : undefined}>{cell.list && cell.value !== null && cell.value !== undefined ? <Link to={cell.list}>{text}</Link> : text}{i === 0 && of.few?.[n] ? ` · ${words.t('dash.few')}` : ''}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
