// What the page says, in Chinese first. A key that a language lacks is shown in Chinese.
const words = {
  zh: {
    title: '群助 · 演示', brand: '群助', tagline: '该说话时说话，该安静时安静', rooms: '选一个群', roomGroup: '会员群', roomExpert: '护肤研究所',
    again: '清空，重新开始', theme: '切换深浅', language: 'Switch to English', languageMark: 'EN', tabs: '页面',
    tabLu: '小鹿', tabWang: '老王', tabDm: '私聊', why: '为什么', whyHint: '每一次开口和沉默，都有据可查',
    whoseLu: '小鹿的手机', whoseWang: '老王的手机', members: n => `${n} 人和助手`, dmTitle: a => a, dmSub: '私聊 · 只有小鹿看得到',
    emptyGroup: a => `这是一个真的群。${a}也在。`, hintGroup: a => `@${a} 就会回答；大家闲聊，它不插嘴。`,
    emptyDm: '和助手单独说', hintDm: '订单、电话、退换，这里说才放心。',
    emptyExpert: a => `${a}只聊护肤。`, hintExpert: '问别的，会请你找小助。',
    tips: '试试这些话', mention: a => `提到 ${a}`, picture: '发图片', send: '发送', input: who => `${who}说点什么…`, inputDm: '私聊说点什么…',
    reply: '回复', replyTo: who => `回复 ${who}`, cancelQuote: '不回复了', cancelPicture: '不发这张图了', names: '提到谁', talk: '消息', attach: '图片',
    sending: '发送中', sent: '已送达', failed: '没发出去', retry: '重试', edited: '已修改', human: '人工',
    typing: who => `${who}正在输入`, waiting: '连接断了，正在重连…', lost: '连接回不来了，请点右上角重新开始。', off: '演示没有打开（Demo:Enabled）。',
    tooMany: '来得太勤了，请过一分钟再刷新。', down: '服务暂时连不上，正在再试…', tooLarge: '图片太大了，最多 4 MB。', mentionHint: '提示：输入 @ 选人',
    unread: n => `${n} 条未读`, nothingYet: '还没有人说话。说一句，这里马上告诉你它为什么答、为什么不答。',
    spoke: '开口了', quiet: '没说话', noted: '记下了', moved: '转到私聊', handed: '转人工', privateText: '内容只在私聊里', readTogether: '和下一条一起读了',
    lMatched: '像这句', lTemplate: '回复模板', lScore: '把握', lPersona: '人设', lCalled: '怎么叫到的', lBecause: '原因', lDialog: '对话', lStated: '记住了', lConsent: '意愿', lOther: '另外',
    roomDm: '私聊', now: '刚才',
  },
  en: {
    title: 'Qunzhu · demo', brand: 'Qunzhu', tagline: 'Speaks when spoken to. Quiet when it should be.', rooms: 'Choose a group', roomGroup: 'Members', roomExpert: 'Skin-care lab',
    again: 'Clear and start again', theme: 'Light or dark', language: '切换到中文', languageMark: '中', tabs: 'Pages',
    tabLu: 'Lu', tabWang: 'Wang', tabDm: 'Direct', why: 'Why', whyHint: 'Every answer and every silence has its reason',
    whoseLu: "Lu's phone", whoseWang: "Wang's phone", members: n => `${n} people, one assistant`, dmSub: 'Only Lu sees this',
    emptyGroup: a => `A real group. ${a} is in it.`, hintGroup: a => `@${a} and it answers; to small talk it stays quiet.`,
    emptyDm: 'Talk to the assistant alone', hintDm: 'Orders, phone numbers, returns: better said here.',
    emptyExpert: a => `${a} talks about skin care only.`, hintExpert: 'Anything else is passed to the shop assistant.',
    tips: 'Things to try', mention: a => `Mention ${a}`, picture: 'Send a picture', send: 'Send', input: who => `${who} says…`, inputDm: 'In private…',
    reply: 'Reply', replyTo: who => `Reply to ${who}`, cancelQuote: 'Do not reply', cancelPicture: 'Do not send this picture', names: 'Whom to mention', talk: 'Messages', attach: 'Picture',
    sending: 'Sending', sent: 'Delivered', failed: 'Not sent', retry: 'Try again', edited: 'edited', human: 'Human',
    typing: who => `${who} is typing`, waiting: 'Connection lost, reconnecting…', lost: 'The connection is gone: start again at the top right.', off: 'The demo is switched off (Demo:Enabled).',
    tooMany: 'Too many visits: reload in a minute.', down: 'The service cannot be reached, trying again…', tooLarge: 'The picture is too large: 4 MB at most.', mentionHint: 'Tip: type @ to choose',
    unread: n => `${n} unread`, nothingYet: 'Nobody has spoken. Say something: here you read why it answers, or why not.',
    spoke: 'Spoke', quiet: 'Stayed silent', noted: 'Noted', moved: 'Moved to direct', handed: 'Handed to a person', privateText: 'said in the direct message only', readTogether: 'read together with the next',
    lMatched: 'Sounds like', lTemplate: 'Template', lScore: 'Certainty', lPersona: 'Persona', lCalled: 'Addressed by', lBecause: 'Because', lDialog: 'Dialog', lStated: 'Remembers', lConsent: 'Consent', lOther: 'Also',
    roomDm: 'Direct', now: 'now',
  },
};

