import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { address, drop, put, query } from '../api/client.ts';
import { useNames } from '../api/names.ts';
import { useAct, useLoad } from '../api/load.ts';
import { go } from '../app/place.tsx';
import { useSession } from '../app/session.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Input } from '../parts/Field.tsx';
import { Empty, Loaded, Refusal } from '../parts/Loaded.tsx';
import { Box, Page, Tag } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import type { PushItem } from '../pushes/shapes.ts';
import { FactList } from './FactList.tsx';
import { ConsentTag } from './PeopleList.tsx';
import type { Fact, Key, Profile } from './shapes.ts';

/** All that is known of a member, with source and time; export and erase. */
export function Card({ channel, id }: { channel: string; id: string }): ReactNode {
  const { t, time, named } = useWords();
  const { may } = useSession();
  const names = useNames();
  const key = query({ channel, id });
  const profile = useLoad<Profile>('/members' + key);
  const card = useLoad<{ identities?: Key[] }>('/people/card' + key);
  const facts = useLoad<{ items: Fact[] }>('/interactions' + query({ channel, member: id, limit: 10_000 }));
  const pushes = useLoad<{ items: PushItem[] }>('/pushes' + query({ channel, member: id, limit: 50 }));
  const [erasing, setErasing] = useState(false);
  const newest = useMemo(() => [...(facts.data?.items ?? [])].reverse(), [facts.data]);
  return (
    <Page title={profile.data?.nick || id} lead={<span className="mono">{channel} / {id}</span>} back={{ to: '/people', text: t('nav.people') }}
      acts={may('admin') ? <><a className="button" href={address('/members/export' + key)} download={`${id}.json`}>{t('card.export')}</a><Button look="danger" onClick={() => setErasing(true)}>{t('card.erase')}</Button></> : null}>
      <Loaded of={profile} route="/api/v1/members">
        {(data) => (
          <div className="columns">
            <Box title={t('card.facts')}>
              <dl className="facts">
                <div><dt>{t('people.consent')}</dt><dd><ConsentTag of={data.consent} />{data.consent?.changedAt ? <span className="soft"> {time(data.consent.changedAt)}</span> : null}</dd></div>
                <div><dt>{t('card.firstSeen')}</dt><dd>{data.firstSeen ? time(data.firstSeen) : '—'}</dd></div>
                <div><dt>{t('card.zone')}</dt><dd>{data.zone ?? '—'}</dd></div>
                <div><dt>{t('card.person')}</dt><dd>{card.data?.identities?.map((one) => `${one.channel} / ${one.id}`).join('；') ?? data.person ?? '—'}</dd></div>
                <div><dt>{t('card.where')}</dt><dd>{data.conversations?.map(names.conversation).join('、') || '—'}</dd></div>
              </dl>
              <Tags channel={channel} id={id} tags={data.tags ?? []} writable={may('serve')} onChange={profile.reload} />
            </Box>
            <Box title={t('card.stated')}>
              {Object.keys(data.attributes ?? {}).length === 0 ? <p className="calm">{t('card.stated.none')}</p> : (
                <table className="table cards"><thead><tr><th scope="col">{t('card.attribute')}</th><th scope="col">{t('card.value')}</th><th scope="col">{t('card.source')}</th></tr></thead>
                  <tbody>{Object.entries(data.attributes ?? {}).map(([name, one]) => <tr key={name}><td>{named('attribute', name)}</td><td data-name={t('card.value')}>{name === 'satisfaction' ? named('rated', one.value) : one.value}</td><td data-name={t('card.source')} className="soft">{one.source ? t(`source.${one.source as 'Stated'}`) : '—'}{one.at ? ` · ${time(one.at)}` : ''}</td></tr>)}</tbody></table>
              )}
            </Box>
            <Verdicts pushes={pushes} />
          </div>
        )}
      </Loaded>
      <Box title={t('people.record')}>
        <Loaded of={facts} route="/api/v1/interactions">{() => newest.length === 0 ? <Empty title={t('record.none')}>{t('record.none.text')}</Empty> : <FactList facts={newest} label={t('people.record')} />}</Loaded>
      </Box>
      {erasing ? <Erase channel={channel} id={id} onClose={() => setErasing(false)} /> : null}
    </Page>
  );
}

function Verdicts({ pushes }: { pushes: ReturnType<typeof useLoad<{ items: PushItem[] }>> }): ReactNode {
  const { t, time, named, either } = useWords();
  return (
    <Box title={t('card.pushes')}>
      <Loaded of={pushes} route="/api/v1/pushes">
        {(data) => data.items.length === 0 ? <p className="calm">{t('card.pushes.none')}</p> : <ul className="lines tall" tabIndex={0}>{data.items.map((one) => <li key={one.id}><Tag tone={one.state === 'Sent' ? 'good' : 'warm'}>{named('push', one.state)}</Tag> {named('class', one.class)} <span className="soft">{time(one.changedAt)}</span>{one.why.length > 0 ? <ul className="because">{one.why.map((words, i) => <li key={i}>{either(words)}</li>)}</ul> : null}</li>)}</ul>}
      </Loaded>
    </Box>
  );
}

function Tags({ channel, id, tags, writable, onChange }: { channel: string; id: string; tags: string[]; writable: boolean; onChange: () => void }): ReactNode {
  const { t } = useWords();
  const toast = useToast();
  const act = useAct();
  const [text, setText] = useState('');
  const change = async (edit: { add?: string[]; remove?: string[] }): Promise<void> => {
    const done = await act.run(async () => { await put('/members/tags', { channel, id, ...edit }); return true; });
    if (!done) return;
    onChange();
    setText('');
    const gone = edit.remove?.[0];
    if (gone) toast(t('card.tagGone', { tag: gone }), { undo: () => void put('/members/tags', { channel, id, add: [gone] }).then(onChange) });
  };
  return (
    <div className="stack after">
      <Refusal error={act.error} />
      <p className="tags" aria-label={t('people.tags')} role="group">{tags.map((tag) => <span key={tag} className="tag">{tag}{writable ? <button type="button" className="untag" aria-label={t('card.removeTag', { tag })} onClick={() => void change({ remove: [tag] })}>×</button> : null}</span>)}</p>
      {writable ? <form className="bar" onSubmit={(event) => { event.preventDefault(); if (text.trim()) void change({ add: [text.trim()] }); }}><Input label={t('card.addTag')} value={text} maxLength={60} onChange={(event) => setText(event.target.value)} /><Button type="submit" className="low" busy={act.busy} disabled={!text.trim()}>{t('card.add')}</Button></form> : null}
    </div>
  );
}

function Erase({ channel, id, onClose }: { channel: string; id: string; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const toast = useToast();
  const act = useAct();
  const [typed, setTyped] = useState('');
  const erase = async (): Promise<void> => {
    const done = await act.run(async () => { await drop('/members' + query({ channel, id })); return true; });
    if (done) { toast(t('card.erased')); go('/people'); }
  };
  return (
    <Dialog title={t('card.erase')} onClose={onClose} acts={<><Button onClick={onClose}>{t('cancel')}</Button><Button look="danger" busy={act.busy} disabled={typed !== id} onClick={() => void erase()}>{t('card.erase')}</Button></>}>
      <div className="stack"><Refusal error={act.error} /><p>{t('card.erase.ask')}</p><Input label={t('card.erase.type', { id })} value={typed} onChange={(event) => setTyped(event.target.value)} /></div>
    </Dialog>
  );
}
