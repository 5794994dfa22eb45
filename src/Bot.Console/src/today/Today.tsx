import type { ReactNode } from 'react';
import { useLoad } from '../api/load.ts';
import { Link } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Icon } from '../parts/Icon.tsx';
import type { IconName } from '../parts/Icon.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Box, Page } from '../parts/Page.tsx';
import { useWords } from '../words/use.ts';
import type { Key } from '../words/words.ts';
import { Chart } from '../dash/Chart.tsx';
import { Definition, Figures } from '../dash/Figures.tsx';
import type { Dashboard } from '../dash/shapes.ts';

/** What the overview's counts say needs a look, beyond what this page asks for itself. */
const needs: Record<string, { icon: IconName; word: Key }> = { autopaused: { icon: 'pushes', word: 'today.autopaused' }, failed: { icon: 'warn', word: 'today.failed' }, exits: { icon: 'people', word: 'today.exits' } };

interface Items { items: unknown[]; total?: number }

function Todo({ to, icon, word, n }: { to: string; icon: IconName; word: Key; n: number }): ReactNode {
  const { t } = useWords();
  return n === 0 ? null : <li><Link to={to}><Icon of={icon} /><span>{t(word, { n })}</span><Icon of="right" /></Link></li>;
}

/** What an operator sees first: what needs them, then how the day goes. */
export function Today(): ReactNode {
  const { t, either, named } = useWords();
  const { may } = useSession();
  const minute = 60_000;
  const handoffs = useLoad<Items>(may('serve') ? '/handoffs' : null, minute / 4);
  const unanswered = useLoad<Items>('/unanswered?limit=100', minute);
  const review = useLoad<Items>('/content?state=review&limit=100', minute);
  const campaigns = useLoad<{ items: { state: string }[] }>('/campaigns', minute);
  const dead = useLoad<unknown[]>('/outbox/dead', minute);
  const dash = useLoad<Dashboard>('/dash/today', minute);
  const size = (of: Items | null): number => of?.total ?? of?.items?.length ?? 0;
  const counts = {
    handoffs: size(handoffs.data), unanswered: size(unanswered.data), review: size(review.data),
    campaigns: campaigns.data?.items?.filter((one) => one.state === 'submitted').length ?? 0, dead: Array.isArray(dead.data) ? dead.data.length : 0,
  };
  const asking = [handoffs, unanswered, review, campaigns, dead].some((load) => load.busy && !load.data);
  const todo = dash.data?.todo ?? [];
  const nothing = todo.length === 0 && Object.values(counts).every((n) => n === 0);
  return (
    <Page title={t('today.title')}>
      {dash.data ? <Figures of={dash.data} /> : dash.error?.missing ? <p className="notice">{t('notHere.text', { route: '/api/v1/dash/today' })}</p> : null}
      <div className="columns">
        <Box title={t('today.todo')}>
          {asking ? <p className="waiting" role="status"><span className="spin" aria-hidden="true" />{t('loading')}</p> : nothing ? <p className="calm">{t('today.clear')}</p> : (
            <ul className="todo">
              <Todo to="/inbox" icon="inbox" word="today.handoffs" n={counts.handoffs} />
              <Todo to="/knowledge" icon="knowledge" word="today.unanswered" n={counts.unanswered} />
              <Todo to="/studio?state=review" icon="studio" word="today.review" n={counts.review} />
              <Todo to="/pushes?state=submitted" icon="pushes" word="today.campaigns" n={counts.campaigns} />
              <Todo to="/pushes/queue" icon="warn" word="today.dead" n={counts.dead} />
              {todo.map((one) => { const how = needs[one.id]; return how ? <Todo key={one.id} to={one.list} icon={how.icon} word={how.word} n={one.n} /> : null; })}
            </ul>
          )}
        </Box>
        {dash.data?.series?.slice(0, 1).map((one) => <Box key={one.id} title={either(one.name) || named('series', one.id)}><Chart of={one} /><Definition of={one.definition} /></Box>)}
        <Box title={t('today.system')}><System /></Box>
        <Box title={t('today.start')}>
          <ol className="start">
            <li><Link to="/studio">{t('today.start1')}</Link></li>
            <li><Link to="/knowledge">{t('today.start2')}</Link></li>
            <li><Link to="/pushes/new">{t('today.start3')}</Link></li>
          </ol>
        </Box>
      </div>
    </Page>
  );
}

interface State { revision: string; templates: number; dialogs: number; warnings: unknown[]; rejected: { file: string; line: number; zh: string; en: string }[] }

function System(): ReactNode {
  const { t, either } = useWords();
  const state = useLoad<State>('/content/state', 30_000);
  return (
    <Loaded of={state} route="/api/v1/content/state">
      {(data) => (
        <>
          {data.rejected.length > 0 ? <><p className="refusal">{t('today.rejected', { n: data.rejected.length })}</p><ul className="wrong">{data.rejected.slice(0, 5).map((one, i) => <li key={i}><code>{one.file}:{one.line}</code> {either(one)}</li>)}</ul></> : null}
          <dl className="facts">
            <div><dt>{t('today.revision')}</dt><dd className="mono">{data.revision}</dd></div>
            <div><dt>{t('today.templates')}</dt><dd>{data.templates}</dd></div>
            <div><dt>{t('today.dialogs')}</dt><dd>{data.dialogs}</dd></div>
            <div><dt>{t('studio.warning')}</dt><dd>{data.warnings.length}</dd></div>
          </dl>
        </>
      )}
    </Loaded>
  );
}
