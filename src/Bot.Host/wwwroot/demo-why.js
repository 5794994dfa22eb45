// The panel 为什么: the record of a turn, told in words.
import { say, code, knows, persona, name, current } from './demo-words.js';

const make = (tag, className, text) => { const e = document.createElement(tag); if (className) e.className = className; if (text !== undefined) e.textContent = text; return e; };

export class Why {
  constructor(root, visit) {
    Object.assign(this, { root, visit });
    this.rooms = new Map();
    this.turns = new Map();
  }

  // Asks for what is new in a conversation; a second call while one runs makes it look once more.
  async look(room, client) {
    const place = this.rooms.get(room.key) ?? { after: null, busy: false, again: false };
    this.rooms.set(room.key, place);
    if (place.busy) { place.again = true; return; }
    place.busy = true;
    try {
      const { facts, after } = await client.why(place.after);
      place.after = after ?? place.after;
      for (const fact of facts) this.take(room, { kind: 'Said', ...fact }); // the record leaves out first values
      if (facts.length) this.draw();
    } catch { /* The record is a comment: the talk goes on without it. */ } finally { place.busy = false; }
    if (place.again) { place.again = false; await this.look(room, client); }
  }

  take(room, fact) {
    const key = `${room.key} ${fact.activityId}`;
    const turn = this.turns.get(key) ?? { room, at: fact.at, facts: [] };
    if (!turn.facts.some(known => known.id === fact.id)) turn.facts.push(fact);
    this.turns.set(key, turn);
  }

  draw() {
    const shown = [...this.turns.values()].filter(turn => turn.facts.some(fact => fact.kind !== 'Joined')).sort((a, b) => b.at.localeCompare(a.at)).slice(0, 60);
    this.root.replaceChildren(...(shown.length ? shown.map(turn => this.card(turn)) : [make('li', 'none', say('nothingYet'))]));
    return shown.length;
  }

  card({ room, at, facts }) {
    const find = kind => facts.find(fact => fact.kind === kind), said = find('Said'), spoken = facts.filter(fact => fact.kind === 'Replied'), silent = find('Silent');
    const verdict = silent && !spoken.length ? 'quiet' : facts.some(fact => fact.data?.to === 'direct') ? 'moved' : find('HandOff') ? 'handed' : spoken.length ? 'spoke' : said && facts.length === 1 ? 'readTogether' : 'noted';
    const card = make('li', `fact ${verdict}`);
    card.dataset.verdict = verdict;
    const head = make('p', 'head');
    head.append(make('b', 'verdict', say(verdict)), make('span', 'where', room.key === 'dm' ? say('roomDm') : name(room.name)), make('time', '', new Date(at).toLocaleTimeString(current() === 'zh' ? 'zh-CN' : 'en-GB', { hour12: false })));
    card.append(head);
    if (said) card.append(make('p', 'quote', `${this.who(said.member)}：${said.text || say('attach')}`));
    const list = make('dl');
    const rows = new Set();
    // Several messages of one turn share most of their reasons: each is told once.
    const row = (label, value) => {
      const both = `${label} ${value?.textContent ?? value}`;
      if (!value || rows.has(both)) return;
      rows.add(both);
      const detail = make('dd');
      detail.append(value);
      list.append(make('dt', '', say(label)), detail);
    };
    for (const fact of spoken) {
      const [called, what, ...rest] = (fact.reason ?? '').split(':');
      row('lCalled', called && code(called));
      row(what === 'match' ? 'lMatched' : 'lBecause', what && (what === 'match' ? `“${rest.join(':')}”` : this.because(what, rest)));
      if (fact.score !== undefined && fact.score !== null) row('lScore', this.meter(fact.score));
      row('lTemplate', fact.template && this.code(fact.template));
      if (fact.data?.to === 'direct') row('lOther', say('privateText'));
    }
    if (silent) row('lBecause', this.because(...this.split(silent.reason)));
    for (const fact of facts.filter(fact => fact.kind === 'Dialog')) row('lDialog', [fact.data?.dialog && code(fact.data.dialog), this.because(...this.split(fact.reason))].filter(Boolean).join(' · '));
    for (const fact of facts.filter(fact => fact.kind === 'Stated')) { const [what, value] = (fact.reason ?? '').split('='); row('lStated', `${code(what)} ${value ?? ''}`); }
    row('lConsent', find('Consent')?.reason && this.because(...this.split(find('Consent').reason)));
    row('lOther', find('HandOff')?.reason && this.because(...this.split(find('HandOff').reason)));
    const by = facts.find(fact => fact.persona);
    if (by && (spoken.length || silent)) row('lPersona', `${persona(by.persona)} · ${code(by.personaBy)}`);
    if (list.children.length) card.append(list);
    return card;
  }

  who(member) { const person = this.visit.people.find(other => other.id === member); return person ? name(person.name) : ''; }
  split(reason) { const [what, ...rest] = (reason ?? '').split(':'); return [what, rest]; }
  because(what, rest = []) { return [code(what), ...rest.filter(Boolean).map(word => (knows(word) ? code(word) : word))].join(' · '); }
  code(template) { const [key, version] = template.split('@'); const element = make('code', '', key); element.title = version ? `@${version}` : ''; return element; }

  meter(score) {
    const both = make('span', 'score'), meter = document.createElement('meter');
    Object.assign(meter, { min: 0, max: 1, low: 0.5, high: 0.75, optimum: 1, value: score });
    meter.setAttribute('aria-label', say('lScore'));
    both.append(meter, `${Math.round(score * 100)}%`);
    return both;
  }
}
