import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, say } from '../../src/words/words.ts';

const table = Object.entries(all) as [string, readonly [string, string]][];
const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

test('every word has both languages', () => {
  for (const [key, pair] of table) {
    assert.equal(pair.length, 2, key);
    assert.ok(pair[0].trim() !== '' && pair[1].trim() !== '', `${key} is empty in one language`);
  }
});

test('both languages fill in the same values', () => {
  for (const [key, [zh, en]] of table) assert.deepEqual(names(zh), names(en), key);
});

test('English words hold no Chinese, but for the other language’s own name', () => {
  for (const [key, [, en]] of table) if (!key.startsWith('language.')) assert.doesNotMatch(en, /[\u4e00-\u9fff]/, key);
});

test('values are filled in; a missing one stays visible', () => {
  assert.equal(say('zh', 'studio.place', { line: 3, column: 5 }), '第 3 行第 5 字');
  assert.equal(say('en', 'studio.place', { line: 3 }), 'line 3, column {column}');
});
