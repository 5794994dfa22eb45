import type { ReactNode } from 'react';
import { Link } from '../app/place.tsx';
import { useWords } from '../words/use.ts';
import type { Field } from './shapes.ts';

const [width, height, edge] = [600, 320, 14];

/** Two shares of many things against each other, in four quarters, with the same figures as a table beneath. */
export function FieldView({ of, label }: { of: Field; label: string }): ReactNode {
  const { t, named, percent, number } = useWords();
  const most = (values: number[], middle: number): number => Math.max(Math.min(1, 2 * middle), ...values, 0.010) * 1.120;
  const [right, top] = [most(of.dots.map((dot) => dot.x), of.middleX), most(of.dots.map((dot) => dot.y), of.middleY)];
  const x = (value: number): number => edge + (value / right) * (width - 2 * edge);
  const y = (value: number): number => height - edge - (value / top) * (height - 2 * edge);
  const big = Math.max(1, ...of.dots.map((dot) => dot.n));
  const quarter = (dot: { x: number; y: number }): string => named('quarter', `${of.id}${dot.y >= of.middleY && dot.y > 0 ? 'High' : 'Low'}${dot.x >= of.middleX ? 'Right' : 'Left'}`);
  const [nameX, nameY] = [named('figure', of.x), named('figure', of.y)];
  const corners = [['HighLeft', edge + 6, edge + 10, 'start'], ['HighRight', width - edge, edge + 10, 'end'], ['LowLeft', edge + 6, height - edge - 8, 'start'], ['LowRight', width - edge, height - edge - 8, 'end']] as const;
  return (
    <figure className="bars field">
      <p className="bars-ends soft" aria-hidden="true"><span>↑ {nameY} 0–{percent(Math.min(1, top))}</span></p>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${label} · ${t('dash.dots', { n: number(of.dots.length) })}`}>
        <path className="axes" d={`M${edge} 4V${height - edge}H${width - 4}`} />
        <path className="cross" d={`M${x(of.middleX)} ${edge}V${height - edge}M${edge} ${y(of.middleY)}H${width - edge}`} />
        {corners.map(([id, left, up, anchor]) => <text key={id} x={left} y={up} textAnchor={anchor}>{named('quarter', of.id + id)}</text>)}
        {of.dots.map((dot, i) => <circle key={i} className={dot.few ? 'few' : undefined} cx={x(dot.x)} cy={y(dot.y)} r={3 + 5 * Math.sqrt(dot.n / big)}><title>{`${dot.name}: ${nameX} ${percent(dot.x)}, ${nameY} ${percent(dot.y)}, n = ${number(dot.n)}`}</title></circle>)}
      </svg>
      <p className="bars-ends soft" aria-hidden="true"><span /><span>{nameX} 0–{percent(Math.min(1, right))} →</span></p>
      <details>
        <summary>{t('table')}<span className="sr"> {label}</span></summary>
        <div className="scroll tall" tabIndex={0} role="region" aria-label={label}>
          <table className="table cards">
            <thead><tr><th scope="col">{named('figure', 'group')}</th><th scope="col">{t('dash.quarter')}</th><th scope="col" className="num">{nameX}</th><th scope="col" className="num">{nameY}</th><th scope="col" className="num">n</th></tr></thead>
            <tbody>{of.dots.map((dot, i) => (
              <tr key={i} className={dot.few ? 'few' : undefined}>
                <td data-name={named('figure', 'group')}>{dot.list ? <Link to={dot.list}>{dot.name}</Link> : dot.name}{dot.few ? ` · ${t('dash.few')}` : ''}</td><td data-name={t('dash.quarter')}>{quarter(dot)}</td>
                <td data-name={nameX} className="num">{percent(dot.x)}</td><td data-name={nameY} className="num">{percent(dot.y)}</td><td data-name="n" className="num">{number(dot.n)}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
