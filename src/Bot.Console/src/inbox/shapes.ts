import { get, post, query } from '../api/client.ts';

export interface Key { channel: string; id: string }
export interface Waiting {
  conversation: Key; name?: string | null; isGroup?: boolean; summary?: string | null; waitingSince?: string | null; slaUntil?: string | null; takenBy?: string | null;
  handOff?: { status?: string; to?: string; reason?: string; member?: string; since?: string } | null; last?: { text: string; at: string } | null;
}
export interface Message { id: string; at: string; who: 'member' | 'assistant' | 'operator'; name?: string | null; text: string }
export interface Talk { conversation: Key; name?: string | null; isGroup?: boolean; summary?: string | null; member?: Key | null; profile?: Stated | null; messages: Message[]; suggestions?: { text: string; key?: string | null; title?: string | null }[] | null; takenBy?: string | null; slaUntil?: string | null }
export interface Stated { nick?: string | null; attributes?: Record<string, { value: string; source?: string; at?: string }> | null; tags?: string[] | null; segments?: string[] | null }

/** A conversation as the inbox gives it. */
export const readTalk = (of: Key, signal: AbortSignal): Promise<Talk> => get<Talk>('/inbox/conversation' + query({ channel: of.channel, id: of.id }), signal);

/** Takes, answers or releases a conversation. */
export const act = (what: 'take' | 'say' | 'release', of: Key, more: Record<string, unknown> = {}): Promise<unknown> => post(`/inbox/${what}`, { channel: of.channel, id: of.id, ...more });

/** Who waits, the longest first. */
export const readWaiting = async (signal: AbortSignal): Promise<Waiting[]> => (await get<{ items: Waiting[] }>('/inbox', signal)).items;
