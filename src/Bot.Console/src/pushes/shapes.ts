export interface Key { channel: string; id: string }
export type Segment = { is: string; of?: Segment[] | Segment; name?: string; tag?: string; channel?: string; id?: string; values?: string[]; days?: number };
export type CampaignState = 'draft' | 'submitted' | 'scheduled' | 'running' | 'paused' | 'done' | 'killed';

export interface Campaign {
  id: string; name: string; version: number; state: CampaignState; segment?: Segment | null; groups?: Key[] | null;
  kind?: string | null; category?: string | null; window?: string | null; frequency?: string | null; template?: string | null;
  schedule?: { at: string; zone: string; everyDays?: number; until?: string | null } | null; channel?: string | null; relevance?: string | null;
  nextRun?: string | null; run?: { number: number; startedAt: string; planned: number } | null; acts?: { by: string; what: string; at: string; note?: string | null }[] | null;
}

export interface Sentence { zh: string; en: string }
export interface PushItem {
  id: string; state: string; class: string; member?: Key | null; group?: Key | null; campaign?: string | null; content?: { template?: string | null; text?: string | null } | null;
  createdAt: string; expires?: string | null; due?: string | null; changedAt: string; verdict?: { rule?: string | null; until?: string | null; decision?: string } | null; why: Sentence[]; note?: string | null;
}

export const stateTone = (state: string): 'good' | 'main' | 'warm' | 'bad' | 'quiet' =>
  ({ scheduled: 'main', running: 'good', submitted: 'warm', paused: 'warm', killed: 'bad' } as const)[state as 'scheduled'] ?? 'quiet';

/** The plain forms of a segment that the form can write; what it cannot stays as it was written. */
export interface SegmentRow { is: string; value: string }
export const segmentKinds = ['everyone', 'tag', 'segment', 'channel', 'active_within', 'inactive_for', 'attribute', 'group'] as const;

const rowOf = (one: Segment): SegmentRow | null => {
  switch (one.is) {
    case 'everyone': return { is: one.is, value: '' };
    case 'tag': return { is: one.is, value: one.tag ?? '' };
    case 'segment': case 'channel': return { is: one.is, value: one.name ?? '' };
    case 'active_within': case 'inactive_for': return { is: one.is, value: String(one.days ?? '') };
    case 'attribute': return { is: one.is, value: `${one.name ?? ''}=${(one.values ?? []).join('、')}` };
    case 'group': return { is: one.is, value: `${one.channel ?? ''}/${one.id ?? ''}` };
    default: return null;
  }
};

/** Rows of a segment, all of which must hold; null when it is more than rows can say. */
export function rowsOf(segment: Segment | null | undefined): SegmentRow[] | null {
  if (!segment) return [];
  const parts = segment.is === 'all' && Array.isArray(segment.of) ? segment.of : [segment];
  const rows = parts.map(rowOf);
  return rows.every((row) => row !== null) ? rows : null;
}

/** The segment of rows; null without any. */
export function segmentOf(rows: readonly SegmentRow[]): Segment | null {
  const parts = rows.map(({ is, value }): Segment => {
    const text = value.trim();
    switch (is) {
      case 'tag': return { is, tag: text };
      case 'segment': case 'channel': return { is, name: text };
      case 'active_within': case 'inactive_for': return { is, days: Number(text) || 0 };
      case 'attribute': { const at = text.indexOf('='); return { is, name: at < 0 ? text : text.slice(0, at).trim(), values: at < 0 ? [] : text.slice(at + 1).split(/[、,，]/).map((one) => one.trim()).filter(Boolean) }; }
      case 'group': { const at = text.indexOf('/'); return { is, channel: text.slice(0, Math.max(0, at)), id: text.slice(at + 1) }; }
      default: return { is };
    }
  });
  return parts.length === 0 ? null : parts.length === 1 ? parts[0] ?? null : { is: 'all', of: parts };
}
