import { useState } from 'react';
import type { ReactNode } from 'react';
import { post } from '../api/client.ts';
import { useAct } from '../api/load.ts';
import { Link } from '../app/place.tsx';
import { Button } from '../parts/Button.tsx';
import { Refusal } from '../parts/Loaded.tsx';
import { useWords } from '../words/use.ts';
import { segmentKinds, segmentOf } from './shapes.ts';
import type { Key, SegmentRow } from './shapes.ts';

interface Preview { count: number; sample: (Key & { nick?: string | null })[] }

/** Whom it is for: conditions that must all hold, and a look at who that is. */
export function AudienceField({ rows, onChange }: { rows: SegmentRow[]; onChange: (rows: SegmentRow[]) => void }): ReactNode {
  const { t, number } = useWords();
  const act = useAct();
  const [preview, setPreview] = useState<Preview | null>(null);
  const set = (at: number, row: SegmentRow): void => { setPreview(null); onChange(rows.map((one, i) => (i === at ? row : one))); };
  const look = async (): Promise<void> => { const found = await act.run(() => post<Preview>('/campaigns/preview', segmentOf(rows))); if (found) setPreview(found); };
  return (
    <fieldset className="audience">
      <legend>{t('plan.audience')}</legend>
      {rows.map((row, i) => (
        <div key={i} className="row condition">
          <select aria-label={t('plan.condition', { n: i + 1 })} value={row.is} onChange={(event) => set(i, { is: event.target.value, value: '' })}>{segmentKinds.map((one) => <option key={one} value={one}>{t(`segment.${one}`)}</option>)}</select>
          {row.is === 'everyone' ? null : <input aria-label={t('plan.conditionValue', { n: i + 1 })} placeholder={t(`segment.${row.is as 'tag'}.example`)} value={row.value} onChange={(event) => set(i, { ...row, value: event.target.value })} />}
          <Button small look="ghost" icon="bin" only={t('plan.removeCondition')} onClick={() => { setPreview(null); onChange(rows.filter((_, n) => n !== i)); }} />
        </div>
      ))}
      <div className="row">
        <Button small icon="plus" onClick={() => onChange([...rows, { is: rows.length === 0 ? 'tag' : 'active_within', value: '' }])}>{t('plan.addCondition')}</Button>
        <Button small busy={act.busy} disabled={rows.length === 0} onClick={() => void look()}>{t('plan.preview')}</Button>
      </div>
      <Refusal error={act.error} />
      {preview ? (
        <div role="status">
          <p className="blast">{t('plan.reaches', { n: number(preview.count) })}</p>
          {preview.sample.length > 0 ? <details><summary>{t('plan.some')}</summary><ul className="lines">{preview.sample.map((one) => <li key={`${one.channel}|${one.id}`}><Link to={`/people/card?channel=${encodeURIComponent(one.channel)}&id=${encodeURIComponent(one.id)}`}>{one.nick ?? one.id}</Link> <span className="soft">{one.channel}</span></li>)}</ul></details> : null}
        </div>
      ) : null}
    </fieldset>
  );
}
