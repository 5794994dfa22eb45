// Opens every screen in both languages and at two widths: axe must find nothing, the console must be silent, and a picture is kept.
//   node test/browser/look.mjs [folder] [name …]      needs `npm run build` and a Chromium
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { start } from '../mock/service.mjs';
import { screens } from './screens.mjs';

const folder = process.argv[2] ?? '/tmp/console-look';
const wanted = process.argv.slice(3);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
mkdirSync(folder, { recursive: true });
const server = await start(0);
const base = `http://127.0.0.1:${server.address().port}/console`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let bad = 0;
for (const width of [1440, 390]) {
  for (const [language, theme] of [['zh-CN', 'light'], ['en', 'dark']]) {
    const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 900 }, bypassCSP: false, colorScheme: theme });
    await context.addInitScript(`localStorage.setItem('qunzhu.language', '${language === 'en' ? 'en' : 'zh'}')`);
    const page = await context.newPage();
    await page.goto(`${base}/`);
    await page.evaluate((next) => fetch('/api/v1/session/language', { method: 'PUT', headers: { 'X-Qunzhu-Csrf': 'c', 'Content-Type': 'application/json' }, body: JSON.stringify({ language: next }) }), language);
    const noise = [];
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !message.text().includes('404')) noise.push(message.text()); });
    page.on('pageerror', (error) => noise.push(String(error)));
    for (const [name, path, act] of screens) {
      if (wanted.length && !wanted.includes(name)) continue;
      noise.length = 0;
      const label = `${name}-${language}-${width}`;
      try {
        await page.goto(base + path, { waitUntil: 'networkidle' });
        await page.waitForTimeout(250);
        if (act) { await act(page, language); await page.waitForTimeout(350); }
        await page.screenshot({ path: join(folder, `${label}.png`), fullPage: width === 390 && !act });
        await page.evaluate(axe).catch(() => undefined);
        const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        for (const one of found.violations) { bad++; console.log(`${label}: ${one.id} ×${one.nodes.length}: ${one.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`); }
        if (wide > 0) { bad++; console.log(`${label}: ${wide}px too wide`); }
        for (const text of new Set(noise)) { bad++; console.log(`${label}: console: ${text}`); }
      } catch (error) { bad++; console.log(`${label}: ${String(error).split('\n')[0]}`); }
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(bad === 0 ? 'nothing found' : `${bad} found`);
process.exitCode = bad === 0 ? 0 : 1;
