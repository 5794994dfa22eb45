// A stranger's journey against a running service: node test/browser/journey.mjs ADDRESS
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const base = process.argv[2] + '/console';
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const enter = async () => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => { if (message.type() === 'error' && !/40[04]|412|422/.test(message.text())) console.log('  console:', message.text().slice(0, 200)); });
  page.on('pageerror', (error) => console.log('  page error:', String(error)));
  await page.goto(base + '/sign-in');
  await page.fill('input[name=name]', 'mei'); await page.fill('input[name=password]', 'a long password 1'); await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/console\/?$/);
  return page;
};
const step = (name) => console.log('✓', name);
const button = (page, name) => page.getByRole('button', { name, exact: true });
const key = `faq.journey${Date.now() % 100000}`;
const one = await enter();

await one.goto(base + '/studio'); await button(one, '新建回复').click();
const box = one.getByRole('dialog');
await box.getByLabel('名字').fill('能不能带上飞机'); await box.getByLabel('键').fill(key); await box.getByLabel('大家会怎么问（每行一句）').fill('面膜能带飞机吗\n坐飞机可以带面膜不\n面膜能托运吗');
await button(box, '建立草稿').click();
await one.waitForURL(/studio\/edit/); step('a new reply has a draft');

const text = one.locator('.cm-content');
await text.click(); await one.keyboard.press('Control+End'); await one.keyboard.type('{{user.nik}}');
await one.keyboard.type('～面膜可以托运。');
await one.locator('.problem.error').filter({ hasText: 'nik' }).waitFor(); console.log('   ', await one.locator('.problem.error').first().innerText());
await one.locator('.problem.error button.small').first().click(); await one.getByText('可能没有值').first().waitFor(); await one.locator('.problem.error button.small').first().click();
await one.getByText('没有问题').waitFor().catch(async () => { await one.screenshot({ path: '/tmp/j.png' }); throw new Error(await one.locator('.problems').innerText()); }); step('a mistake is explained and mended with one click');
console.log('   ', (await text.innerText()).split('\n').at(-1));
await one.getByText('草稿已自动保存').waitFor(); step('the draft is saved by itself');
await one.locator('.phone .bubble').first().waitFor(); console.log('   ', await one.locator('.phone .bubble').first().innerText()); step('the preview shows the unsaved text');

await button(one, '发布').click(); const publish = one.getByRole('dialog'); console.log('   ', await publish.locator('.blast').innerText().catch(() => 'no blast')); await publish.getByLabel('理由').fill('第一版'); await button(publish, '发布').click();
await one.locator('.status .tag.good').waitFor(); step('published');

const two = await enter();
await two.goto(one.url()); await two.locator('.cm-content').waitFor();
await one.bringToFront(); await text.click(); await one.keyboard.press('Control+End'); await one.keyboard.type('甲'); await one.getByText('草稿已自动保存').waitFor();
await two.bringToFront(); await two.locator('.cm-content').click(); await two.keyboard.press('Control+End'); await two.keyboard.type('乙');
await two.getByRole('dialog').getByText('先保存了这份草稿').waitFor(); step('a stale save is refused with a difference'); console.log('   ', (await two.locator('.diff').innerText()).replace(/\s+/g, ' ').slice(-80));
await button(two.getByRole('dialog'), '用我的覆盖').click(); await two.getByText('草稿已自动保存').waitFor();
await button(two, '发布').click(); await two.getByRole('dialog').getByLabel('理由').fill('第二版'); await button(two.getByRole('dialog'), '发布').click(); await two.locator('.status .tag.good').waitFor();
await two.getByRole('tab', { name: '历史' }).click(); await two.locator('.versions li').nth(1).waitFor(); await two.locator('.versions li').nth(1).getByRole('button').click();
await two.getByRole('dialog').getByLabel('理由').fill('回到第一版'); await button(two.getByRole('dialog'), '回滚到这个版本').click();
await two.locator('.versions li').nth(2).waitFor(); step('rolled back as a new version'); console.log('   ', (await two.locator('.versions').innerText()).replace(/\s+/g, ' '));
assert.ok(!(await two.locator('.cm-content').innerText()).includes('乙'));
await one.close(); await two.close();
await browser.close();
