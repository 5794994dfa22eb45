import type { ReactNode } from 'react';
import { usePlace } from '../app/place.tsx';
import { Page, Tabs } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { Card } from './Card.tsx';
import { PeopleList } from './PeopleList.tsx';
import { Record } from './Record.tsx';

/** Who the members are, and everything that was said. */
export function People(): ReactNode {
  const { t } = useWords();
  const { path, query } = usePlace();
  if (path === '/people/card') return <Card key={query.toString()} channel={query.get('channel') ?? ''} id={query.get('id') ?? ''} />;
  return (
    <Page title={t('nav.people')} lead={t('people.lead')}>
      <Tabs label={t('nav.people')} items={[{ to: '/people', text: t('people.members') }, { to: '/people/record', text: t('people.record') }]} />
      {path === '/people/record' ? <Record /> : <PeopleList />}
    </Page>
  );
}
