// Microsoft's own Direct Line client against our server: start, say, history by watermark, a cut socket, refresh, an old token.
// Arguments: address, Lu's token, Wang's token, conversation, an expired token.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Socket = require('ws');
const sockets = [];
globalThis.XMLHttpRequest = require('xmlhttprequest').XMLHttpRequest;
globalThis.WebSocket = class extends Socket {
  constructor(...given) { super(...given); sockets.push(this); }
};
const { ConnectionStatus, DirectLine } = require('botframework-directlinejs');

const [address, luToken, wangToken, conversation, oldToken] = process.argv.slice(2);
const domain = `${address}/v3/directline`;
const until = async (what, test) => {
  for (let i = 0; i < 400; i++) {
    if (test()) return;
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error(`waited in vain for ${what}`);
};
const join = options => {
  const client = new DirectLine({ domain, webSocket: true, ...options });
  const seen = { client, activities: [], status: [] };
  client.connectionStatus$.subscribe(status => seen.status.push(status));
  client.activity$.subscribe(activity => seen.activities.push(activity), () => {});
  seen.texts = () => seen.activities.filter(activity => activity.type === 'message').map(activity => activity.text);
  seen.say = (text, id) => new Promise((done, fail) => client.postActivity({ type: 'message', text, from: { id: 'ignored' }, channelData: { clientActivityID: id } }).subscribe(done, fail));
  return seen;
};

const lu = join({ token: luToken });
await until('online', () => lu.status.includes(ConnectionStatus.Online));
const id = await lu.say('@小助 什么时候发货', 'c1');
await until('the echo and the answer', () => lu.activities.some(activity => activity.id === id) && lu.activities.some(activity => activity.replyToId === id));
const echo = lu.activities.find(activity => activity.id === id);

const wang = join({ token: wangToken, conversationId: conversation, watermark: '0' });
await until('history', () => wang.texts().includes('@小助 什么时候发货'));

const first = sockets[0];
first.terminate();
await until('the cut', () => lu.status.at(-1) !== ConnectionStatus.Online || first.readyState === 3);
await wang.say('断线时说的', 'w1');
await until('what was said meanwhile', () => lu.texts().includes('断线时说的'));

const again = await lu.say('@小助 什么时候发货', 'c1');
const refreshed = await new Promise((done, fail) => lu.client.refreshToken().subscribe(done, fail));
await lu.say('换了新令牌', 'c2');
await until('words under the new token', () => wang.texts().includes('换了新令牌'));

const old = join({ token: oldToken });
await until('expired', () => old.status.includes(ConnectionStatus.ExpiredToken) || old.status.includes(ConnectionStatus.FailedToConnect));

const all = lu.activities.filter(activity => activity.type === 'message');
console.log(JSON.stringify({
  id, again, echo: echo.channelData.clientActivityID, from: echo.from, refreshed: refreshed !== luToken,
  twice: all.length - new Set(all.map(activity => activity.id)).size,
  same: JSON.stringify(lu.texts()) === JSON.stringify(wang.texts()),
  old: old.status,
}));
process.exit(0);
