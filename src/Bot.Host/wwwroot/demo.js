// The page: makes a visit, gives each phone its conversation, and keeps tabs, badges and banner right.
import { Client } from './demo-client.js';
import { Phone } from './demo-chat.js';
import { Why } from './demo-why.js';
import { say, toggle, translate, locale, name } from './demo-words.js';

const stage = document.getElementById('stage'), banner = document.getElementById('banner'), kept = 'qunzhu.visit';
const phones = new Map();
let visit, why, room = 'group', tab = 'lu', warning;

async function begin() {
  const body = JSON.stringify({ key: localStorage.getItem(kept) ?? undefined });
  for (let pause = 1000; ; pause = Math.min(pause * 2, 15000)) {
    const response = await fetch('/demo/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }).catch(() => null);
    if (response?.ok) { const made = await response.json(); localStorage.setItem(kept, made.key); return made; }
    tell(say(response?.status === 404 ? 'off' : response?.status === 429 ? 'tooMany' : 'down'));
    if (response && response.status < 500) return null;
    await new Promise(done => setTimeout(done, pause));
  }
}

function tell(text) { banner.textContent = text ?? ''; banner.hidden = !text; }

let renewing;
async function renew(client) {
  renewing ??= begin().finally(() => { renewing = null; });
  const fresh = await renewing;
  if (!fresh) throw new Error('no visit');
  return fresh.rooms.find(other => other.conversation === client.conversation)?.tokens[client.person.key] ?? client.token;
}

async function open(id, roomKey) {
  const key = `${roomKey} ${id}`, element = document.getElementById(id);
  const here = visit.rooms.find(other => other.key === roomKey), person = visit.people.find(other => other.key === element.dataset.person);
  if (!phones.has(key)) {
    const root = document.createElement('div');
    root.className = 'inside';
    const client = new Client({
      conversation: here.conversation, person, token: here.tokens[person.key], locale, renew,
      onActivity: activity => { phones.get(key)?.receive(activity); if (activity.type === 'message') look(here, client); },
      onState: state => { client.state = state; states(); },
    });
    phones.set(key, new Phone(root, { room: here, person, visit, client, onSaid: () => look(here, client), onUnread: badges }));
    element.replaceChildren(root);
    client.start().catch(() => { client.state = 'lost'; states(); });
    look(here, client);
  }
  element.replaceChildren(phones.get(key).root);
  element.setAttribute('aria-label', phones.get(key).root.getAttribute('aria-label'));
  phones.get(key).toEnd();
}

const looks = new Map();
function look(here, client) {
  clearTimeout(looks.get(here.key));
  looks.set(here.key, setTimeout(() => why.look(here, client), 250));
}

function states() {
  const all = [...phones.values()].map(phone => phone.client.state);
  tell(warning ?? (all.includes('lost') ? say('lost') : all.includes('waiting') ? say('waiting') : null));
}

function shown(phone) {
  const [place] = [...phones].find(([, other]) => other === phone)[0].split(' ').slice(-1);
  const visible = place === 'dm' || phone.room.key === room;
  return visible && (matchMedia('(min-width: 1100px)').matches || tab === place) && !document.hidden;
}

function badges(phone) {
  if (phone?.unread && shown(phone)) { phone.unread = 0; phone.readAt = Date.now(); }
  const count = test => [...phones].filter(([key, other]) => test(key.split(' '), other)).reduce((sum, [, other]) => sum + other.unread, 0);
  const put = (button, number) => {
    const badge = button.querySelector('.badge');
    badge.hidden = !number; badge.textContent = number > 99 ? '99+' : number || ''; badge.setAttribute('aria-label', say('unread', number));
  };
  for (const button of document.querySelectorAll('.tabs button')) put(button, count(([in_, at]) => at === button.dataset.tab && (at === 'dm' || in_ === room)));
  for (const button of document.querySelectorAll('.rooms button')) put(button, button.dataset.room === room ? 0 : count(([in_]) => in_ === button.dataset.room));
}

function seen() { for (const phone of phones.values()) if (shown(phone)) { phone.unread = 0; phone.readAt = Date.now(); } badges(); }

async function enter(next) {
  room = next;
  for (const button of document.querySelectorAll('.rooms button')) button.setAttribute('aria-pressed', String(button.dataset.room === room));
  await Promise.all([open('lu', room), open('wang', room)]);
  seen();
}

function turn(next) {
  tab = stage.dataset.tab = next;
  for (const button of document.querySelectorAll('.tabs button')) button.toggleAttribute('aria-current', button.dataset.tab === next);
  for (const phone of phones.values()) phone.toEnd();
  seen();
}

function speak() {
  translate();
  document.getElementById('language').textContent = say('languageMark');
  document.getElementById('language').lang = say('languageMark') === 'EN' ? 'en' : 'zh-CN';
  for (const phone of phones.values()) phone.translate();
  for (const id of ['lu', 'wang', 'dm']) { const inside = document.querySelector(`#${id} > .inside`); if (inside) document.getElementById(id).setAttribute('aria-label', inside.getAttribute('aria-label')); }
  document.getElementById('lu').dataset.name = name('小鹿');
  why?.draw();
  if (visit) states();
  badges();
}

function theme(next) {
  if (next) localStorage.setItem('qunzhu.theme', next);
  const wanted = localStorage.getItem('qunzhu.theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = wanted;
  return wanted;
}

theme();
speak();
document.getElementById('theme').onclick = () => theme(theme() === 'dark' ? 'light' : 'dark');
document.getElementById('language').onclick = () => { toggle(); speak(); };
document.getElementById('again').onclick = () => { localStorage.removeItem(kept); location.reload(); };
document.addEventListener('warn', event => { warning = event.detail; states(); setTimeout(() => { warning = null; states(); }, 5000); });
document.addEventListener('visibilitychange', seen);
matchMedia('(min-width: 1100px)').addEventListener('change', seen);
for (const button of document.querySelectorAll('.rooms button')) button.onclick = () => visit && enter(button.dataset.room);
for (const button of document.querySelectorAll('.tabs button')) button.onclick = () => turn(button.dataset.tab);

visit = await begin();
if (visit) {
  tell(null);
  why = new Why(document.getElementById('facts'), visit);
  why.draw();
  // The direct conversation first: what is private in the group must have somewhere to go.
  await open('dm', 'dm');
  await enter('group');
}
document.documentElement.dataset.ready = visit ? 'yes' : 'no';
