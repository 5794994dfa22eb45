// Makes Understanding/Folding/Simplified.txt and Pinyin.txt, which Bot.Core embeds. Run: cd eng/tables && npm ci && node make.mjs
import { writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

const into = new URL('../../src/Bot.Core/Understanding/Folding/', import.meta.url);
const table = async name => new Map((await import(`opencc-js/dict/${name}`)).default.split('|').map(pair => pair.split(' ')));
const [simple, hongKong, taiwan] = await Promise.all(['TSCharacters', 'HKVariantsRev', 'TWVariantsRev'].map(table));

// The characters of GB 2312 are what people write in simplified Chinese: of those only what OpenCC itself maps is mapped.
const gb2312 = new Set();
const decoder = new TextDecoder('gbk');
for (let row = 0xb0; row <= 0xf7; row++) {
  for (let cell = 0xa1; cell <= 0xfe; cell++) {
    const c = decoder.decode(Uint8Array.from([row, cell]));
    if (c.length === 1 && c !== '\uFFFD' && !(c >= '\uE000' && c <= '\uF8FF')) gb2312.add(c);
  }
}

// Not in OpenCC's tables of single characters, but written daily: 看著, 妳, 牠.
const own = new Map([['著', '着'], ['妳', '你'], ['牠', '它']]);
const forms = new Map();
for (let code = 0x2e80; code <= 0xfaff; code++) {
  if (code >= 0xa000 && code < 0xf900) continue;
  const c = String.fromCharCode(code);
  const plain = c.normalize('NFKC');
  const from = plain.length === 1 && /\p{Script=Han}/u.test(c) ? plain : c;
  const through = gb2312.has(from) ? from : hongKong.get(from) ?? taiwan.get(from) ?? from;
  const to = own.get(from) ?? simple.get(from) ?? simple.get(through) ?? (gb2312.has(through) ? through : from);
  if (to.length === 1 && to !== c) forms.set(c, to);
}

// Folding twice must change nothing more (薴 → 苧 → 苎).
const pairs = [...forms].map(([c, to]) => c + (forms.get(to) ?? to));

const lines = (items, each) => Array.from({ length: Math.ceil(items.length / each) }, (_, i) => items.slice(i * each, (i + 1) * each).join(''));
writeFileSync(new URL('Simplified.txt', into), [
  '# Traditional and variant characters, each followed by its simplified form. Made by eng/tables/make.mjs; do not edit.',
  '# From the OpenCC dictionaries in opencc-js 1.4.2 (https://github.com/nk2028/opencc-js), Apache License 2.0. See THIRD-PARTY.md.',
  ...lines(pairs, 64),
].join('\n') + '\n');

// Readings that pinyin-pro gives for words of their own, where everyday sentences have another.
const daily = new Map(Object.entries({ 着: 'zhe', 呢: 'ne', 吗: 'ma', 还: 'hai', 都: 'dou', 得: 'de', 地: 'di', 了: 'le', 的: 'de', 行: 'xing', 长: 'chang', 什: 'shen', 么: 'me', 家: 'jia', 单: 'dan', 色: 'se', 重: 'zhong' }));
const bySyllable = new Map();
for (const c of [...gb2312].sort()) {
  const syllable = daily.get(c) ?? pinyin(c, { toneType: 'none', type: 'array', v: true })[0];
  if (/^[a-z]+$/.test(syllable)) (bySyllable.get(syllable) ?? bySyllable.set(syllable, []).get(syllable)).push(c);
}

writeFileSync(new URL('Pinyin.txt', into), [
  '# A syllable without its tone, and the characters that are most often read so. Made by eng/tables/make.mjs; do not edit.',
  '# From pinyin-pro 3.29.4 (https://github.com/zh-lx/pinyin-pro), MIT. See THIRD-PARTY.md.',
  ...[...bySyllable.keys()].sort().map(syllable => `${syllable} ${bySyllable.get(syllable).join('')}`),
].join('\n') + '\n');
console.log(`${pairs.length} pairs, ${bySyllable.size} syllables`);
