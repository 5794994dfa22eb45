// One phone: what one person sees of one conversation, and what they say in it.
import { say, name, triesFor, locale } from './demo-words.js';

const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};
const clock = at => new Date(at).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit', hour12: false });

// A Chinese given name ends with what one is called by; a Latin one begins with it.
const initial = who => (/^[\x20-\x7e]/.test(who) ? who[0].toUpperCase() : [...who].at(-1));

export class Phone {
  constructor(root, { room, person, visit, client, onSaid, onUnread }) {
    Object.assign(this, { root, room, person, visit, client, onSaid, onUnread });
    this.messages = new Map();
    this.typists = new Map();
    this.unread = 0;
    root.replaceChildren(document.getElementById('phone').content.cloneNode(true));
    for (const part of ['talk', 'empty', 'typing', 'chips', 'quoting', 'picked', 'names', 'tip', 'scroll']) this[part] = root.querySelector(`.${part}`);
    this.form = root.querySelector('form');
    this.input = root.querySelector('textarea');
    this.file = root.querySelector('input[type=file]');
    this.listen();
    this.translate();
  }

  get own() { return this.person.id; }
  get isGroup() { return this.room.key !== 'dm'; }
  nameOf(from) {
    if (from.id === this.visit.bot) return this.human(from) ?? this.room.assistant;
    return name(this.visit.people.find(person => person.id === from.id)?.name ?? from.name ?? from.id);
  }
  human(from) { return from.name && from.name !== this.visit.botName ? from.name : null; }

  translate() {
    const { root, room, person } = this, who = name(person.name), assistant = room.assistant;
    const text = (selector, value) => { root.querySelector(selector).textContent = value; };
    const label = (selector, value) => { const e = root.querySelector(selector); e.setAttribute('aria-label', value); if (e.tagName === 'BUTTON') e.title = value; };
    const title = this.isGroup ? name(room.name) : say('dmTitle', assistant);
    root.setAttribute('aria-label', `${say(person.key === 'lu' ? 'whoseLu' : 'whoseWang')} · ${title}`);
    text('.bar .face', this.isGroup ? [...(room.name)][0] : initial(assistant));
    text('.bar h2', title);
    text('.bar p', this.isGroup ? say('members', this.visit.people.length) : say('dmSub'));
    text('.whose', say(person.key === 'lu' ? 'whoseLu' : 'whoseWang'));
    const kind = { group: 'Group', expert: 'Expert', dm: 'Dm' }[room.key];
    text('.lead', say(`empty${kind}`, assistant));
    text('.hint', say(`hint${kind}`, assistant));
    label('.scroll', say('talk')); label('.talk', say('talk')); label('.at', say('mention', assistant)); label('.send', say('send')); label('.tip', say('tips')); label('.names', say('names'));
    label('.unquote', say('cancelQuote')); label('.unpick', say('cancelPicture'));
    root.querySelector('.at').hidden = !this.isGroup;
    this.file.setAttribute('aria-label', say('picture'));
    root.querySelector('.pic').title = say('picture');
    this.input.setAttribute('aria-label', this.isGroup ? say('input', who) : say('inputDm'));
    this.input.placeholder = this.isGroup ? say('input', who) : say('inputDm');
    this.fillTries(root.querySelector('.tries'));
    for (const message of this.messages.values()) this.draw(message);
    this.showEmpty(); this.showTyping(); this.showChips();
  }

  fillTries(into) {
    into.replaceChildren(...triesFor(this.room.key, this.person.key).map(words => {
      const button = make('button', 'chip try', words);
      button.type = 'button';
      button.onclick = () => { this.closeTips(); this.send(words); };
      return button;
    }));
  }

  listen() {
    const { form, input, root } = this;
    form.onsubmit = event => { event.preventDefault(); if (this.names.hidden) this.send(input.value); };
    input.onkeydown = event => this.key(event);
    input.oninput = () => { this.grow(); this.complete(); this.tellTyping(); };
    input.onblur = () => setTimeout(() => { this.names.hidden = true; }, 150);
    root.querySelector('.at').onclick = () => this.mention(this.room.assistant);
    root.querySelector('.unquote').onclick = () => this.quote(null);
    root.querySelector('.unpick').onclick = () => this.pick(null);
    this.file.onchange = () => this.pick(this.file.files[0] ?? null);
    this.tip.onclick = () => this.tip.getAttribute('aria-expanded') === 'true' ? this.closeTips() : this.openTips();
  }

  openTips() { this.tip.setAttribute('aria-expanded', 'true'); this.fillTries(this.chips); this.chips.hidden = false; }
  closeTips() { this.tip.setAttribute('aria-expanded', 'false'); this.showChips(); }
  grow() { this.input.rows = Math.min(4, this.input.value.split('\n').length); }

