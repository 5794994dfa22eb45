export interface Key { channel: string; id: string }
export interface Fact {
  id: string; at: string; conversation: Key; isGroup?: boolean; member: Key; kind: string; activityId?: string; text?: string | null; reason?: string | null; template?: string | null;
  persona?: string | null; personaBy?: string | null; contentKind?: string | null; initiator?: string | null; score?: number | null; data?: Record<string, string> | null;
}
export interface Profile {
  nick?: string | null; attributes?: Record<string, { value: string; source?: string; confidence?: number; at?: string }> | null; consent?: { promoOptedOut?: boolean; allOptedOut?: boolean; snoozedUntil?: string | null; changedAt?: string | null; mutedTopics?: string[] } | null;
  segments?: string[] | null; tags?: string[] | null; zone?: string | null; person?: string | null; firstSeen?: string | null; conversations?: Key[] | null;
}
