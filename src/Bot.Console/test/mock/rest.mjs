// What the other screens ask for.
import { ago, facts, member } from './world.mjs';

const key = { channel: 'wecom', id: 'g1' };
const both = (zh, en) => ({ zh, en });
const campaigns = [
  { id: 'winter', name: '换季护理 · 油皮', version: 3, state: 'submitted', segment: { is: 'all', of: [{ is: 'tag', tag: '油皮' }, { is: 'active_within', days: 30 }] }, groups: [], kind: 'value', category: '面霜', window: '09:00-21:00', frequency: '1/7d', template: 'skin.season', schedule: { at: '2026-11-23T10:00', zone: 'Asia/Shanghai', everyDays: 7 }, relevance: '上个月问过面霜', nextRun: '2026-11-23T02:00:00Z', acts: [{ by: '小周', what: 'created', at: ago(300) }, { by: '小周', what: 'submitted', at: ago(40) }] },
  { id: 'sale', name: '双十二预告', version: 5, state: 'running', segment: { is: 'everyone' }, groups: [], kind: 'promo', category: '套装', window: '10:00-20:00', frequency: '1/14d', template: 'push.sale', schedule: { at: '2026-11-21T12:00', zone: 'Asia/Shanghai', everyDays: 0 }, nextRun: null, run: { number: 1, startedAt: ago(60), planned: 420 }, acts: [{ by: 'mei', what: 'approved', at: ago(90), note: '库存已确认' }] },
];
const pushes = Array.from({ length: 8 }, (_, i) => ({ id: `sale#1|m|wecom|m${i}`, state: 'Held', class: 'Promo', member: { channel: 'wecom', id: `m${i}` }, group: null, campaign: 'sale', content: { template: 'push.sale' }, createdAt: ago(60), due: ago(-60 * i), changedAt: ago(10), verdict: { decision: 'Hold', rule: 'quiet' }, why: [both('现在是免打扰时段（22:00-08:00），明早 8 点再看。', 'It is quiet now (22:00-08:00); looked at again at 8.'), both('他任意七天里的 2 条促销已用完，11月25日空出一条。', 'Both promotions of seven days are used; one is free on 25 November.')].slice(0, 1 + (i % 2)), calls: 0, failures: [], items: [] }));
const waiting = [
  { conversation: { channel: 'wecom', id: 'dm-lu' }, name: '小鹿', isGroup: false, summary: '收到的面霜泵头坏了，想换货；订单 2026112012345678。', handOff: { status: 'Waiting', to: '护肤导购', reason: 'asked', member: 'm1', since: ago(-(Date.now() - Date.parse('2026-11-22T10:00:00Z')) / 60_000 + 4) }, slaUntil: ago(-11), last: { text: '转人工', at: ago(4) } },
  { conversation: key, name: '会员一群', isGroup: true, summary: '问孕妇能不能用 A 醇。', takenBy: '梅姐', handOff: { status: 'Human', to: '梅姐', reason: 'unsure', member: 'm2', since: ago(-(Date.now() - Date.parse('2026-11-22T10:00:00Z')) / 60_000 + 14) }, slaUntil: ago(3), last: { text: '那 A 醇呢？', at: ago(9) } },
];
const profile = { nick: '小鹿', attributes: { 肤质: { value: '油皮', source: 'Stated', confidence: 1, at: ago(900) }, 预算: { value: '200', source: 'Stated', confidence: 1, at: ago(900) } }, consent: { promoOptedOut: false, allOptedOut: false, changedAt: ago(4000) }, segments: ['老客'], tags: ['vip', '油皮'], zone: 'Asia/Shanghai', person: 'p-1', firstSeen: ago(60_000), conversations: [key] };
const name = (zh, en) => both(zh, en);
const figures = [
  { id: 'reached', value: 1284, unit: 'count', before: 1201, definition: both('今天收到过我们至少一条消息的人，按人去重。', 'People who got at least one message today, each counted once.'), list: '/people/record?kind=Replied' },
  { id: 'pushesSent', value: 312, unit: 'count', before: 340, list: '/pushes/queue?state=Sent' }, { id: 'pushesHeld', value: 97, unit: 'count', before: 80, list: '/pushes/queue?state=Held' },
  { id: 'optOuts', value: 2, unit: 'count', before: 1, n: 312, list: '/people/record?kind=Consent' }, { id: 'netMembers', value: 14, unit: 'count', before: 9, list: '/people/record?kind=Joined' },
  { id: 'answerRate', value: 0.917, unit: 'share', before: 0.902, n: 606, list: '/knowledge' }, { id: 'replyP95', value: 182, unit: 'ms', before: 210 }, { id: 'readRate', value: null, unit: 'share', definition: both('这个平台的群机器人没有已读回执。', 'Group bots have no read receipts on this platform.') },
];
const dash = (which) => ({
  asOf: ago(2), figures: which === 'today' ? figures.slice(0, 7) : figures.slice(3),
  series: [{ id: 'messages', kind: 'bar', points: Array.from({ length: 24 }, (_, i) => ({ at: `2026-11-22T${String(i).padStart(2, '0')}:00:00+08:00`, value: (i * 13) % 71, list: '/people/record' })), marks: [{ at: '2026-11-22T10:00:00+08:00', text: '推送' }] }, { id: 'answerRate', kind: 'line', points: Array.from({ length: 30 }, (_, i) => ({ at: `2026-11-${String(i + 1).padStart(2, '0')}`, value: i === 12 ? null : 0.8 + ((i * 7) % 15) / 100 })) }],
  tables: [{ id: which, name: name('按计划', 'By plan'), columns: [{ id: 'name', name: name('计划', 'Plan') }, { id: 'sent', name: name('已发', 'Sent') }, { id: 'held', name: name('拦截', 'Held') }, { id: 'read', name: name('已读', 'Read') }], rows: [[{ value: '双十二预告', list: '/pushes/plan?id=sale' }, 312, { value: 97, list: '/pushes/queue?campaign=sale' }, null], ['换季护理', 12, 0, null]], few: [false, true] }],
});

