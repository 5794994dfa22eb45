import { useState } from 'react';
import type { ReactNode } from 'react';
import { Check, Select } from '../parts/Field.tsx';
import { Empty, NotHere } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { sectionName } from './SectionBar.tsx';
import type { Section } from './sections.ts';
import type { Part, Variant } from './shapes.ts';

const safeLink = (url: string | null | undefined): string | null => (url && /^https?:\/\//i.test(url) ? url : null);

function Shown({ part }: { part: Part }): ReactNode {
  const link = safeLink(part.url);
  if (part.kind === 'text' || (part.text && !part.title && !part.url && !part.image)) return <p className="bubble">{part.text}</p>;
  return (
    <div className="bubble card">
      {part.title ? <b>{part.title}</b> : null}{part.subtitle ? <span>{part.subtitle}</span> : null}{part.text ? <span>{part.text}</span> : null}
      {link ? <span className="card-link">{link}</span> : null}
      {part.buttons?.map((button, i) => <span key={i} className="card-button">{button.title}</span>)}
    </div>
  );
}

const partsOf = (variant: Variant): Part[] => variant.parts ?? [...(variant.text ? [{ kind: 'text', text: variant.text }] : []), ...(variant.cards ?? []).map((card) => ({ ...card, kind: 'card' }))];

interface Props { variants: Variant[] | null; missing: boolean; busy: boolean; here: Section | null; onGo: (line: number) => void }

/** Every wording against every sample, as it would stand on a phone, with its length against the limit. */
export function PreviewPane({ variants, missing, busy, here, onGo }: Props): ReactNode {
  const words = useWords();
  const { t, either } = words;
  const [sample, setSample] = useState('');
  const [only, setOnly] = useState(() => matchMedia('(max-width: 1099px)').matches);
  const samples = [...new Set((variants ?? []).map((one) => one.sample).filter(Boolean))];
  const shown = (variants ?? []).filter((one) => (!sample || one.sample === sample || one.sample === '') && (!only || !here || (one.line !== undefined ? one.line === here.line : one.language === here.locale && one.section === (here.id ?? here.locale))));
  return (
    <section className="preview" aria-label={t('studio.preview')} aria-busy={busy}>
      <header>
        <h2>{t('studio.preview')}</h2>
        {samples.length > 1 ? <Select label={t('studio.sample')} value={sample} onChange={(event) => setSample(event.target.value)}><option value="">{t('studio.allSamples')}</option>{samples.map((one) => <option key={one}>{one}</option>)}</Select> : null}
        <Check label={t('studio.onlyHere')} checked={only} onChange={setOnly} />
      </header>
      {missing ? <NotHere route="/api/v1/content/preview" /> : variants !== null && variants.length === 0 ? <Empty title={t('studio.previewEmpty')}>{t('studio.previewEmpty.text')}</Empty> : null}
      <div className="phones" tabIndex={0} role="region" aria-label={t('studio.phones')}>
        {shown.map((variant, i) => {
          const over = variant.over ?? variant.isOver ?? variant.count > variant.limit;
          const problem = variant.problem;
          return (
            <article key={`${variant.line ?? variant.section} ${variant.sample} ${i}`} className="phone">
              <header>
                <button type="button" className="link" onClick={() => { if (variant.line) onGo(variant.line + 1); }}>{sectionName(words, { channel: variant.channel ?? null, persona: variant.persona ?? null, locale: variant.language, id: variant.section })}</button>
                <span className="soft">{variant.sample}</span>
              </header>
              {problem ? <p className="phone-problem">{typeof problem === 'string' ? problem : either(problem)}</p> : partsOf(variant).map((part, n) => <Shown key={n} part={part} />)}
              {problem ? null : <p className={over ? 'length over' : 'length'}>{t(over ? 'studio.over' : 'studio.length', { count: variant.count, limit: variant.limit })}</p>}
            </article>
          );
        })}
      </div>
    </section>
  );
}
