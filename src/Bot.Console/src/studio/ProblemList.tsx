import type { ReactNode } from 'react';
import { go } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useWords } from '../words/use.ts';
import { editorOf, isError, isOf } from './shapes.ts';
import type { Mend, Problem } from './shapes.ts';

interface Props { path: string; problems: Problem[] | null; missing: boolean; writable: boolean; onGo: (problem: Problem) => void; onMend: (mend: Mend) => void }

/** What is wrong, where, and what to write instead. */
export function ProblemList({ path, problems, missing, writable, onGo, onMend }: Props): ReactNode {
  const { t, either } = useWords();
  if (missing) return <p className="problems-none soft">{t('notHere.text', { route: '/api/v1/content/lint' })}</p>;
  if (problems === null) return null;
  const errors = problems.filter(isError).length;
  return (
    <section className="problems" aria-label={t('studio.problems')}>
      <p className="problems-sum" role="status">
        <Icon of={errors > 0 ? 'warn' : 'check'} />
        {problems.length === 0 ? t('studio.noProblems') : t('studio.problemCount', { errors, warnings: problems.length - errors })}
      </p>
      <ul>
        {problems.map((problem, i) => (
          <li key={i} className={isError(problem) ? 'problem error' : 'problem'}>
            <button type="button" onClick={() => { const other = problem.file ?? problem.path ?? path; if (isOf(problem, path)) onGo(problem); else go(`${editorOf(other)}&line=${problem.line}`); }}>
              <span className="problem-kind">{t(isError(problem) ? 'studio.error' : 'studio.warning')}</span>
              <span className="problem-place">{isOf(problem, path) ? '' : `${problem.file ?? problem.path ?? ''} `}{t('studio.place', { line: problem.line, column: problem.column })}</span>
              <span>{either(problem)}</span> <code>{problem.code}</code>
            </button>
            {writable ? (problem.mends ?? []).map((mend, n) => <Button key={n} small icon="check" onClick={() => onMend(mend)}>{either(mend)}</Button>) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