export function more(method, path, query, body) {
  const id = decodeURIComponent(path.split('/')[2] ?? '');
  const campaign = campaigns.find((one) => one.id === id);
  if (/^GET \/campaigns\/[^/]+$/.test(`${method} ${path}`)) return campaign ? { body: campaign } : null;
  if (path.endsWith('/funnel')) return { body: { planned: 420, sent: 312, waiting: 97, expired: 0, unknown: 0, failed: 1, skipped: { optout: 8, 'member-week': 2 } } };
  if (path.endsWith('/after')) return { body: { windows: [1, 24, 72].map((hours) => ({ hours, exits: { value: hours === 1 ? 0 : 2, baseline: 1 }, optOuts: { value: 1, baseline: 0 }, replies: { value: hours * 2, baseline: 4 }, n: hours === 72 ? 12 : 312 })) } };
  if (/^POST \/campaigns\/[^/]+\/\w+$/.test(`${method} ${path}`)) return { body: { ...campaign, state: { submit: 'submitted', approve: 'scheduled', pause: 'paused', resume: 'running', kill: 'killed' }[path.split('/')[3]] } };
  if (path.startsWith('/dash/')) return { body: dash(path.slice(6)) };
  switch (`${method} ${path}`) {
    case 'GET /inbox': return { body: { items: waiting } };
    case 'GET /inbox/conversation': return { body: { conversation: { channel: query.get('channel'), id: query.get('id') }, name: '小鹿', summary: waiting.find((one) => one.conversation.id === query.get('id'))?.summary, takenBy: query.get('id') === 'g1' ? '梅姐' : null, member: { channel: 'wecom', id: 'm1' }, profile, messages: [{ id: '1', at: ago(8), who: 'member', name: '小鹿', text: '面霜泵头按不出来了' }, { id: '2', at: ago(7), who: 'assistant', text: '给您添麻烦了。说下订单号，我帮您登记换货。' }, { id: '3', at: ago(5), who: 'member', name: '小鹿', text: '<b>2026112012345678</b>' }, { id: '4', at: ago(4), who: 'member', name: '小鹿', text: '转人工' }], suggestions: [{ title: '安抚并换货', text: '对不起，这就给您换一个新的，今天寄出。' }, { title: '请拍照', text: '方便拍一张泵头的照片吗？' }] } };
    case 'POST /inbox/take': case 'POST /inbox/say': case 'POST /inbox/release': return { body: { ok: true } };
    case 'GET /unanswered': return { body: { days: 30, items: [{ id: 'u1', text: '你们的面膜能不能带上飞机', count: 23, members: 19, groups: 6, examples: ['面膜能带飞机吗', '坐飞机可以带面膜不', '面膜托运还是随身'], first: ago(9000), last: ago(70), answeredBy: null, score: 0 }, { id: 'u2', text: '有没有试用装', count: 11, members: 11, groups: 4, examples: ['试用装有吗'], first: ago(9000), last: ago(300), answeredBy: 'faq.sample', score: 0.62 }] } };
    case 'POST /unanswered/ignore': return { body: {} };
    case 'POST /ask': return { body: { decision: 'answer', items: [{ key: 'faq.ship.when', path: 'templates/faq/ship.when.tmpl', title: '什么时候发货', score: 0.91, why: [both('和“今天下单几号到”几乎一样', 'almost the same as “今天下单几号到”')] }, { key: 'order.status', title: '查订单', score: 0.42, why: [both('提到“下单”', 'mentions ordering')] }] } };
    case 'GET /speak': return { body: { items: [{ group: key, name: '会员一群', mode: 'shadow', on: false, why: 'shadow', labels: 42, precision: 0.93, recall: 0.71, threshold: 0.6, spokeToday: 0 }] } };
    case 'GET /speak/queue': return { body: { items: [{ interaction: 'i1', at: ago(20), text: '这个防晒出油吗', entry: 'skin.sun', because: '相似的问法', score: 0.84, answer: '清爽型的这款不出油，油皮也能用。', label: null }] } };
    case 'POST /speak/labels': return { body: { kept: 1 } };
    case 'GET /campaigns': return { body: { items: campaigns } };
    case 'PUT /campaigns': return { body: { ...body, version: 1 } };
    case 'POST /campaigns/preview': return { body: { count: 186, sample: [{ channel: 'wecom', id: 'm1', nick: '小鹿' }] } };
    case 'POST /campaigns/forecast': return { body: { total: 186, send: 141, held: [{ rule: 'member-week', count: 30 }, { rule: 'optout', count: 15 }] } };
    case 'GET /pushes': return { body: { items: query.get('state') === 'Held' || query.get('member') ? pushes : [], next: null } };
    case 'POST /why-not': return { body: { at: ago(0), verdict: { decision: 'Hold', until: ago(-600) }, why: pushes[1].why } };
    case 'GET /outbox/dead': return { body: [] };
    case 'GET /people': return { body: { items: [member('m1', '小鹿'), member('m2', '<img src=x onerror=alert(1)>')], next: null, total: 2 } };
    case 'GET /members': return { body: profile };
    case 'GET /interactions': return { body: { items: facts, next: null } };
    case 'GET /colleagues': return { body: { items: [{ name: 'mei', display: '梅姐' }, { name: 'zhou', display: '小周' }] } };
    case 'POST /names': return { body: { items: [] } };
    case 'GET /accounts': return { body: { items: [{ name: 'mei', display: '梅姐', roles: ['admin'], disabled: false, language: 'zh-CN', createdAt: ago(90_000), etag: '"v1"' }, { name: 'zhou', display: '小周', roles: ['editor', 'approver'], disabled: true, language: 'zh-CN', createdAt: ago(9000), etag: '"v2"' }] } };
    case 'GET /keys': return { body: { items: [{ id: 'k1', name: '订单系统', scopes: ['view', 'send'], by: 'mei', createdAt: ago(9000), usedAt: ago(12) }] } };
    case 'POST /keys': return { status: 201, body: { id: 'k2', name: body.name, scopes: body.scopes, token: 'qzk_例子_只显示一次' } };
    case 'GET /audit': return { body: { items: [{ at: ago(4), who: 'mei', what: 'content.published', on: 'templates/faq/ship.when.tmpl', from: 2, to: 3, why: '补充截单时间', address: '127.0.0.1' }, { at: ago(9), who: 'mei', what: 'session.begun', on: 'account/mei', from: null, to: null, why: null, address: '127.0.0.1' }], next: null } };
    case 'GET /content/state': return { body: { revision: 'ee2ceee5', templates: 450, dialogs: 3, warnings: [], rejected: [] } };
    case 'POST /simulate': return { body: { turns: body.script.map((line, i) => line.wait ? { at: ago(-31), who: null, text: line.wait, replies: [{ key: 'shop.remind', text: '还在看吗？', direct: false }] } : { at: ago(-i), who: line.who, text: line.text, replies: i ? [{ key: 'shop.ask_skin', text: '平时是什么肤质？', direct: false }] : [{ key: 'shop.ask_budget', text: '预算大概多少？', direct: false }], dialog: 'shopping', slots: { category: '面霜' } }), chat: 'dialog: shopping\nchannel: group\n---\n' } };
    case 'POST /tests/run': return { body: { total: 32, passed: 31, failed: [{ file: 'tests/shopping/happy.chat', line: 12, zh: '应该说 #shop.ask_budget，却说了 #shop.none', en: 'expected #shop.ask_budget, got #shop.none' }] } };
    case 'POST /policy/what-if': return { body: { n: 409, cut: false, before: { sent: 312, later: 41, inDigest: 0, held: 97, byReason: [{ rule: 'member-day', count: 97, zh: '规则 member-day：day 内计到 1，限度 1。', en: 'Rule member-day: counted 1 within day, limit 1.' }] }, after: { sent: 311, later: 41, inDigest: 0, held: 98, byReason: [{ rule: 'member-day', count: 97, zh: '', en: '' }, { rule: 'group-gap', count: 1, zh: '规则 group-gap：90m 内计到 1，限度 1。', en: 'Rule group-gap: counted 1 within 90m, limit 1.' }] }, changed: [{ push: 'p1', group: { id: 'g1' }, campaign: 'c1', at: '2026-11-20T06:00:00Z', before: 'sent', after: 'drop', reason: 'group-gap', zh: '规则 group-gap：90m 内计到 1，限度 1。', en: 'Rule group-gap: counted 1 within 90m, limit 1.' }], changedTotal: 1 } };
    default: return null;
  }
}
