import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { conditionOf } from '../../src/dialogs/conditions.ts';
import { addStep, dialogOutline, editStep, moveStep, removeStep, setPreset } from '../../src/dialogs/steps.ts';
import { addAsks } from '../../src/knowledge/asks.ts';
import { runsBetween } from '../../src/pushes/runs.ts';
import { rowsOf, segmentOf } from '../../src/pushes/shapes.ts';

const shop = readFileSync(join(process.cwd(), '../../dialogs/shopping.yaml'), 'utf8');
const small = 'dialog: a\nsteps:\n  # 先问品类\n  - ask: category   # 必填\n  - ask: budget\n\n  - if: x is empty\n    then:\n      - say: none\n      - end: no\n    else:\n      - say: some\n  - end: done\n# 结束\n';

test('a dialog that ships is read as steps with their branches', () => {
  const of = dialogOutline(shop);
  assert.deepEqual(of.steps.map((step) => step.verb), ['ask', 'ask', 'if', 'ask', 'confirm', 'do', 'if', 'end']);
  assert.deepEqual(of.steps[6]?.children.map((step) => [step.branch, step.verb, step.value]), [['then', 'say', 'shop.none'], ['then', 'end', 'no_result'], ['else', 'say', 'shop.result']]);
  assert.deepEqual(of.slots.map((slot) => [slot.key, slot.name]), [['category', '品类'], ['budget', '预算'], ['skin', '肤质'], ['focus', '在意什么'], ['ok', '确认']]);
});

test('a step moves with the comment above it, and back gives the same text', () => {
  const moved = moveStep(small, dialogOutline(small).steps, 0, 1);
  assert.equal(moved, small.replace('  # 先问品类\n  - ask: category   # 必填\n  - ask: budget\n', '  - ask: budget\n  # 先问品类\n  - ask: category   # 必填\n'));
  assert.equal(moveStep(moved, dialogOutline(moved).steps, 1, -1), small);
});

test('moving every step of a shipped dialog down and up again changes nothing', () => {
  const { steps } = dialogOutline(shop);
  for (let i = 0; i + 1 < steps.length; i++) {
    const moved = moveStep(shop, steps, i, 1);
    assert.notEqual(moved, shop);
    assert.equal(moveStep(moved, dialogOutline(moved).steps, i + 1, -1), shop);
  }
});

test('steps of different branches do not change places', () => {
  const children = dialogOutline(small).steps[2]?.children ?? [];
  assert.equal(moveStep(small, children, 1, 1), small);
});

test('a value is edited in place; the comment on its line stays', () => {
  const [first] = dialogOutline(small).steps;
  assert.ok(first);
  assert.equal(editStep(small, first, 'kind'), small.replace('ask: category   #', 'ask: kind   #'));
});

test('steps are added and taken away', () => {
  const of = dialogOutline(small);
  const [first, second] = of.steps;
  assert.ok(first && second);
  assert.match(addStep(small, second, 'say', 'shop.hi'), /- ask: budget\n {2}- say: shop\.hi\n\n {2}- if/);
  assert.equal(removeStep(small, first), small.replace('  # 先问品类\n  - ask: category   # 必填\n', ''));
});

test('the preset is set and the rest of the rules stays', () => {
  assert.equal(setPreset('# a\npreset: fmcg # b\nx: 1\n', 'local-services'), '# a\npreset: local-services # b\nx: 1\n');
});

test('ways of asking go into the list whichever way it is written', () => {
  assert.equal(addAsks('---\nname: a\nasks: [一, 二]\n---\n== zh-CN\n', ['三', '二']), '---\nname: a\nasks: [一, 二, 三]\n---\n== zh-CN\n');
  assert.equal(addAsks('---\nasks:\n  [一,\n   "a]b"]\n---\nx\n', ['三']), '---\nasks:\n  [一,\n   "a]b", 三]\n---\nx\n');
  assert.equal(addAsks('---\nasks:\n  - 一\nname: b\n---\n', ['三: 四']), '---\nasks:\n  - 一\n  - "三: 四"\nname: b\n---\n');
  assert.equal(addAsks('---\nname: a\n---\n== zh-CN\n', ['一']), '---\nname: a\nasks: [一]\n---\n== zh-CN\n');
  assert.equal(addAsks('no front', ['一']), 'no front');
});

test('a segment reads back as it was written; one too rich for rows is left alone', () => {
  const segment = { is: 'all', of: [{ is: 'tag', tag: 'vip' }, { is: 'attribute', name: 'region', values: ['上海', '杭州'] }, { is: 'inactive_for', days: 30 }] };
  assert.deepEqual(segmentOf(rowsOf(segment) ?? []), segment);
  assert.equal(rowsOf({ is: 'any', of: [{ is: 'everyone' }] }), null);
  assert.equal(segmentOf([]), null);
});

test('a repeating plan shows on each of its days within the weeks', () => {
  const plan = { id: 'a', name: '', version: 1, state: 'scheduled' as const, kind: 'promo', schedule: { at: '2026-11-02T10:00', zone: 'Asia/Shanghai', everyDays: 7, until: '2026-12-01T00:00:00Z' } };
  assert.deepEqual(runsBetween([plan, { ...plan, id: 'b', state: 'killed' as const }], '2026-11-16', '2026-12-13').map((run) => [run.id, run.day, run.time]), [['a', '2026-11-16', '10:00'], ['a', '2026-11-23', '10:00'], ['a', '2026-11-30', '10:00']]);
});

test('a condition is told in words', () => {
  const t = ((key: string) => `<${key}>`) as unknown as Parameters<typeof conditionOf>[2];
  const slots = { category: '品类', budget: '预算' };
  assert.equal(conditionOf('category is not 身体护理 and budget >= 100', slots, t), '品类 <test.isNot> 身体护理 <test.and> 预算 >= 100');
  assert.equal(conditionOf('products is empty or category is 套装', slots, t), 'products <test.empty> <test.or> 品类 <test.is> 套装');
  assert.equal(conditionOf('budget is not empty', slots, t), '预算 <test.filled>');
  assert.equal(conditionOf('what?', slots, t), 'what?');
});
