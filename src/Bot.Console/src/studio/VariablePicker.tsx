import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../parts/Button.tsx';
import { Search } from '../parts/Field.tsx';
import { Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import type { Variable } from './shapes.ts';

const sampled = (sample: unknown): string => {
  const text = typeof sample === 'string' ? sample : sample === null || sample === undefined ? '' : JSON.stringify(sample);
  return text.length > 40 ? text.slice(0, 40) + '…' : text;
};

/** What a variable is written as; money and dates through the function that shows them well. */
export function written(variable: Variable): string {
  const name = inside(variable.name);
  const type = variable.type.toLowerCase();
  const show = type === 'money' ? `{{money ${name}}}` : `{{${name}}}`;
  // What may be absent is said only where it is there; the lint asks for it.
  if (variable.nullable && type !== 'list') return `{{#if ${name}}}${show}{{/if}}`;
  return type === 'money' ? `{{money ${name}}}` : type === 'date' ? `{{date ${name} "M月d日"}}` : type === 'list' ? `{{#each ${name}}}\n\n{{/each}}` : `{{${name}}}`;
}

/** A field of a list's items is written by its own name, within the loop. */
export const inside = (name: string): string => name.slice(name.lastIndexOf('[].') + (name.includes('[].') ? 3 : 0));

/** The button beside every text: variables by their Chinese names, with a sample, put in at the caret. */
export function VariablePicker({ variables, onPick }: { variables: Variable[]; onPick: (text: string) => void }): ReactNode {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  const fits = variables.filter((one) => `${one.name} ${one.zh ?? ''} ${one.en ?? ''}`.toLowerCase().includes(search.toLowerCase()));
  return (
    <>
      <Button small icon="variable" popoverTarget={id}>{t('studio.variable')}</Button>
      <div id={id} ref={box} popover="auto" className="picker" aria-label={t('studio.variable')} role="dialog">
        <Search label={t('studio.variable.search')} value={search} onChange={setSearch} />
        <ul>
          {fits.map((one) => (
            <li key={one.name}>
              <button type="button" onClick={() => { box.current?.hidePopover(); onPick(written(one)); }}>
                <b>{words.either(one) || one.name}</b> <code>{one.name}</code>{one.nullable ? <Tag>{t('studio.nullable')}</Tag> : null}
                <small>{t('studio.sampleIs', { sample: sampled(one.sample) || '—' })}</small>
              </button>
            </li>
          ))}
        </ul>
        {fits.length === 0 ? <p className="soft">{t('studio.variable.none')}</p> : null}
      </div>
    </>
  );
}
