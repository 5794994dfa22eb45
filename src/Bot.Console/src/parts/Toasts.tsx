import { createContext, use, useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/use.ts';
import { Button } from './Button.tsx';

interface Toast { id: number; text: string; undo?: () => void; bad?: boolean }
interface Say { (text: string, more?: { undo?: () => void; bad?: boolean }): void }

const Context = createContext<Say>(() => undefined);

/** Says something in passing, with a way back where there is one. */
export const useToast = (): Say => use(Context);

export function Toasts({ children }: { children: ReactNode }): ReactNode {
  const [list, setList] = useState<Toast[]>([]);
  const next = useRef(1);
  const { t } = useWords();
  const gone = useCallback((id: number) => setList((old) => old.filter((one) => one.id !== id)), []);
  const say = useCallback<Say>((text, more) => {
    const id = next.current++;
    setList((old) => [...old.slice(-2), { id, text, ...more }]);
    setTimeout(() => gone(id), more?.undo || more?.bad ? 12_000 : 6_000);
  }, [gone]);
  return (
    <Context value={say}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {useMemo(() => list.map((one) => (
          <div key={one.id} className={one.bad ? 'toast bad' : 'toast'}>
            <span>{one.text}</span>
            {one.undo ? <Button small onClick={() => { one.undo?.(); gone(one.id); }}>{t('undo')}</Button> : null}
            <Button small look="ghost" icon="close" only={t('close')} onClick={() => gone(one.id)} />
          </div>
        )), [list, gone, t])}
      </div>
    </Context>
  );
}
