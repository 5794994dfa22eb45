import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import type { Fact } from './shapes.ts';

/** Facts of the record, thousands of them; one opens to the trace of its turn. */
export function FactList({ facts, label }: { facts: Fact[]; label: string }): ReactNode {
  const { t, time, named, number } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<Fact | null>(null);
  const rows = useVirtualizer({ count: facts.length, getScrollElement: () => box.current, estimateSize: () => 62, overscan: 15 });
  return (
    <>
      <p className="soft" role="status">{t('record.count', { n: number(facts.length) })}</p>
      <div ref={box} className="rows facts-rows" tabIndex={0} role="region" aria-label={label}>
        <ul style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const fact = facts[row.index];
            return fact ? (
              <li key={fact.id} className="fact-row" aria-setsize={facts.length} aria-posinset={row.index + 1} style={{ transform: `translateY(${row.start}px)` }}>
                <button type="button" onClick={() => setOpen(fact)}>
                  <Tag tone={fact.kind === 'Said' ? 'main' : fact.kind === 'Replied' ? 'good' : fact.kind === 'Silent' ? 'quiet' : 'warm'}>{named('fact', fact.kind)}</Tag>
                  <span className="grow clip">{fact.text || (fact.kind === 'Silent' ? named('silent', fact.reason) : fact.reason) || fact.template || ''}</span><span className="soft">{time(fact.at)}</span>
                </button>
              </li>
            ) : null;
          })}
        </ul>
      </div>
      {open ? <Trace of={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

/** Why a turn went as it did: rule, template and version, persona, slots. */
function Trace({ of, onClose }: { of: Fact; onClose: () => void }): ReactNode {
  const { t, time, named, percent } = useWords();
  const rows: [string, string | null | undefined][] = [
    [t('record.at'), time(of.at)], [t('record.kind'), named('fact', of.kind)], [t('record.text'), of.text], [t('record.reason'), of.reason], [t('record.template'), of.template],
    [t('studio.persona'), of.persona && `${of.persona}${of.personaBy ? ` (${of.personaBy})` : ''}`], [t('record.score'), typeof of.score === 'number' ? percent(of.score) : null], [t('plan.kind'), of.contentKind && named('kind', of.contentKind)],
    [t('record.initiator'), of.initiator], [t('field.conversation'), `${of.conversation.channel} / ${of.conversation.id}`], [t('record.member'), `${of.member.channel} / ${of.member.id}`],
    ...Object.entries(of.data ?? {}),
  ];
  return <Dialog title={t('record.trace')} onClose={onClose}><dl className="facts">{rows.filter(([, value]) => value).map(([name, value], i) => <div key={i}><dt>{name}</dt><dd>{value}</dd></div>)}</dl></Dialog>;
}
