import type { Campaign } from './shapes.ts';

export interface Run { id: string; name: string; kind: string; day: string; time: string }

const step = (day: string, by: number): string => new Date(Date.parse(day + 'T00:00:00Z') + by * 86_400_000).toISOString().slice(0, 10);

/** When plans go, by the wall clock of their schedule, from one day to another, both included. Plans that were killed do not go. */
export function runsBetween(campaigns: readonly Campaign[], from: string, to: string): Run[] {
  const runs: Run[] = [];
  for (const one of campaigns) {
    const at = one.schedule?.at;
    if (!at || one.state === 'killed') continue;
    const [first = '', time = ''] = at.split('T');
    const every = one.schedule?.everyDays ?? 0;
    const until = one.schedule?.until?.slice(0, 10) ?? '9999-12-31';
    let day = first;
    if (every > 0 && day < from) day = step(day, Math.ceil((Date.parse(from) - Date.parse(day)) / 86_400_000 / every) * every);
    for (; day <= to && day <= until; day = step(day, every)) {
      if (day >= from) runs.push({ id: one.id, name: one.name || one.id, kind: one.kind ?? 'value', day, time: time.slice(0, 5) });
      if (every <= 0) break;
    }
  }
  return runs.sort((one, other) => (one.day + one.time).localeCompare(other.day + other.time));
}
