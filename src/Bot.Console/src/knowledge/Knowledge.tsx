import type { ReactNode } from 'react';
import { usePlace } from '../app/place.tsx';
import { Page, Tabs } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { Ask } from './Ask.tsx';
import { Speak } from './Speak.tsx';
import { Unanswered } from './Unanswered.tsx';

/** What members ask: what had no answer, what would be answered and why, and when the assistant may speak unasked. */
export function Knowledge(): ReactNode {
  const { t } = useWords();
  const { path } = usePlace();
  return (
    <Page title={t('nav.knowledge')} lead={t('knowledge.lead')}>
      <Tabs label={t('nav.knowledge')} items={[
        { to: '/knowledge', text: t('knowledge.unanswered') }, { to: '/knowledge/ask', text: t('knowledge.ask') },
        { to: '/knowledge/speak', text: t('knowledge.speak') }, { to: '/dialogs/edit?path=templates%2Fsynonyms.yaml', text: t('knowledge.synonyms') },
      ]} />
      {path === '/knowledge/ask' ? <Ask /> : path === '/knowledge/speak' ? <Speak /> : <Unanswered />}
    </Page>
  );
}
