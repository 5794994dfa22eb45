// [name, place, what to do first]
export const screens = [
  ['today', '/'],
  ['studio', '/studio'],
  ['editor', '/studio/edit?path=templates/shop/result.tmpl'],
  ['editor-picker', '/studio/edit?path=templates/shop/result.tmpl', (page, language) => page.getByRole('button', { name: language === 'en' ? 'Insert a variable' : '插入变量' }).click()],
  ['editor-publish', '/studio/edit?path=templates/shop/result.tmpl', (page, language) => page.getByRole('button', { name: language === 'en' ? 'Publish' : '发布', exact: true }).click()],
  ['editor-history', '/studio/edit?path=templates/shop/result.tmpl', async (page, language) => { await page.getByRole('tab', { name: language === 'en' ? 'History' : '历史' }).click(); await page.getByRole('button', { name: language === 'en' ? /^Compare/ : /^对比/ }).first().click(); }],
  ['studio-new', '/studio', (page, language) => page.getByRole('button', { name: language === 'en' ? 'New reply' : '新建回复' }).click()],
  ['account', '/', (page, language) => page.getByRole('button', { name: language === 'en' ? /My account/ : /我的账号/ }).click()],
];
