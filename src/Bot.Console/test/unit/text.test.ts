import assert from 'node:assert/strict';
import { test } from 'node:test';
import { halves } from '../../src/api/client.ts';
import { compare } from '../../src/parts/diff.ts';
import { apply, offset } from '../../src/studio/edits.ts';
import { addSection, blank, missing, outline, sectionAt } from '../../src/studio/sections.ts';

const place = (line: number, column: number) => ({ line, column });

test('places are lines and UTF-16 columns from 1; beyond an end is the end', () => {
  const text = '一二\nabc😀d\n';
  assert.equal(offset(text, place(1, 1)), 0);
  assert.equal(offset(text, place(2, 4)), 6);
  assert.equal(offset(text, place(2, 6)), 8);
  assert.equal(offset(text, place(1, 99)), 2);
  assert.equal(offset(text, place(99, 1)), text.length);
});

test('mends change their spans and nothing else, in any order', () => {
  const text = '｛｛user.nik｝｝ 好\n# 注\n';
  const edits = [{ from: place(1, 11), to: place(1, 13), text: '}}' }, { from: place(1, 1), to: place(1, 3), text: '{{' }, { from: place(1, 8), to: place(1, 11), text: 'nick' }];
  assert.equal(apply(text, edits), '{{user.nick}} 好\n# 注\n');
});

test('an edit that overlaps an earlier one is left out', () => {
  assert.equal(apply('abcdef', [{ from: place(1, 1), to: place(1, 4), text: 'X' }, { from: place(1, 3), to: place(1, 5), text: 'Y' }]), 'Xdef');
});

const template = '---\nname: 结果\nlocales: [zh-CN, en]\n---\n== zh-CN\n你好\n== zh-CN channel=group persona=小助 weight=50 id=b\n短\n';

test('sections are read with their conditions, and promised languages that are missing', () => {
  const of = outline(template);
  assert.equal(of.name, '结果');
  assert.equal(of.frontEnd, 4);
  assert.deepEqual(of.sections.map((one) => [one.line, one.end, one.locale, one.channel, one.persona, one.id, one.weight]), [[5, 6, 'zh-CN', null, null, null, null], [7, 9, 'zh-CN', 'group', '小助', 'b', 50]]);
  assert.deepEqual(missing(of), ['en']);
  assert.equal(sectionAt(of, 6)?.line, 5);
  assert.equal(sectionAt(of, 2), null);
});

test('a section is added at the end and the rest stays', () => {
  const next = addSection(template, { locale: 'en', channel: 'group', id: 'short one' });
  assert.ok(next.text.startsWith(template));
  assert.equal(next.text.split('\n')[next.line - 1], '== en channel=group id=short-one');
});

test('a new reply quotes what YAML would misread', () => {
  assert.match(blank('价格: 多少', 'answer', ['多少钱, 呀']), /name: "价格: 多少"\nkind: answer\nasks: \["多少钱, 呀"\]/);
});

test('a difference names changed words and folds what is equal', () => {
  const before = Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n') + '\n';
  const rows = compare(before, before.replace('line 10', 'line ten'));
  assert.deepEqual(rows.filter((row) => row.kind !== 'same').map((row) => row.kind), ['skip', 'cut', 'add', 'skip']);
  assert.deepEqual(rows.find((row) => row.kind === 'add')?.pieces, [{ text: 'line ', changed: false }, { text: 'ten', changed: true }]);
  assert.equal(rows[0]?.count, 7);
  assert.equal(compare('a\n', 'a\n').every((row) => row.kind !== 'cut' && row.kind !== 'add'), true);
});

test('older refusals are told apart by language, line by line', () => {
  assert.deepEqual(halves('没有 / none\n坏了 / broken'), ['没有；坏了', 'none; broken']);
  assert.deepEqual(halves('x'), ['x', 'x']);
  assert.deepEqual(halves(null), [null, null]);
});
