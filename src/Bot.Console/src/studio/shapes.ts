/** What the content routes say. */
export type FileKind = 'template' | 'dialog' | 'persona' | 'synonyms' | 'policy' | 'data' | 'model' | 'sample' | 'test';
export type FileState = 'draft' | 'review' | 'published' | 'deleted';

export interface Place { line: number; column: number }
export interface Edit { from: Place; to: Place; text: string }
export interface Mend { zh: string; en: string; edits: Edit[] }
export interface Problem { file?: string; path?: string; code: string; severity: string; line: number; column: number; zh: string; en: string; mends?: Mend[] }

export interface ContentItem {
  path: string; key: string; kind: FileKind; title: string; version?: string | number | null; state: FileState;
  problems?: { errors: number; warnings: number } | null; hits30?: number | null; updatedAt?: string | null; by?: string | null;
}
export interface ContentPage { items: ContentItem[]; next?: string | null; total?: number }

export interface ContentFile {
  path: string; key: string; kind: FileKind;
  published: { version: string | number; text: string; at?: string | null; by?: string | null; origin?: string | null } | null;
  draft: { text: string; etag: string; by: string; at: string; state: 'draft' | 'review'; note?: string | null } | null;
  problems?: Problem[] | null; editing?: string[] | null;
}

/** A save that came too late: the draft as it is now, or none when it was published or discarded meanwhile. */
export interface Conflict { current: { text: string; etag: string; by: string } | null; base?: { text?: string | null; by?: string | null } | string | null }

export const theirs = (conflict: Conflict): string => conflict.current?.text ?? (typeof conflict.base === 'string' ? conflict.base : conflict.base?.text) ?? '';

export interface Part { kind: string; text?: string | null; url?: string | null; title?: string | null; subtitle?: string | null; image?: string | null; buttons?: { title?: string | null; url?: string | null }[] | null }
export interface Variant {
  section: string; line?: number; label?: string; channel?: string | null; persona?: string | null; language: string; sample: string;
  text?: string | null; parts?: Part[] | null; cards?: Part[] | null; count: number; limit: number; over?: boolean; isOver?: boolean; problem?: Problem | string | null;
}

export interface Variable { name: string; zh?: string | null; en?: string | null; type: string; sample?: unknown; nullable?: boolean }
export interface Use { path: string; line: number; kind: string; label: string }
export interface Uses { items: Use[]; blast?: { dialogs: number; pushes: number; groups: number } | null }
export interface Version { version: string | number; at: string | null; by: string; reason?: string | null; origin: 'file' | 'console' | 'rollback'; gone?: boolean }

/** A problem of this file; a change here can also break another file. */
export const isOf = (problem: Problem, path: string): boolean => !(problem.file ?? problem.path) || (problem.file ?? problem.path) === path;
export const isError = (problem: Problem): boolean => problem.severity.toLowerCase() === 'error';
export const at = (path: string): string => encodeURIComponent(path);
/** Where a file is opened. */
export const editorOf = (path: string, kind?: string): string =>
  (kind ? kind !== 'template' : !path.endsWith('.tmpl')) ? `/dialogs/edit?path=${at(path)}` : `/studio/edit?path=${at(path)}`;
