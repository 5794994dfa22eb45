import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { put } from '../api/client.ts';
import { useAct, useLoad } from '../api/load.ts';
import { go } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Input, Select } from '../parts/Field.tsx';
import { Loaded, Refusal } from '../parts/Loaded.tsx';
import { Box, Page } from '../parts/Page.tsx';
import { useToast } from '../parts/Toasts.tsx';
import { useWords } from '../words/use.ts';
import { AudienceField } from './AudienceField.tsx';
import { rowsOf, segmentOf } from './shapes.ts';
import type { Campaign, SegmentRow } from './shapes.ts';

type Fields = Record<'id' | 'name' | 'kind' | 'category' | 'from' | 'until' | 'times' | 'days' | 'template' | 'at' | 'every' | 'relevance' | 'channel', string>;

const fresh = (): Fields => ({ id: `plan-${Date.now().toString(36)}`, name: '', kind: 'value', category: '', from: '09:00', until: '21:00', times: '1', days: '7', template: '', at: '', every: '0', relevance: '', channel: '' });

function read(of: Campaign): Fields {
  const [from = '09:00', until = '21:00'] = of.window?.split('-') ?? [];
  const [times = '1', span = '7d'] = of.frequency?.split('/') ?? [];
  const days = /^(\d+)d$/.exec(span)?.[1] ?? (/^(\d+)h$/.exec(span)?.[1] ? String(Number(/^(\d+)h$/.exec(span)?.[1]) / 24) : '7');
  return { id: of.id, name: of.name, kind: of.kind ?? 'value', category: of.category ?? '', from, until, times, days, template: of.template ?? '', at: of.schedule?.at.slice(0, 16) ?? '', every: String(of.schedule?.everyDays ?? 0), relevance: of.relevance ?? '', channel: of.channel ?? '' };
}

/** Writes a plan: whom, what, which category, which hours, how often; then the words and the time. */
export function CampaignForm({ id }: { id: string | null }): ReactNode {
  const { t } = useWords();
  const toast = useToast();
  const before = useLoad<Campaign>(id ? `/campaigns/${encodeURIComponent(id)}` : null);
  const templates = useLoad<{ items: { key: string; title?: string }[] }>('/content?limit=1000');
  const [fields, setFields] = useState<Fields>(fresh);
  const [rows, setRows] = useState<SegmentRow[] | null>([{ is: 'tag', value: '' }]);
  const act = useAct();
  useEffect(() => { if (before.data) { setFields(read(before.data)); setRows(rowsOf(before.data.segment)); } }, [before.data]);
  const set = (name: keyof Fields) => (event: { target: { value: string } }): void => setFields((old) => ({ ...old, [name]: event.target.value }));
  const save = async (): Promise<void> => {
    const saved = await act.run(() => put<Campaign>('/campaigns', {
      id: fields.id, name: fields.name || fields.id, segment: rows ? segmentOf(rows) : before.data?.segment, groups: before.data?.groups ?? [], kind: fields.kind, category: fields.category || null,
      window: `${fields.from}-${fields.until}`, frequency: `${fields.times}/${fields.days}d`, template: fields.template || null, relevance: fields.relevance || null, channel: fields.channel || null,
      schedule: fields.at ? { at: fields.at, zone: before.data?.schedule?.zone ?? 'Asia/Shanghai', everyDays: Number(fields.every) || 0 } : null, version: before.data?.version ?? null,
    }));
    if (saved) { toast(t('plan.saved')); go(`/pushes/plan?id=${encodeURIComponent(saved.id)}`); }
  };
  const form = (
    <form className="stack plan-form" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Refusal error={act.error} />
      <Box><div className="stack">
        <Input label={t('plan.name')} hint={t('plan.name.hint')} required value={fields.name} onChange={set('name')} />
        {rows ? <AudienceField rows={rows} onChange={setRows} /> : <p className="notice">{t('plan.complex')}</p>}
        <Input label={t('plan.relevance')} hint={t('plan.relevance.hint')} value={fields.relevance} onChange={set('relevance')} />
      </div></Box>
      <Box><div className="fields">
        <Select label={t('plan.kind')} hint={t('plan.kind.hint')} value={fields.kind} onChange={set('kind')}>{(['value', 'promo', 'service'] as const).map((one) => <option key={one} value={one}>{t(`kind.${one}`)}</option>)}</Select>
        <Input label={t('plan.category')} hint={t('plan.category.hint')} required value={fields.category} onChange={set('category')} />
        <Input label={t('plan.template')} hint={t('plan.template.hint')} list="plan-templates" required value={fields.template} onChange={set('template')} />
        <datalist id="plan-templates">{(templates.data?.items ?? []).map((one) => <option key={one.key} value={one.key}>{one.title}</option>)}</datalist>
      </div></Box>
      <Box><div className="fields">
        <Input label={t('plan.from')} type="time" required value={fields.from} onChange={set('from')} />
        <Input label={t('plan.until')} type="time" required value={fields.until} onChange={set('until')} />
        <Input label={t('plan.times')} hint={t('plan.times.hint')} type="number" min={1} max={50} required value={fields.times} onChange={set('times')} />
        <Input label={t('plan.days')} type="number" min={1} max={365} required value={fields.days} onChange={set('days')} />
        <Input label={t('plan.at')} hint={t('plan.at.hint')} type="datetime-local" required value={fields.at} onChange={set('at')} />
        <Select label={t('plan.every')} value={fields.every} onChange={set('every')}>{['0', '1', '7', '14', '30'].concat(['0', '1', '7', '14', '30'].includes(fields.every) ? [] : [fields.every]).map((one) => <option key={one} value={one}>{one === '0' ? t('plan.once') : t('plan.everyDays', { n: one })}</option>)}</Select>
      </div></Box>
      <p className="row"><Button look="main" type="submit" busy={act.busy} disabled={fields.name.trim() === ''}>{t('plan.save')}</Button><span className="soft">{t('plan.save.hint')}</span></p>
    </form>
  );
  return (
    <Page title={t(id ? 'plan.edit' : 'pushes.new')} lead={t('plan.lead')} back={{ to: '/pushes', text: t('nav.pushes') }}>
      {id ? <Loaded of={before} route="/api/v1/campaigns">{() => form}</Loaded> : form}
    </Page>
  );
}
