import { ApiError, get, post, query } from '../api/client.ts';

export interface Key { channel: string; id: string }
export interface Waiting {
  conversation: Key; name?: string | null; isGroup?: boolean; summary?: string | null; waitingSince?: string | null; slaUntil?: string | null; takenBy?: string | null;
  handOff?: { status?: string; to?: string; reason?: string; member?: string; since?: string } | null; last?: { text: string; at: string } | null;
}
export interface Message { id: string; at: string; who: 'member' | 'assistant' | 'operator'; name?: string | null; text: string }
export interface Talk { conversation: Key; name?: string | null; isGroup?: boolean; summary?: string | null; member?: Key | null; profile?: Stated | null; messages: Message[]; suggestions?: { text: string; key?: string | null; title?: string | null }[] | null; takenBy?: string | null; slaUntil?: string | null }
export interface Stated { nick?: string | null; attributes?: Record<string, { value: string; source?: string; at?: string }> | null; tags?: string[] | null; segments?: string[] | null }

interface Fact { id: string; at: string; kind: string; text?: string | null; member: Key }

/** A conversation as the inbox gives it; where that route is not there, put together from the record and the profile. */
export async function readTalk(of: Key, member: string | undefined, signal: AbortSignal): Promise<Talk> {
  try {
    if (!old) return await get<Talk>('/inbox/conversation' + query({ channel: of.channel, id: of.id }), signal);
  } catch (error) {
    if (!(error instanceof ApiError) || !error.missing) throw error;
  }
  const from = new Date(Date.now() - 72 * 3_600_000).toISOString();
  const [record, profile] = await Promise.all([
    get<{ items: Fact[] }>('/interactions' + query({ channel: of.channel, conversation: of.id, from, limit: 10_000 }), signal),
    member ? get<Stated>('/members' + query({ channel: of.channel, id: member }), signal).catch(() => null) : null,
  ]);
  const said: Record<string, Message['who']> = { Said: 'member', Replied: 'assistant', OperatorSaid: 'operator' };
  return {
    conversation: of, member: member ? { channel: of.channel, id: member } : null, profile,
    messages: record.items.flatMap((fact) => { const who = said[fact.kind]; return who && fact.text ? [{ id: fact.id, at: fact.at, who, text: fact.text, name: who === 'member' ? fact.member.id : null }] : []; }).slice(-60),
  };
}

/** Takes, answers or releases a conversation by whichever route there is. */
export async function act(what: 'take' | 'say' | 'release', of: Key, more: Record<string, unknown> = {}): Promise<void> {
  try {
    await post(`/inbox/${what}`, { channel: of.channel, id: of.id, conversation: of.id, ...more });
  } catch (error) {
    if (!(error instanceof ApiError) || !error.missing) throw error;
    await post(`/conversations/${what}`, { channel: of.channel, conversation: of.id, ...more });
  }
}

let old = false;

/** Who waits; from the older list where there is no inbox. */
export async function readWaiting(signal: AbortSignal): Promise<Waiting[]> {
  try {
    if (old) return await readOld(signal);
    return (await get<{ items: Waiting[] }>('/inbox', signal)).items;
  } catch (error) {
    if (!(error instanceof ApiError) || !error.missing || old) throw error;
    old = true;
  }
  return readOld(signal);
}

// The older list knows only since when a person was asked for, and who has it.
const readOld = async (signal: AbortSignal): Promise<Waiting[]> => (await get<{ items: Waiting[] }>('/handoffs', signal)).items
  .map((one) => ({ ...one, waitingSince: one.handOff?.since ?? null, takenBy: one.handOff?.status === 'Human' ? one.handOff.to || '—' : null }));
