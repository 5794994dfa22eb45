// A small Direct Line 3.0 client: one person in one conversation.
const base = '/v3/directline';
const wait = ms => new Promise(done => setTimeout(done, ms));

export class Refused extends Error {
  constructor(status, code, after) { super(code); this.status = status; this.code = code; this.after = after; }
}

async function call(path, token, options = {}) {
  const response = await fetch(path, { ...options, headers: { Authorization: `Bearer ${token}`, ...options.headers } });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body.error?.code ?? '', Number(response.headers.get('Retry-After')) || 0);
  return body;
}

export class Client {
  constructor({ conversation, person, token, locale, renew, onActivity, onState }) {
    Object.assign(this, { conversation, person, token, locale, renew, onActivity, onState });
    this.watermark = '0';
    this.stopped = false;
    this.path = `${base}/conversations/${encodeURIComponent(conversation)}`;
  }

  async start() {
    await this.ask(token => call(`${base}/conversations`, token, this.json({ locale: this.locale() })));
    this.follow();
    this.refresher = setInterval(() => this.refresh(), 15 * 60 * 1000);
  }

  stop() {
    this.stopped = true;
    clearInterval(this.refresher);
    this.socket?.close();
  }

  json(body) {
    return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  }

  // A token that grew old while the page slept is replaced once; busy is tried again when the server says.
  async ask(what, tries = 4) {
    try {
      return await what(this.token);
    } catch (error) {
      if (!(error instanceof Refused) || tries <= 0) throw error;
      if (error.status === 403 && error.code === 'TokenExpired') this.token = await this.renew(this);
      else if (error.status === 429 || error.status === 503) await wait(Math.max(1, error.after) * 1000);
      else throw error;
      return this.ask(what, tries - 1);
    }
  }

  async refresh() {
    const fresh = await this.ask(token => call(`${base}/tokens/refresh`, token, { method: 'POST' })).catch(() => null);
    if (fresh) this.token = fresh.token;
  }

  async follow() {
    for (let pause = 500; !this.stopped; pause = Math.min(pause * 2, 8000)) {
      try {
        const again = await this.ask(token => call(`${this.path}?watermark=${this.watermark}`, token));
        this.token = again.token;
        if (await this.listen(again.streamUrl)) pause = 250;
      } catch (error) {
        if (error instanceof Refused && error.status < 500 && error.status !== 429) { this.onState('lost'); return; }
      }
      if (this.stopped) return;
      this.onState('waiting');
      await wait(pause);
    }
  }

  listen(url) {
    return new Promise(done => {
      let opened = false;
      const socket = this.socket = new WebSocket(url);
      socket.onopen = () => { opened = true; this.onState('open'); };
      socket.onmessage = event => {
        if (!event.data) return;
        const set = JSON.parse(event.data);
        if (set.watermark) this.watermark = set.watermark;
        for (const activity of set.activities) this.onActivity(activity);
      };
      socket.onclose = () => done(opened);
    });
  }

  post(activity) {
    return this.ask(token => call(`${this.path}/activities`, token, this.json(activity)));
  }

  upload(activity, file) {
    const form = new FormData();
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'activity');
    form.append('file', file, file.name);
    return this.ask(token => call(`${this.path}/upload`, token, { method: 'POST', body: form }));
  }

  why(after) {
    const query = new URLSearchParams({ conversation: this.conversation });
    if (after) query.set('after', after);
    return this.ask(token => call(`/demo/why?${query}`, token));
  }
}
