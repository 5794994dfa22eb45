import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNames } from '../api/names.ts';
import type { Names } from '../api/names.ts';
import { Button } from '../parts/Button.tsx';
import { Called } from '../parts/Called.tsx';
import { Box, Tag } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import type { Words } from '../words/use.ts';
import { conditionOf } from './conditions.ts';
import { addStep, editStep, moveStep, removeStep } from './steps.ts';
import type { DialogOutline, Step } from './steps.ts';

const verbs = ['ask', 'say', 'end', 'hand_off', 'call', 'move_to'] as const;

interface Edits { text: string; writable: boolean; onGo: (line: number) => void; onEdit: (text: string, words: string) => void }

/** A dialog as steps from top to bottom; each act on them edits the text beside it. */
export function Outline({ of, ...edits }: { of: DialogOutline } & Edits): ReactNode {
  const { t } = useWords();
  return (
    <Box title={t('outline.title')}>
      {of.slots.length > 0 ? <p className="tags" role="group" aria-label={t('outline.slots')}>{of.slots.map((slot) => <button key={slot.key} type="button" className="tag main slot" onClick={() => edits.onGo(slot.line)}><Called name={slot.name} id={slot.key} /></button>)}</p> : null}
      <Steps steps={of.steps} slots={Object.fromEntries(of.slots.map((slot) => [slot.key, slot.name]))} {...edits} />
    </Box>
  );
}

function Steps({ steps, slots, ...edits }: { steps: Step[]; slots: Record<string, string> } & Edits): ReactNode {
  const { t } = useWords();
  return (
    <ol className="steps">
      {steps.map((step, i) => (
        <li key={step.line}>
          {step.branch && step.branch !== steps[i - 1]?.branch ? <p className="branch">{t(`branch.${step.branch as 'then'}`)}</p> : null}
          <One step={step} siblings={steps} at={i} slots={slots} {...edits} />
          {step.children.length > 0 ? <Steps steps={step.children} slots={slots} {...edits} /> : null}
        </li>
      ))}
    </ol>
  );
}

/** What the value of a step is called: the slot asked for, the reply said, the dialog gone to. */
function calledOf({ verb, value }: Step, slots: Record<string, string>, names: Names, named: Words['named']): string {
  switch (verb) {
    case 'ask': case 'confirm': return slots[value] || value;
    case 'say': return names.content('template', value);
    case 'call': return names.content('dialog', value);
    case 'do': return named('action', value);
    case 'end': return named('outcome', value);
    case 'move_to': return named('where', value);
    default: return value;
  }
}

function One({ step, siblings, at, slots, text, writable, onGo, onEdit }: { step: Step; siblings: Step[]; at: number; slots: Record<string, string> } & Edits): ReactNode {
  const { t, named } = useWords();
  const [open, setOpen] = useState<'edit' | 'add' | null>(null);
  const [value, setValue] = useState('');
  const [verb, setVerb] = useState<string>('say');
  const names = useNames();
  const shown = step.verb === 'if' ? conditionOf(step.value, slots, t) : calledOf(step, slots, names, named);
  const name = `${named('verb', step.verb)} ${shown}`;
  const done = (next: string, words: string): void => { setOpen(null); onEdit(next, words); };
  const can = (by: -1 | 1): boolean => siblings[at + by] !== undefined && siblings[at + by]?.branch === step.branch;
  return (
    <>
      <div className="step">
        <button type="button" className="link grow" onClick={() => onGo(step.line)}><Tag tone="main">{named('verb', step.verb)}</Tag> <Called name={shown} id={step.value} /></button>
        {writable ? (
          <span className="step-acts">
            <Button small look="ghost" icon="up" only={t('outline.up', { name })} disabled={!can(-1)} onClick={() => done(moveStep(text, siblings, at, -1), t('outline.moved'))} />
            <Button small look="ghost" icon="down" only={t('outline.down', { name })} disabled={!can(1)} onClick={() => done(moveStep(text, siblings, at, 1), t('outline.moved'))} />
            <Button small look="ghost" icon="pen" only={t('outline.edit', { name })} disabled={step.valueAt === null} onClick={() => { setValue(step.value); setOpen(open === 'edit' ? null : 'edit'); }} />
            <Button small look="ghost" icon="plus" only={t('outline.add', { name })} onClick={() => { setValue(''); setOpen(open === 'add' ? null : 'add'); }} />
            <Button small look="ghost" icon="bin" only={t('outline.remove', { name })} onClick={() => done(removeStep(text, step), t('outline.removed'))} />
          </span>
        ) : null}
      </div>
      {open ? (
        <form className="bar step-form" onSubmit={(event) => { event.preventDefault(); if (value.trim()) done(open === 'edit' ? editStep(text, step, value.trim()) : addStep(text, step, verb, value.trim()), t(open === 'edit' ? 'outline.edited' : 'outline.added')); }}>
          {open === 'add' ? <select aria-label={t('outline.verb')} value={verb} onChange={(event) => setVerb(event.target.value)}>{verbs.map((one) => <option key={one} value={one}>{t(`verb.${one}`)}</option>)}</select> : null}
          <input className="search" aria-label={t('outline.value')} value={value} onChange={(event) => setValue(event.target.value)} /><Button small type="submit" look="main">{t('save')}</Button><Button small look="ghost" onClick={() => setOpen(null)}>{t('cancel')}</Button>
        </form>
      ) : null}
    </>
  );
}
