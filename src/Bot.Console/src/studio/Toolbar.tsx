import type { ReactNode } from 'react';
import { Button } from '../parts/Button.tsx';
import { useWords } from '../words/use.ts';
import type { Variable } from './shapes.ts';
import { VariablePicker } from './VariablePicker.tsx';

/** What one puts in without typing braces. */
export function Toolbar({ variables, onInsert }: { variables: Variable[]; onInsert: (text: string) => void }): ReactNode {
  const { t } = useWords();
  return (
    <div className="toolbar" role="group" aria-label={t('studio.insert')}>
      <VariablePicker variables={variables} onPick={onInsert} />
      <Button small onClick={() => onInsert('{{#if }}\n\n{{else}}\n\n{{/if}}')}>{t('studio.insert.if')}</Button>
      <Button small onClick={() => onInsert('{{#each }}\n\n{{else}}\n\n{{/each}}')}>{t('studio.insert.each')}</Button>
      <Button small onClick={() => onInsert('{{> common.}}')}>{t('studio.insert.part')}</Button>
      <span className="soft">{t('studio.insert.hint')}</span>
    </div>
  );
}
