import type { ReactNode } from 'react';
import { useWords } from '../words/use.ts';
import { Bars } from './Bars.tsx';
import { shown } from './Figures.tsx';
import { Line } from './Line.tsx';
import type { Series } from './shapes.ts';

/** One series: bars for counts, a line for shares. */
export function Chart({ of }: { of: Series }): ReactNode {
  const words = useWords();
  const unit = of.unit ?? (/rate|share/i.test(of.id) ? 'share' : /p95|ms$/i.test(of.id) ? 'ms' : 'count');
  const named = (at: string): string => (at.length === 2 ? `${at}:00` : at.length <= 10 ? at.slice(5) : words.time(at));
  const marks = new Map((of.marks ?? []).map((mark) => [mark.at, typeof mark.text === 'string' ? mark.text : words.either(mark.text)]));
  const items = of.points.map((point) => ({ name: named(point.at), value: point.value ?? null, list: point.list ?? null, mark: marks.get(point.at) }));
  const label = words.either(of.name) || words.named('series', of.id);
  const show = (value: number): string => shown(words, value, unit);
  return of.kind === 'line' ? <Line label={label} items={items} show={show} /> : <Bars label={label} items={items} show={show} />;
}
