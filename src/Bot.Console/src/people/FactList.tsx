import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useNames } from '../api/names.ts';
import { Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { reasonOf } from './reasons.ts';
import type { Fact } from './shapes.ts';
import { Trace } from './Trace.tsx';

/** Facts of the record, thousands of them; one opens to the trace of its turn. */
export function FactList({ facts, label }: { facts: Fact[]; label: string }): ReactNode {
  const words = useWords();
  const { t, time, named, number } = words;
  const names = useNames();
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
                  <span className="grow clip">{fact.text || reasonOf(words, fact, names) || fact.data?.name || ''}</span><span className="soft">{fact.member.id ? `${names.member(fact.member)} · ` : ''}{time(fact.at)}</span>
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
