import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Input, Select } from '../parts/Field.tsx';
import { useWords } from '../words/use.ts';
import type { Words } from '../words/use.ts';
import { addSection, missing } from './sections.ts';
import type { NewSection, Outline, Section } from './sections.ts';
import { isError } from './shapes.ts';
import type { Problem } from './shapes.ts';

/** A section's name: where, by whom, in which language. */
export function sectionName(words: Words, of: Pick<Section, 'channel' | 'persona' | 'locale' | 'id'>): string {
  return [of.channel && of.channel !== 'all' ? words.named('channel', of.channel) : '', of.persona ?? '', words.named('locale', of.locale), of.id && of.id !== of.locale ? of.id : ''].filter(Boolean).join(' · ');
}

interface Props { outline: Outline; here: Section | null; problems: Problem[]; writable: boolean; text: string; onGo: (line: number) => void; onAdd: (text: string, line: number) => void }

/** One button per wording; a red dot where something is wrong, a dashed one for a language that is promised and missing. */
export function SectionBar({ outline, here, problems, writable, text, onGo, onAdd }: Props): ReactNode {
  const words = useWords();
  const { t } = words;
  const [adding, setAdding] = useState(false);
  const add = (section: NewSection): void => { const next = addSection(text, section); onAdd(next.text, next.line); };
  const wrong = (section: Section): boolean => problems.some((problem) => isError(problem) && problem.line >= section.line && problem.line <= section.end);
  return (
    <div className="sections" role="group" aria-label={t('studio.sections')}>
      {outline.frontEnd > 0 ? <button type="button" className="section" aria-pressed={here === null} onClick={() => onGo(2)}>{t('studio.front')}{problems.some((one) => isError(one) && one.line <= outline.frontEnd) ? <i className="dot"><span className="sr">{t('studio.hasErrors')}</span></i> : null}</button> : null}
      {outline.sections.map((section) => (
        <button key={section.line} type="button" className="section" aria-pressed={section.line === here?.line} onClick={() => onGo(section.line + 1)}>
          {sectionName(words, section)}{section.weight !== null ? <small> {section.weight}</small> : null}{wrong(section) ? <i className="dot"><span className="sr">{t('studio.hasErrors')}</span></i> : null}
        </button>
      ))}
      {missing(outline).map((locale) => (
        <button key={locale} type="button" className="section lacking" disabled={!writable} onClick={() => add({ locale })}>{t('studio.lacking', { locale: words.named('locale', locale) })}<i className="dot" /></button>
      ))}
      {writable ? <Button small look="ghost" icon="plus" onClick={() => setAdding(true)}>{t('studio.addSection')}</Button> : null}
      {adding ? <AddSection locales={outline.locales} onClose={() => setAdding(false)} onAdd={(section) => { setAdding(false); add(section); }} /> : null}
    </div>
  );
}

function AddSection({ locales, onClose, onAdd }: { locales: string[]; onClose: () => void; onAdd: (section: NewSection) => void }): ReactNode {
  const words = useWords();
  const { t } = words;
  const [section, setSection] = useState<NewSection>({ locale: locales[0] ?? 'zh-CN' });
  const set = (name: keyof NewSection) => (event: { target: { value: string } }): void => setSection((old) => ({ ...old, [name]: event.target.value }));
  return (
    <Dialog title={t('studio.addSection')} onClose={onClose} acts={<><Button onClick={onClose}>{t('cancel')}</Button><Button look="main" onClick={() => onAdd(section)}>{t('studio.addSection')}</Button></>}>
      <div className="stack">
        <p className="soft">{t('studio.addSection.hint')}</p>
        <Select label={t('studio.locale')} value={section.locale} onChange={set('locale')}>{[...new Set([...locales, 'zh-CN', 'en'])].map((one) => <option key={one} value={one}>{words.named('locale', one)}</option>)}</Select>
        <Select label={t('studio.channel')} value={section.channel ?? ''} onChange={set('channel')}><option value="">{t('studio.anyChannel')}</option><option value="group">{t('channel.group')}</option><option value="dm">{t('channel.dm')}</option></Select>
        <Input label={t('studio.persona')} hint={t('studio.persona.hint')} value={section.persona ?? ''} onChange={set('persona')} />
        <div className="fields">
          <Input label={t('studio.sectionId')} hint={t('studio.sectionId.hint')} value={section.id ?? ''} onChange={set('id')} />
          <Input label={t('studio.weight')} hint={t('studio.weight.hint')} inputMode="numeric" value={section.weight ?? ''} onChange={set('weight')} />
        </div>
      </div>
    </Dialog>
  );
}
