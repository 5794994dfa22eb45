import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/use.ts';
import { compare } from './diff.ts';

/** Two texts as one list of lines; cut and added lines are marked by sign as well as colour. */
export function DiffView({ before, after, label }: { before: string; after: string; label: string }): ReactNode {
  const { t } = useWords();
  const rows = useMemo(() => compare(before, after), [before, after]);
  if (before === after) return <p className="soft">{t('diff.same')}</p>;
  return (
    <div className="diff" role="region" aria-label={label} tabIndex={0}>
      {rows.map((row, i) => row.kind === 'skip'
        ? <p key={i} className="diff-skip">{t('diff.skip', { n: row.count ?? 0 })}</p>
        : (
          <p key={i} className={`diff-row ${row.kind}`}>
            <span className="diff-no" aria-hidden="true">{row.left ?? ''}</span><span className="diff-no" aria-hidden="true">{row.right ?? ''}</span>
            <span className="diff-sign">{row.kind === 'cut' ? '−' : row.kind === 'add' ? '+' : ' '}</span>
            <span className="diff-text">{row.pieces.map((piece, n) => (piece.changed ? <mark key={n}>{piece.text}</mark> : <span key={n}>{piece.text}</span>))}</span>
          </p>
        ))}
    </div>
  );
}
