import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';

interface Failure { file: string; line: number; zh: string; en: string }
interface Result { total: number; passed: number; failed: Failure[] }

/** Runs every recorded conversation against the draft. */
export function TestRun({ path, text, onClose }: { path?: string; text?: string; onClose: () => void }): ReactNode {
  const { t } = useWords();
  return <Dialog wide title={t('tests.run')} onClose={onClose}><TestLine path={path} text={text} /></Dialog>;
}

/** What became of every recorded conversation with the draft. */
export function TestLine({ path, text }: { path?: string; text?: string }): ReactNode {
  const { t, either } = useWords();
  const { run, error, busy } = useAct();
  const [result, setResult] = useState<Result | null>(null);
  useEffect(() => { void run(() => post<Result>('/tests/run', { files: path ? [{ path, text }] : [] })).then((answer) => { if (answer) setResult(answer); }); }, [run, path, text]);
  return (
    <>
      {error?.missing ? <p className="notice">{t('notHere.text', { route: '/api/v1/tests/run' })}</p> : <Refusal error={error} />}
      {busy ? <div role="status"><p>{t('tests.running')}</p><progress aria-label={t('tests.running')} /></div> : null}
      {result ? (
        <div role="status" className="stack">
          <p className="blast">{result.failed.length === 0 ? t('tests.passed', { n: result.passed }) : t('tests.failed', { n: result.failed.length, total: result.total })}</p>
          {result.failed.length > 0 ? <ul className="wrong">{result.failed.map((one, i) => <li key={i}><code>{one.file}:{one.line}</code> {either(one)}</li>)}</ul> : null}
        </div>
      ) : null}
    </>
  );
}
