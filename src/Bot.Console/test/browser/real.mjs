// Walks the pages against a running service: node test/browser/real.mjs FIRST_RUN_LINK [folder]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { screens } from './screens.mjs';

const [link, folder = '/tmp/real'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(6000);
page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) console.log('  console:', message.text().slice(0, 300)); });
page.on('pageerror', (error) => console.log('  page error:', String(error).slice(0, 400)));
page.on('response', async (response) => { if (response.url().includes('/api/') && response.status() >= 400) console.log('  ', response.request().method(), response.url().replace(/^.*\/api/, '/api').slice(0, 120), response.status(), (await response.text().catch(() => '')).slice(0, 200)); });
const base = new URL(link).origin + '/console';
await page.goto(link);
if (await page.locator('input[name=again]').count()) {
  await page.fill('input[name=name]', 'mei'); await page.fill('input[name=display]', '梅姐'); await page.fill('input[name=password]', 'a long password 1'); await page.fill('input[name=again]', 'a long password 1');
} else {
  await page.goto(base + '/sign-in'); await page.fill('input[name=name]', 'mei'); await page.fill('input[name=password]', 'a long password 1');
}
await page.screenshot({ path: join(folder, 'first-run.png') });
await page.locator('button[type=submit]').click();
await page.waitForURL(/\/console\/?$/);
for (const [name, path, act] of screens) {
  console.log(name);
  try {
    await page.goto(base + path, { waitUntil: 'load' });
    await page.waitForTimeout(1200);
    if (act) { await act(page, 'zh-CN').catch((error) => console.log('  act:', String(error).split('\n')[0])); await page.waitForTimeout(900); }
    await page.screenshot({ path: join(folder, name + '.png') });
  } catch (error) { console.log('  failed:', String(error).split('\n')[0]); }
}
await browser.close();