// Codes of the record -> words: how a message was addressed, and why nothing or something was said.
const codes = {
  direct: ['私聊里说的', 'said in a direct message'], mention: ['被 @ 了', 'mentioned'], reply: ['回复了它的话', 'a reply to its words'], wake: ['叫了它的名字', 'called by name'],
  window: ['刚 @ 过它，接着说', 'just after a bare mention'], dialog: ['对话还没说完', 'in the middle of a dialog'], joined: ['刚进来', 'just joined'], wake_up: ['时间到了', 'its time had come'],
  from_bot: ['机器人说的话，不接', 'said by a bot'], to_all: ['说给所有人听的', 'said to everybody'], to_other: ['@ 的是别人', 'somebody else was mentioned'],
  reply_to_other: ['回复的是别人', 'a reply to somebody else'], not_addressed: ['没有叫它，不插嘴', 'not addressed: no business of its'], media: ['只是一张图，没有叫它', 'a picture, not addressed'],
  handed_off: ['人工正在接待', 'a person is taking care'], miss_repeated: ['刚说过不知道，不再刷屏', 'said “I do not know” a moment ago'], nothing_to_say: ['没有合适的话', 'nothing fitting to say'],
  not_the_starter: ['不是发起对话的人', 'not the one who began the dialog'], bare_mention: ['只 @ 没说话，先等着', 'a bare mention: it waits'],
  match: ['问法对上了', 'a question it knows'], private: ['涉及隐私，转私聊', 'private: moved to direct'], topic: ['不是它的话题', 'outside its topic'], stated: ['记住了你说的', 'noted what you said'],
  no_match: ['没找到答案', 'no answer found'], unsure: ['不太确定，先问清楚', 'unsure: asks back'], asked: ['客人要找人工', 'asked for a person'], faq: ['顺便回答', 'answered in between'],
  started: ['开始', 'started'], moved: ['转到私聊', 'moved to direct'], reminded: ['提醒', 'reminded'], ended: ['结束', 'ended'], done: ['办完了', 'done'], cancelled: ['取消了', 'cancelled'], timeout: ['超时', 'timed out'], hand_off: ['转人工', 'handed over'],
  member: ['按会员指定', 'set for this member'], segment: ['按分组指定', 'set for the segment'], group: ['按群指定', 'set for this group'], channel: ['按渠道指定', 'set for the channel'], default: ['默认人设', 'the default'],
  order: ['订单', 'order'], phone: ['电话', 'phone'], complaint: ['投诉', 'complaint'], shopping: ['选购推荐', 'shopping'], aftersales: ['售后', 'after-sales'], waiting: ['等人工', 'waiting'], consent: ['意愿', 'consent'], switch: ['换话题', 'switch'],
  age: ['年龄', 'age'], gender: ['性别', 'gender'], income: ['收入', 'income'], region: ['地区', 'region'], education: ['学历', 'education'], us: ['助手自己', 'the assistant itself'],
};

export const personas = { shopping: { zh: '小助 · 购物助手', en: 'Xiaozhu · shopping' }, expert: { zh: '小研 · 话题专家', en: 'Xiaoyan · expert' }, partner: { zh: '阿屿 · 私人伙伴', en: 'Ayu · private partner' } };

export const tries = {
  group: { lu: ['@小助 什么时候发货', '@小助 推荐面霜', '@小助 帮我查订单', '@老王 你上次买的精华好用吗'], wang: ['周末有人一起爬山吗', '小助，满多少包邮？', '@小助', '@所有人 早上好'] },
  expert: { lu: ['@小研 油皮怎么护肤', '@小研 早C晚A怎么搭配', '@小研 什么时候发货'], wang: ['换季脸好干啊', '@小研 防晒要涂多少'] },
  dm: { lu: ['推荐一款面霜，200 以内', '查订单', '我要退货', '以后别给我发优惠了'] },
};
const triesEn = {
  group: { lu: ['@小助 when will it ship', '@小助 is shipping free', '@小助 where is my order', '@老王 did you like the serum?'], wang: ['Anyone up for a hike?', '小助, how long does delivery take?', '@小助', '@all good morning'] },
  expert: { lu: ['@小研 油皮怎么护肤', '@小研 when will it ship'], wang: ['My skin is so dry lately', '@小研 防晒要涂多少'] },
  dm: { lu: ['when will it ship', 'track my order', 'is shipping free'] },
};

let language = localStorage.getItem('qunzhu.language') ?? 'zh';
export const current = () => language;
export const locale = () => (language === 'zh' ? 'zh-CN' : 'en-US');
export function toggle() { language = language === 'zh' ? 'en' : 'zh'; localStorage.setItem('qunzhu.language', language); }
export function say(key, ...given) { const word = words[language][key] ?? words.zh[key] ?? key; return typeof word === 'function' ? word(...given) : word; }
export function code(key) { const word = codes[key]; return word ? word[language === 'zh' ? 0 : 1] : key; }
export const knows = key => key in codes;
export const persona = id => personas[id]?.[language] ?? id;
export const triesFor = (room, person) => (language === 'zh' ? tries : triesEn)[room]?.[person] ?? [];
const english = { 小鹿: 'Lu', 老王: 'Wang', '雾屿护肤 · 会员群': 'Wuyu members', 护肤研究所: 'Skin-care lab' };
export const name = zh => (language === 'en' ? english[zh] ?? zh : zh);

export function translate(root = document) {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = say('title');
  for (const element of root.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
  for (const element of root.querySelectorAll('[data-label]')) element.setAttribute('aria-label', say(element.dataset.label));
  for (const element of root.querySelectorAll('[data-title]')) element.title = say(element.dataset.title);
}