  key(event) {
    const open = !this.names.hidden, options = [...this.names.children], at = options.findIndex(option => option.getAttribute('aria-selected') === 'true');
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const next = (at + (event.key === 'ArrowDown' ? 1 : options.length - 1)) % options.length;
      options.forEach((option, i) => option.setAttribute('aria-selected', String(i === next)));
    } else if (open && event.key === 'Escape') {
      this.names.hidden = true;
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (open && at >= 0) options[at].click(); else this.send(this.input.value);
    }
  }

  // "@" at the cursor offers everybody who is here.
  complete() {
    const typed = /@([^\s@]*)$/.exec(this.input.value.slice(0, this.input.selectionStart));
    const others = this.isGroup ? [this.room.assistant, ...this.visit.people.filter(person => person.id !== this.own).map(person => person.name)] : [];
    const found = typed ? others.filter(other => other.startsWith(typed[1]) && other !== typed[1]) : [];
    this.names.hidden = found.length === 0;
    this.names.replaceChildren(...found.map((other, i) => {
      const option = make('li', '', other);
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', String(i === 0));
      option.onmousedown = event => event.preventDefault();
      option.onclick = () => { this.input.setRangeText(`@${other} `, typed.index, this.input.selectionStart, 'end'); this.names.hidden = true; this.input.focus(); };
      return option;
    }));
  }

  mention(who) {
    if (!this.input.value.includes(`@${who}`)) this.input.value = `@${who} ${this.input.value}`;
    this.input.focus();
  }

  quote(message) {
    this.quoted = message;
    this.quoting.hidden = !message;
    if (message) { this.quoting.querySelector('p').textContent = `${say('replyTo', this.nameOf(message.from))}：${message.text ?? say('attach')}`; this.input.focus(); }
  }

  pick(file) {
    if (file && file.size > 4 * 1024 * 1024) { file = null; this.warn(say('tooLarge')); }
    this.picture = file;
    if (!file) this.file.value = '';
    const image = this.picked.querySelector('img');
    if (image.src) URL.revokeObjectURL(image.src);
    if (file) { image.src = URL.createObjectURL(file); this.picked.querySelector('span').textContent = file.name; } else image.removeAttribute('src');
    this.picked.hidden = !file;
  }

  warn(text) { this.root.dispatchEvent(new CustomEvent('warn', { bubbles: true, detail: text })); }

  tellTyping() {
    if (Date.now() - (this.toldTyping ?? 0) < 3000 || !this.input.value) return;
    this.toldTyping = Date.now();
    this.client.post({ type: 'typing', from: { id: this.own } }).catch(() => {});
  }

  entities(text) {
    const all = [[this.visit.bot, this.room.assistant], ...this.visit.people.map(person => [person.id, person.name])];
    return all.filter(([, called]) => text.includes(`@${called}`)).map(([id, called]) => ({ type: 'mention', mentioned: { id, name: called }, text: `@${called}` }));
  }

  send(text, answered = this.quoted, tapped = false) {
    text = text.trim();
    if (!text && !this.picture) return;
    const own = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    const activity = { type: 'message', text, locale: locale(), from: { id: this.own, name: this.person.name }, timestamp: new Date().toISOString(), channelData: { clientActivityID: own, tapped } };
    const entities = this.isGroup ? this.entities(text) : [];
    if (entities.length) activity.entities = entities;
    if (answered) activity.replyToId = answered.id;
    this.show({ ...activity, id: own, state: 'sending', file: this.picture });
    this.input.value = ''; this.names.hidden = true; this.grow(); this.quote(null);
    this.deliver(this.messages.get(own));
    this.picture = null; this.pick(null);
  }

  async deliver(message) {
    const { state, file, element, id, ...activity } = message;
    this.set(message, 'sending');
    try {
      const answer = await (file ? this.client.upload(activity, file) : this.client.post(activity));
      message.delivered = true;
      if (this.messages.has(answer.id)) { this.messages.delete(id); element.remove(); } else this.set(message, 'sent');
      this.onSaid(this);
    } catch {
      this.set(message, 'failed');
    }
  }

  set(message, state) { message.state = state; this.draw(message); }

  // Something came in: our own comes back under its final id and replaces what we drew; the same id again is an edit.
  receive(activity) {
    if (activity.type === 'typing') return this.someoneTypes(activity.from);
    if (activity.type !== 'message') return;
    this.typists.delete(activity.from.id); this.showTyping();
    const own = activity.channelData?.clientActivityID, waiting = activity.from.id === this.own && this.messages.get(own);
    if (waiting) { this.messages.delete(own); waiting.element.remove(); }
    const known = this.messages.has(activity.id);
    this.show({ ...activity, state: activity.from.id === this.own ? 'sent' : '' });
    if (!known && !waiting && activity.from.id !== this.own && this.fresh(activity)) { this.unread++; this.onUnread(this); }
  }

  fresh(activity) { return Date.parse(activity.timestamp) > (this.readAt ?? 0); }

  show(message) {
    const old = this.messages.get(message.id);
    message.element = old?.element ?? make('article', 'message');
    this.messages.set(message.id, message);
    const near = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 160;
    this.draw(message);
    if (!old) this.talk.append(message.element);
    this.showEmpty(); this.showChips();
    if (near || message.from.id === this.own) this.toEnd();
  }

  toEnd() { this.scroll.scrollTop = this.scroll.scrollHeight; }

  draw(message) {
    const { element, from } = message, own = from.id === this.own, bot = from.id === this.visit.bot;
    const data = message.channelData ?? {}, who = this.nameOf(from);
    element.className = `message ${own ? 'own' : bot ? 'bot' : 'other'} ${data.withdrawn ? 'withdrawn' : ''}`;
    element.dataset.id = message.id;
    element.dataset.state = message.state ?? '';
    const face = make('span', `face ${bot ? 'bot' : this.visit.people.find(person => person.id === from.id)?.key ?? ''}`, initial(who));
    face.setAttribute('aria-hidden', 'true');
    const body = make('div', 'body'), line = make('p', 'from', own ? '' : who), bubble = make('div', 'bubble');
    line.append(make('time', '', clock(message.timestamp ?? Date.now())));
    if (data.human) line.append(make('b', 'mark', say('human')));
    if (data.edited) line.append(make('i', '', say('edited')));
    const quoted = message.replyToId && !data.tapped && this.messages.get(message.replyToId);
    if (quoted && this.isGroup) bubble.append(make('blockquote', '', `${this.nameOf(quoted.from)}：${quoted.text || say('attach')}`));
    if (message.text) bubble.append(this.words(message.text));
    if (message.file) bubble.append(this.image(URL.createObjectURL(message.file), message.file.name));
    for (const attachment of message.attachments ?? []) bubble.append(this.attachment(attachment, message));
    body.append(line, bubble);
    const foot = make('p', 'foot');
    if (own && message.state) foot.append(make('span', `state ${message.state}`, say(message.state)));
    if (own && message.state === 'failed') foot.append(this.button('again', say('retry'), () => this.deliver(message)));
    if (this.isGroup && message.state !== 'sending' && message.state !== 'failed' && !data.withdrawn) foot.append(this.button('answer', say('reply'), () => this.quote(message)));
    body.append(foot);
    element.replaceChildren(face, body);
  }

  button(className, text, act) { const button = make('button', className, text); button.type = 'button'; button.onclick = act; return button; }

  words(text) {
    const paragraph = make('p', 'words');
    for (const piece of text.split(/(@[^\s@，。！？,.!?]+)/)) {
      const called = piece.startsWith('@') && [this.room.assistant, ...this.visit.people.map(person => person.name)].find(who => piece.startsWith(`@${who}`));
      if (called) paragraph.append(make('b', 'at-name', `@${called}`), piece.slice(called.length + 1)); else paragraph.append(piece);
    }
    return paragraph;
  }

  image(url, alt) { const image = make('img', 'photo'); image.src = url; image.alt = alt || say('attach'); image.onload = () => this.toEnd(); return image; }

  attachment({ contentType, contentUrl, content, name: file }, message) {
    if (contentType.startsWith('image/')) return this.image(new URL(contentUrl, location.href).pathname, file);
    if (contentType !== 'application/vnd.microsoft.card.hero') { const link = make('a', 'file', file); link.href = new URL(contentUrl, location.href).pathname; link.download = file; return link; }
    const card = make('div', 'card');
    for (const picture of content.images ?? []) card.append(this.image(picture.url, content.title));
    for (const part of ['title', 'subtitle', 'text']) if (content[part]) card.append(make('p', part, content[part]));
    for (const choice of content.buttons ?? []) card.append(this.button('chip', choice.title, () => this.send(choice.value, message, true)));
    return card;
  }

  // Quick replies are for whoever was answered, and only until the talk goes on.
  showChips() {
    if (this.tip.getAttribute('aria-expanded') === 'true') return;
    const all = [...this.messages.values()].filter(message => message.state !== 'failed');
    const forMe = message => message.from.id === this.own || (message.from.id === this.visit.bot && (this.messages.get(message.replyToId)?.from.id ?? this.own) === this.own);
    const last = all.filter(forMe).at(-1);
    const choices = last?.from.id === this.visit.bot ? last.suggestedActions?.actions ?? [] : [];
    this.chips.replaceChildren(...choices.map(choice => this.button('chip', choice.title, () => this.send(choice.value, last, true))));
    this.chips.hidden = choices.length === 0;
    if (choices.length) this.toEnd();
  }

  showEmpty() { this.empty.hidden = [...this.messages.values()].some(message => message.from.id !== this.visit.bot); }

  someoneTypes(from) {
    if (from.id === this.own) return;
    clearTimeout(this.typists.get(from.id)?.timer);
    this.typists.set(from.id, { from, timer: setTimeout(() => { this.typists.delete(from.id); this.showTyping(); }, 4000) });
    this.showTyping();
  }

  showTyping() {
    const who = [...this.typists.values()].map(typist => this.nameOf(typist.from));
    this.typing.hidden = who.length === 0;
    this.typing.querySelector('.who').textContent = who.length ? say('typing', who.join('、')) : '';
    if (who.length) this.toEnd();
  }

  seen() { this.unread = 0; this.readAt = Date.now(); this.onUnread(this); }
}
