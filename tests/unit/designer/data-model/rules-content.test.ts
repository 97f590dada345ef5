/** What the editors of an entity's rules write. */
import { expect, test } from 'vitest';
import {
  addCheck,
  removeCheck,
  rulesOf,
  setCheck,
  withRules,
} from '../../../../designer/data-model/rules-content.ts';

test('a new condition holds as soon as its field is filled and takes a key that is free', () => {
  const one = addCheck(undefined, 'amount');
  expect(one.check_1).toMatchObject({ that: 'amount != null', message: { en: expect.any(String) } });
  const two = addCheck(removeCheck(addCheck(one, 'amount'), 'check_1'), 'name');
  expect(Object.keys(two)).toEqual(['check_2', 'check_3']);
});

test('settings that say nothing are left out; the last condition takes the part with it', () => {
  const checks = setCheck({}, 'terms', { that: 'a > 1', message: 'No', on_save: undefined, field: 'a' });
  expect(checks).toEqual({ terms: { that: 'a > 1', message: 'No', field: 'a' } });
  expect(Object.keys(checks.terms!)).not.toContain('on_save');
  expect(removeCheck(checks, 'terms')).toBeUndefined();
});

test('rules of duplicates are written in their shortest form and keep what is done on saving', () => {
  const duplicates = {
    match: [{ equal: 'tax_number' }, { equal: 'city', similar: ['name'] }],
    on_save: 'refuse',
  } as const;
  const rules = rulesOf(structuredClone(duplicates) as never);
  expect(rules).toEqual([
    { equal: ['tax_number'], similar: [] },
    { equal: ['city'], similar: ['name'] },
  ]);
  expect(withRules({ match: [{ equal: 'x' }], on_save: 'refuse' }, rules)).toEqual({
    match: [{ equal: 'tax_number' }, { equal: 'city', similar: 'name' }],
    on_save: 'refuse',
  });
  expect(withRules(undefined, [{ equal: ['a', 'b'], similar: [] }])).toEqual({
    match: [{ equal: ['a', 'b'] }],
  });
  expect(withRules({ match: [{ equal: 'x' }] }, [{ equal: [], similar: [] }])).toBeUndefined();
});
