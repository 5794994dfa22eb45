import type { ReactNode } from 'react';
import { Link, usePlace } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Page, Tabs } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { Calendar } from './Calendar.tsx';
import { CampaignForm } from './CampaignForm.tsx';
import { CampaignList } from './CampaignList.tsx';
import { CampaignPage } from './CampaignPage.tsx';
import { Queue } from './Queue.tsx';
import { WhyNot } from './WhyNot.tsx';

/** Pushes: plans, calendar, what is held and why, and the rules. */
export function Pushes(): ReactNode {
  const { t } = useWords();
  const { path, query } = usePlace();
  const { may } = useSession();
  const id = query.get('id') ?? '';
  const back = { to: '/pushes', text: t('nav.pushes') };
  if (path === '/pushes/new' || path === '/pushes/edit') return <CampaignForm key={id} id={path === '/pushes/edit' ? id : null} />;
  if (path === '/pushes/plan') return <CampaignPage key={id} id={id} />;
  return (
    <Page title={t('nav.pushes')} lead={t('pushes.lead')} back={path === '/pushes' ? undefined : back} acts={may('edit') ? <Link className="button main" to="/pushes/new">{t('pushes.new')}</Link> : null}>
      <Tabs label={t('nav.pushes')} items={[
        { to: '/pushes', text: t('pushes.plans') }, { to: '/pushes/calendar', text: t('pushes.calendar') }, { to: '/pushes/queue', text: t('pushes.queue') },
        { to: '/pushes/why', text: t('pushes.why') }, { to: '/dialogs/edit?path=dialogs%2Fthrottle.yaml', text: t('pushes.policy') },
      ]} />
      {path === '/pushes/calendar' ? <Calendar /> : path === '/pushes/queue' ? <Queue /> : path === '/pushes/why' ? <WhyNot /> : <CampaignList />}
    </Page>
  );
}
