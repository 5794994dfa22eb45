// First load of the editor's route, as gzip: node test/browser/weight.mjs   (needs `npm run build`)
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { start } from '../mock/service.mjs';

const server = await start(0);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
const bodies = [];
page.on('response', (response) => { if (response.url().includes('/console') || response.url().endsWith('.svg')) bodies.push(response.body().then((body) => [response.url().split('/').pop().split('?')[0], body.length, gzipSync(body).length])); });
await page.goto(`http://127.0.0.1:${server.address().port}/console/studio/edit?path=templates/shop/result.tmpl`, { waitUntil: 'networkidle' });
await page.locator('.phone .bubble').first().waitFor();
let sum = 0;
for (const [name, raw, zipped] of await Promise.all(bodies)) { sum += zipped; console.log(`${(zipped / 1024).toFixed(1).padStart(7)} KB gzip ${(raw / 1024).toFixed(1).padStart(7)} KB  ${name}`); }
console.log(`${(sum / 1024).toFixed(1).padStart(7)} KB gzip in all (400 allowed)`);
await browser.close();
server.close();
process.exitCode = sum > 400 * 1024 ? 1 : 0;
