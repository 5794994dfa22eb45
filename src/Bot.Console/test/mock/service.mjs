// Serves the built pages with the service's own headers, and answers the API from memory. For screenshots and accessibility checks only.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { files, lint, preview, title } from './world.mjs';
import { more } from './rest.mjs';

const dist = join(import.meta.dirname, '../../dist');
const types = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const mark = readFileSync(join(import.meta.dirname, '../../../Bot.Host/wwwroot/mark.svg'));
let save = 1;

const state = (file) => file.draft?.state ?? (file.published ? 'published' : 'draft');
const counted = (problems) => ({ errors: problems.filter((one) => one.severity === 'error').length, warnings: problems.filter((one) => one.severity !== 'error').length });
const item = (file) => ({ path: file.path, key: file.key, kind: file.kind, title: title(file), version: file.published?.version, state: state(file), problems: counted(lint((file.draft ?? file.published).text)), hits30: file.kind === 'template' ? file.hits : null, updatedAt: (file.draft ?? file.published).at, by: (file.draft ?? file.published).by });
const problem = (status, code, zh, en, rest = {}) => ({ status, body: { type: `urn:qunzhu:problem:${code}`, title: `${zh} / ${en}`, status, code, zh, en, ...rest } });

function content(method, path, query, body, headers) {
  const name = query.get('path') ?? body?.path;
  const file = files.get(name);
  const publish = (text, by, reason, origin) => {
    (file.history ??= [{ version: 1, at: file.published?.at ?? '', by: '', reason: '', origin: 'file', text: file.published?.text }]).unshift({ version: (file.published?.version ?? 0) + 1, at: new Date().toISOString(), by, reason, origin, text });
    file.published = { ...file.history[0] };
    file.draft = null;
    return { body: { version: file.published.version, revision: 'r1' } };
  };
  switch (`${method} ${path}`) {
    case 'GET /content': { const all = [...files.values()].map(item).filter((one) => !query.get('state') || one.state === query.get('state')); const from = Number(query.get('after') ?? 0); const size = Number(query.get('limit') ?? 100); return { body: { items: all.slice(from, from + size), next: from + size < all.length ? String(from + size) : null, total: all.length } }; }
    case 'GET /content/file': return file ? { body: { ...file, problems: [], editing: ['小周', 'mei'] } } : problem(404, 'not_found', '没有这个文件', 'No such file');
    case 'PUT /content/draft': {
      if (body.text.includes('CONFLICT') && !file.fought) { file.fought = true; file.draft = { text: file.published.text + '\n对方加的一行\n', etag: '"9-z"', by: '小周', at: new Date().toISOString(), state: 'draft' }; }
      if (headers['if-match'] !== (file.draft?.etag ?? '*')) return problem(412, 'stale', '有人刚改过', 'Changed meanwhile', { current: file.draft, base: file.published });
      file.draft = { text: body.text, etag: `"${++save}-x"`, by: 'mei', at: new Date().toISOString(), state: 'draft' };
      return { body: { etag: file.draft.etag, problems: lint(body.text) } };
    }
    case 'DELETE /content/draft': file.draft = null; return { status: 204 };
    case 'POST /content/submit': case 'POST /content/return': file.draft = { ...file.draft, state: path.endsWith('submit') ? 'review' : 'draft', note: body.note, etag: `"${++save}-s"` }; return { body: {} };
    case 'POST /content/publish': { const wrong = lint(file.draft.text).filter((one) => one.severity === 'error'); return wrong.length ? problem(422, 'broken', '内容有错误', 'The content has errors', { problems: wrong.map((one) => ({ ...one, file: name })) }) : publish(file.draft.text, 'mei', body.reason, 'console'); }
    case 'POST /content/rollback': return publish(file.history.find((one) => String(one.version) === String(body.version)).text, 'mei', body.reason, 'rollback');
    case 'GET /content/history': return { body: { items: file.history ?? [{ version: file.published?.version, at: file.published?.at, by: file.published?.by, reason: '上线', origin: file.published?.origin }], next: null } };
    case 'GET /content/version': return { body: { text: file.history?.find((one) => String(one.version) === query.get('version'))?.text ?? file.published.text } };
    case 'POST /content/lint': return { body: { problems: lint(body.text) } };
    case 'POST /content/preview': return { body: { variants: preview(body.text) } };
    case 'GET /content/uses': return { body: { items: [{ path: 'dialogs/shopping.yaml', line: 71, kind: 'dialog', label: '选购推荐' }], blast: { dialogs: 1, pushes: 2, groups: 12 } } };
    case 'GET /content/ab': return { body: { version: 'a1b2c3d4', from: '2026-10-23T08:00:00Z', to: '2026-11-22T08:00:00Z', days: 30, cut: false, enough: 100, groups: [{ locale: 'zh-CN', conditions: {}, wordings: [['a', 70, 140], ['b', 30, 160]].map(([section, count, n]) => ({ section, weight: 1, said: n, people: n, replied: { count, n, rate: count / n, low: count / n - 0.07, high: count / n + 0.07 }, good: { count: 3, n, rate: 3 / n, low: 0, high: 0.06 }, bad: { count: 0, n, rate: 0, low: 0, high: 0.03 }, optedOut: { count: 1, n, rate: 1 / n, low: 0, high: 0.04 } })), pairs: [{ what: 'replied', a: 'a', b: 'b', difference: 0.31, low: 0.2, high: 0.41, better: 'a' }, { what: 'optedOut', a: 'a', b: 'b', difference: 0.001, low: -0.03, high: 0.04, better: null }] }] } };
    case 'GET /content/hits': return { body: { items: Array.from({ length: 30 }, (_, i) => ({ day: `2026-11-${String(i + 1).padStart(2, '0')}`, count: (i * 7) % 23 })), total: 312, groups: 4, sections: [{ version: 'a1', section: 'a', count: 180, last: '2026-11-22' }, { version: 'a1', section: 'b', count: 44, last: '2026-11-21' }] } };
    case 'GET /content/variables': return { body: { items: [{ name: 'user.nick', zh: '昵称', en: 'nickname', type: 'text', sample: '小鹿' }, { name: 'budget', zh: '预算', en: 'budget', type: 'money', sample: 200 }, { name: 'products', zh: '商品', en: 'products', type: 'list', sample: [] }, { name: 'skin', zh: '肤质', en: 'skin', type: 'text', sample: '干皮', nullable: true }] } };
    case 'POST /content/presence': return { body: { editing: ['mei', '小周'] } };
    case 'POST /content/create': files.set(name, { path: name, key: name.replace(/^templates\//, '').replace('.tmpl', '').replaceAll('/', '.'), kind: 'template', published: null, draft: { text: body.text, etag: `"${++save}-n"`, by: 'mei', at: new Date().toISOString(), state: 'draft' }, hits: 0 }); return { status: 201, body: {} };
    default: return null;
  }
}

const roles = { mei: ['admin'], zhou: ['editor'] };
export function start(port, { missing = [] } = {}) {
  let who = 'mei';
  let language = 'zh-CN';
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://x');
    const send = (status, body, type = 'application/json') => { response.writeHead(status, { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff' }); response.end(body === undefined ? '' : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)); };
    if (url.pathname === '/mark.svg') return send(200, mark, 'image/svg+xml');
    if (url.pathname.startsWith('/console/assets/')) { const file = join(dist, url.pathname.slice(9)); return existsSync(file) ? send(200, readFileSync(file), types[extname(file)]) : send(404); }
    if (url.pathname.startsWith('/console')) {
      const nonce = randomBytes(18).toString('base64');
      response.setHeader('Content-Security-Policy', `default-src 'self'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`);
      return send(200, readFileSync(join(dist, 'index.html'), 'utf8').replace('__NONCE__', nonce), 'text/html; charset=utf-8');
    }
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = text ? JSON.parse(text) : null;
    const path = url.pathname.replace('/api/v1', '');
    if (missing.some((one) => path.startsWith(one))) return send(404, problem(404, 'no_route', '没有这个地址', 'There is no such address').body);
    if (path === '/session') {
      if (request.method === 'DELETE') { who = null; return send(204); }
      if (request.method === 'POST') who = body.name in roles && body.password ? body.name : null;
      if (!who) return send(401, problem(401, 'signed_out', '请先登录', 'Sign in first').body);
      const all = ['view', 'edit', 'serve', 'publish', 'send', 'admin'];
      return send(200, { account: { name: who, display: who === 'mei' ? '梅姐' : '小周', roles: roles[who] }, permissions: who === 'mei' ? all : all.slice(0, 3), csrf: 'c', language });
    }
    if (request.method !== 'GET' && request.headers['x-qunzhu-csrf'] !== 'c') return send(403, problem(403, 'forged', '缺少令牌', 'Token missing').body);
    if (path === '/session/language') { language = body.language; return send(200, { language }); }
    const answer = content(request.method, path, url.searchParams, body, request.headers) ?? more(request.method, path, url.searchParams, body) ?? problem(404, 'no_route', '没有这个地址', 'There is no such address');
    return send(answer.status ?? 200, answer.body);
  });
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}

if (process.argv[1] === import.meta.filename) await start(Number(process.argv[2] ?? 5199));
