import type { ReactNode } from 'react';
import { useLoad } from '../api/load.ts';
import { Loaded } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { at } from './shapes.ts';

interface Share { count: number; n: number; rate: number | null; low: number; high: number }
interface Wording { section: string; weight: number; said: number; people: number; replied: Share; good: Share; bad: Share; optedOut: Share }
interface Pair { what: 'replied' | 'optedOut'; a: string; b: string; difference: number | null; low: number; high: number; better: string | null }
interface Found { version: string; from: string; to: string; days: number; cut: boolean; enough: number; groups: { locale: string; conditions: Record<string, string>; wordings: Wording[]; pairs: Pair[] }[] }

const rates = ['replied', 'good', 'bad', 'optedOut'] as const;

/** The wordings that compete with each other: what people did after each, how sure that is, and whether one is better. */
export function Trials({ path }: { path: string }): ReactNode {
  const { t } = useWords();
  const found = useLoad<Found>(path.endsWith('.tmpl') ? `/content/ab?path=${at(path)}` : null);
  if (!path.endsWith('.tmpl') || found.error?.status === 404) return null;
  return (
    <section className="after" aria-label={t('ab.title')}>
      <p><b>{t('ab.title')}</b></p>
      <Loaded of={found} route="/api/v1/content/ab">{(data) => data.groups.length === 0 ? <p className="calm">{t('ab.none')}</p> : <Tables of={data} />}</Loaded>
    </section>
  );
}

function Tables({ of }: { of: Found }): ReactNode {
  const { t, number, percent, day } = useWords();
  const share = (one: Share): string => (one.rate === null ? '—' : t('ab.share', { rate: percent(one.rate), low: percent(one.low), high: percent(one.high), n: number(one.n) }));
  const verdict = (pair: Pair, few: boolean): string => pair.better !== null ? t(`ab.better.${pair.what}`, { section: pair.better, other: pair.better === pair.a ? pair.b : pair.a }) : few ? t('dash.few') : t('ab.even');
  return (
    <>
      <p className="soft">{t('ab.span', { from: day(of.from), to: day(of.to), version: of.version })}{of.cut ? t('ab.cut', { days: of.days }) : ''}</p>
      {of.groups.map((group, i) => {
        const few = (pair: Pair): boolean => group.wordings.some((one) => (one.section === pair.a || one.section === pair.b) && one[pair.what].n < of.enough);
        return (
          <div key={i} className="after">
            <table className="table cards">
              <caption>{[group.locale, ...Object.entries(group.conditions).map(([name, value]) => `${name}=${value}`)].join(' ')}</caption>
              <thead><tr><th scope="col">{t('hits.wording')}</th><th scope="col" className="num">{t('hits.count')}</th><th scope="col" className="num">{t('ab.people')}</th>{rates.map((rate) => <th key={rate} scope="col" className="num">{t(`ab.${rate}`)}</th>)}</tr></thead>
              <tbody>{group.wordings.map((one) => <tr key={one.section} className={one.people < of.enough ? 'few' : undefined}><td><code>{one.section}</code></td><td data-name={t('hits.count')} className="num">{number(one.said)}</td><td data-name={t('ab.people')} className="num">{number(one.people)}</td>{rates.map((rate) => <td key={rate} data-name={t(`ab.${rate}`)} className="num">{share(one[rate])}</td>)}</tr>)}</tbody>
            </table>
            <ul className="lines">{group.pairs.map((pair) => <li key={`${pair.what} ${pair.a} ${pair.b}`}><b>{t(`ab.${pair.what}`)} {pair.a} − {pair.b}</b> {pair.difference === null ? '—' : t('ab.difference', { value: points(pair.difference), low: points(pair.low), high: points(pair.high) })} · {verdict(pair, few(pair))}</li>)}</ul>
          </div>
        );
      })}
      <p className="soft">{t('ab.definition', { n: of.enough })}</p>
    </>
  );
}

const points = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value * 100).toFixed(1)}`;
