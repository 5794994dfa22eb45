import type { ReactNode } from 'react';
import { Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';

interface Reason { rule: string; count: number; zh: string; en: string }
interface Side { sent: number; later: number; inDigest: number; held: number; byReason: Reason[] }
interface Change { push: string; member?: { id: string }; group?: { id: string }; campaign?: string; at: string; before: string; after: string; reason: string; zh: string; en: string }

/** Last week's pushes by the rules in force and by the draft. */
export interface WhatIf { n: number; cut: boolean; before: Side; after: Side; changed: Change[]; changedTotal: number }

/** The two policies side by side: what goes, what each rule keeps, and which pushes fare differently. */
export function WhatIfTable({ of }: { of: WhatIf }): ReactNode {
  const { t, number, named, either, time } = useWords();
  const rules = [...new Set([...of.before.byReason, ...of.after.byReason].map((one) => one.rule))];
  const kept = (side: Side, rule: string): Reason | undefined => side.byReason.find((one) => one.rule === rule);
  const lines: [string, (side: Side) => number][] = [[t('funnel.sent'), (side) => side.sent], [t('policy.later'), (side) => side.later], [t('policy.inDigest'), (side) => side.inDigest], [t('policy.held'), (side) => side.held]];
  return (
    <div role="status">
      <p className="soft">{t('policy.n', { n: number(of.n) })}{of.cut ? t('policy.cut') : ''}</p>
      <table className="table">
        <thead><tr><td /><th scope="col" className="num">{t('policy.before')}</th><th scope="col" className="num">{t('policy.after')}</th></tr></thead>
        <tbody>
          {lines.map(([name, value]) => <tr key={name}><th scope="row">{name}</th><td className="num">{number(value(of.before))}</td><td className="num">{number(value(of.after))}</td></tr>)}
          {rules.map((rule) => <tr key={rule}><th scope="row" title={either(kept(of.after, rule) ?? kept(of.before, rule))}>{t('policy.by', { rule: named('rule', rule) || '—' })}</th><td className="num">{number(kept(of.before, rule)?.count ?? 0)}</td><td className="num">{number(kept(of.after, rule)?.count ?? 0)}</td></tr>)}
        </tbody>
      </table>
      {of.changed.length ? (
        <details>
          <summary>{t('policy.changes', { n: number(of.changedTotal) })}</summary>
          <ul className="lines">
            {of.changed.map((one) => (
              <li key={one.push}>
                <Tag tone={one.after === 'sent' || one.after === 'digest' ? 'good' : 'warm'}>{t('policy.change', { before: t(`what.${asKnown(one.before)}`), after: t(`what.${asKnown(one.after)}`) })}</Tag>
                {' '}{one.member?.id ?? one.group?.id ?? ''} <span className="soft">{time(one.at)}{one.campaign ? ` · ${one.campaign}` : ''} · {either(one) || named('rule', one.reason)}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : <p className="calm">{t('policy.same')}</p>}
      <p className="soft">{t('policy.definition')}</p>
    </div>
  );
}

const known = ['sent', 'digest', 'hold', 'drop', 'expired'] as const;
const asKnown = (what: string): (typeof known)[number] => known.find((one) => one === what) ?? 'hold';
