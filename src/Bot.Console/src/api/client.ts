/** A refusal of the service: what it says in both languages, and what a screen needs to act on it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly zh: string,
    readonly en: string,
    readonly body: unknown,
    /** True when the service has no such route at all: the screen says that it is not available. */
    readonly missing: boolean,
    /** Seconds to wait, when the service says so. */
    readonly retryAfter: number | null,
  ) {
    super(en);
  }
}

export interface Answer<T> { data: T; etag: string | null }
export interface Ask { etag?: string; signal?: AbortSignal }

const root = '/api/v1';
let csrf = '';

/** The session's token that every change must carry. */
export function carry(token: string): void { csrf = token; }

/** The address of a route, for downloads. */
export const address = (path: string): string => root + path;

/** Calls the service. Throws {@link ApiError} for every refusal, and for a lost connection (status 0). */
export async function call<T>(method: string, path: string, body?: unknown, ask: Ask = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-Qunzhu-Csrf'] = csrf;
  if (ask.etag) headers['If-Match'] = quoted(ask.etag);
  let response: Response;
  try {
    response = await fetch(root + path, {
      method, headers, credentials: 'same-origin', signal: ask.signal ?? null,
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'offline', '连不上服务，请检查网络后重试。', 'The service cannot be reached. Check the network and try again.', null, false, null);
  }
  const text = await response.text();
  const data = parse(text);
  if (response.status === 401 && !path.startsWith('/session')) window.dispatchEvent(new Event('qunzhu:signed-out'));
  if (!response.ok) throw refusal(response, data);
  return { data: data as T, etag: response.headers.get('ETag') };
}

const quoted = (etag: string): string => (etag === '*' || /^(W\/)?"/.test(etag) ? etag : `"${etag}"`);

function parse(text: string): unknown {
  if (!text) return null;
  try { return JSON.parse(text); } catch { return null; }
}

function refusal(response: Response, data: unknown): ApiError {
  const body = (data && typeof data === 'object' ? data : {}) as Record<string, unknown>;
  const text = (name: string): string | null => (typeof body[name] === 'string' && body[name] !== '' ? (body[name] as string) : null);
  const [left, right] = halves(text('title') ?? text('detail'));
  const zh = text('zh') ?? left ?? `服务回答 ${response.status}`;
  const en = text('en') ?? right ?? left ?? `The service answered ${response.status}`;
  const code = text('code') ?? String(response.status);
  const missing = code === 'no_route' || response.status === 405 || response.status === 501 || (response.status === 404 && data === null);
  const wait = Number(response.headers.get('Retry-After'));
  return new ApiError(response.status, code, zh, en, data, missing, Number.isFinite(wait) && wait > 0 ? wait : null);
}

/** Older routes say both languages in one line, `中文 / English`; of several lines, each. */
export function halves(title: string | null): [string | null, string | null] {
  if (!title) return [null, null];
  const lines = title.split('\n').map((line) => {
    const at = line.indexOf(' / ');
    return at < 0 ? [line, line] : [line.slice(0, at), line.slice(at + 3)];
  });
  return [lines.map((line) => line[0]).join('；'), lines.map((line) => line[1]).join('; ')];
}

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => (await call<T>('GET', path, undefined, signal ? { signal } : {})).data;
export const post = async <T>(path: string, body: unknown = {}, ask?: Ask): Promise<T> => (await call<T>('POST', path, body, ask)).data;
export const put = async <T>(path: string, body: unknown, ask?: Ask): Promise<T> => (await call<T>('PUT', path, body, ask)).data;
export const drop = async <T>(path: string, ask?: Ask): Promise<T> => (await call<T>('DELETE', path, undefined, ask)).data;

/** `?a=1&b=2` of what is set. */
export function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  return pairs.length === 0 ? '' : '?' + new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
}
