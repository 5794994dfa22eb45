// How long a long list makes one wait: 2,000 templates, 10,000 interactions. node test/browser/speed.mjs
import { chromium } from 'playwright-core';
import { start } from '../mock/service.mjs';
import { facts, files } from '../mock/world.mjs';

const seed = files.get('templates/shop/result.tmpl');
for (let i = 0; files.size < 2060; i++) files.set(`templates/many/t${i}.tmpl`, { ...seed, path: `templates/many/t${i}.tmpl`, key: `many.t${i}`, draft: null });
const some = [...facts];
while (facts.length < 10_000) facts.push({ ...some[facts.length % some.length], id: `f${facts.length}` });
const server = await start(0);
const base = `http://127.0.0.1:${server.address().port}/console`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
// From an act to the second frame after it: the change has been painted by then.
const painted = (act) => page.evaluate(async (code) => { const from = performance.now(); new Function(code)(); await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); return performance.now() - from; }, act);
const show = (name, times) => { const all = times.sort((a, b) => a - b); console.log(`${name}: median ${all[all.length >> 1].toFixed(0)} ms, worst ${all.at(-1).toFixed(0)} ms (n=${all.length})`); };
const scroll = async (name) => { const times = []; for (let i = 0; i < 20; i++) times.push(await painted(`document.querySelector('.rows').scrollTop = ${i * 4000}`)); show(`${name}: scroll`, times); };

await page.goto(base + '/studio'); await page.locator('.content-row').first().waitFor(); await page.waitForTimeout(1500);
await scroll('2,000 templates');
const times = [];
for (const word of ['t', 't1', 't12', 't123', '选购', '', 'many', 't9', 'result', '']) times.push(await painted(`const box = document.querySelector('input.search'); Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, ${JSON.stringify(word)}); box.dispatchEvent(new Event('input', { bubbles: true }))`));
show('2,000 templates: filter', times);
await page.goto(base + '/people/record'); await page.getByText('10,000').first().waitFor(); await page.waitForTimeout(1500);
await scroll('10,000 interactions');
const kinds = [];
for (const kind of ['Said', 'Replied', '', 'Silent', '']) kinds.push(await painted(`const box = document.querySelectorAll('.bar select')[0]; Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(box, '${kind}'); box.dispatchEvent(new Event('change', { bubbles: true }))`));
show('10,000 interactions: filter', kinds);
await browser.close();
server.close();
