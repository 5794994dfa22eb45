import type { ReactNode } from 'react';
import { usePlace } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Empty } from '../parts/Loaded.tsx';
import { Page, Tabs } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import { Accounts } from './Accounts.tsx';
import { AuditTrail } from './AuditTrail.tsx';
import { Keys } from './Keys.tsx';

/** Accounts, keys and the audit trail. */
export function Admin(): ReactNode {
  const { t } = useWords();
  const { path } = usePlace();
  const { may } = useSession();
  if (!may('admin')) return <Page title={t('nav.admin')}><Empty title={t('failed')}>{t('forbidden')}</Empty></Page>;
  return (
    <Page title={t('nav.admin')}>
      <Tabs label={t('nav.admin')} items={[{ to: '/admin', text: t('admin.accounts') }, { to: '/admin/keys', text: t('admin.keys') }, { to: '/admin/audit', text: t('admin.audit') }]} />
      {path === '/admin/keys' ? <Keys /> : path === '/admin/audit' ? <AuditTrail /> : <Accounts />}
    </Page>
  );
}
