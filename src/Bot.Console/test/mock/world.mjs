// A small made-up shop for looking at the pages without the service. Shapes are those of the API; judgement is a toy.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../../../..');
const walk = (folder) => readdirSync(folder).flatMap((name) => { const path = join(folder, name); return statSync(path).isDirectory() ? walk(path) : [path]; });
const kindOf = (path) => path.endsWith('.tmpl') ? 'template' : path.endsWith('synonyms.yaml') ? 'synonyms' : path.endsWith('throttle.yaml') ? 'policy' : path.includes('/personas/') ? 'persona' : path.includes('/_data/') ? 'data' : path.includes('/_models/') ? 'model' : path.includes('/_samples/') ? 'sample' : 'dialog';
const now = Date.parse('2026-11-22T10:00:00Z');
export const ago = (minutes) => new Date(now - minutes * 60_000).toISOString();

export const files = new Map(['templates', 'dialogs'].flatMap((folder) => walk(join(root, folder))).map((full, i) => {
  const path = relative(root, full).replaceAll('\\', '/');
  const key = path.replace(/^(templates|dialogs)\//, '').replace(/\.\w+$/, '').replaceAll('/', '.');
  return [path, { path, key, kind: kindOf(path), published: { version: 1 + (i % 4), text: readFileSync(full, 'utf8'), at: ago(60 * i), by: i % 3 ? '梅姐' : '', origin: i % 3 ? 'console' : 'file' }, draft: null, hits: (i * 37) % 240 }];
}));
const first = files.get('templates/shop/result.tmpl');
first.draft = { text: first.published.text.replace('想问哪一款，直接说名字。', '{{user.nik}}，想问哪一款，直接说名字。'), etag: '"1-a"', by: '小周', at: ago(4), state: 'review', note: '加上称呼' };

export const title = (file) => /^name:\s*(.*)$/m.exec((file.draft ?? file.published)?.text ?? '')?.[1]?.replace(/\s+#.*$/, '') ?? file.key;

export function lint(text) {
  const problems = [];
  text.split('\n').forEach((line, i) => {
    for (const match of line.matchAll(/\{\{user\.nik\}\}/g)) {
      const at = match.index + 3;
      problems.push({ code: 'T001', severity: 'error', line: i + 1, column: at, zh: '没有变量 user.nik，是不是 user.nick？', en: 'There is no variable user.nik; did you mean user.nick?', mends: [{ zh: '改成 user.nick', en: 'Write user.nick', edits: [{ from: { line: i + 1, column: at }, to: { line: i + 1, column: at + 8 }, text: 'user.nick' }] }] });
    }
    for (const match of line.matchAll(/｛｛|｝｝/g)) {
      const at = match.index + 1;
      problems.push({ code: 'T005', severity: 'warning', line: i + 1, column: at, zh: '花括号要用半角', en: 'Braces must be half-width', mends: [{ zh: '改成半角', en: 'Make it half-width', edits: [{ from: { line: i + 1, column: at }, to: { line: i + 1, column: at + 2 }, text: match[0] === '｛｛' ? '{{' : '}}' }] }] });
    }
  });
  return problems;
}

export function preview(text) {
  const variants = [];
  const sections = text.split(/^(?=== )/m).filter((one) => one.startsWith('== '));
  let line = text.split('\n').findIndex((one) => one.startsWith('== ')) + 1;
  for (const section of sections) {
    const [head, ...body] = section.split('\n');
    const read = (name) => new RegExp(`\\b${name}=(\\S+)`).exec(head)?.[1] ?? null;
    for (const sample of ['普通', '最长昵称', '空结果']) {
      const said = body.join('\n').replace(/\{\{#[\s\S]*?\}\}|\{\{\/.*?\}\}|\{\{else.*?\}\}/g, '').replace(/\{\{(money )?([\w.]+).*?\}\}/g, (_, money, name) => (money ? '¥129' : name === 'user.nick' ? (sample === '最长昵称' ? '一个特别特别长的昵称小鹿' : '小鹿') : '样例')).trim();
      variants.push({ section: read('id') ?? head.split(/\s+/)[1], line, label: head.slice(3), channel: read('channel') ?? 'all', persona: read('persona'), language: head.split(/\s+/)[1], sample, text: said, cards: sample === '普通' && read('channel') === null ? [{ kind: 'card', title: '玻尿酸水润精华', subtitle: '30 ml', text: '¥129', url: 'https://shop.example/p/1' }] : [], count: said.length, limit: read('channel') === 'group' ? 60 : 300, isOver: said.length > 300, problem: null });
    }
    line += section.split('\n').length - 1;
  }
  return variants;
}

export const member = (id, nick) => ({ member: { channel: 'wecom', id }, nick, tags: ['vip', '油皮'], segments: ['老客'], lastSeen: ago(30), firstSeen: ago(60 * 24 * 40), groups: 2, consent: { promoOptedOut: id === 'm2', allOptedOut: false } });
export const facts = Array.from({ length: 400 }, (_, i) => ({ id: `i${i}`, at: ago(400 - i), conversation: { channel: 'wecom', id: 'g1' }, isGroup: true, member: { channel: 'wecom', id: i % 2 ? 'm1' : 'm2' }, kind: ['Said', 'Replied', 'Silent', 'Pushed'][i % 4], activityId: `a${i}`, text: ['这款精华孕妇能用吗？', '玻尿酸水润精华孕期可用，先做耳后测试～', '哈哈今天天气真好', '换季敏感，先停功效品三天'][i % 4], reason: ['', 'faq', 'not_for_us', 'value'][i % 4], template: i % 4 === 1 ? 'skin.pregnant@2#zh-CN' : undefined, persona: 'shopping', score: i % 4 === 1 ? 0.91 : undefined, data: {} }));
facts.at(-1).text = '<img src=x onerror="document.title=1"> 好不好';
