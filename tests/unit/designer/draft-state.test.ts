import { describe, expect, test } from 'vitest';
import { configurationOf } from '#metadata/definition.ts';
import {
  type DraftState,
  draftConfiguration,
  redoPosition,
  replacesLast,
  undoPosition,
  withChanges,
} from '../../../designer/draft/draft-state.ts';

const base = configurationOf([
  {
    kind: 'entity',
    key: 'customer',
    solution: 'crm',
    content: { title: '{name}', fields: { name: { type: 'text' } } },
  },
]);
const empty: DraftState = { release: 1, base, steps: [], position: 0 };
const add = (field: string) => ({
  change: 'add_field',
  definition: 'entity/customer',
  field,
  content: { type: 'text' },
});
const put = (key: string, text: string) => ({
  change: 'put',
  kind: 'process',
  key,
  solution: 'crm',
  content: text,
});

describe('a draft', () => {
  test('undoes and redoes together what was made together', () => {
    // given
    const one = withChanges(empty, [add('phone')], '1');
    const two = withChanges(one, [add('email'), add('site')], '2');

    // then
    expect(undoPosition(two)).toBe(1);
    expect(undoPosition({ ...two, position: 1 })).toBe(0);
    expect(undoPosition(empty)).toBe(null);
    expect(redoPosition({ ...two, position: 1 })).toBe(3);
    expect(redoPosition(two)).toBe(null);
  });

  test('drops what was undone when something new is made', () => {
    const undone = { ...withChanges(empty, [add('phone')], '1'), position: 0 };
    const next = withChanges(undone, [add('email')], '2');
    expect(next.steps.map(({ change }) => change.field)).toEqual(['email']);
  });

  test('is the configuration up to the change that does not fit any more', () => {
    const state = withChanges(empty, [add('phone'), add('name'), add('email')], '1');
    const { configuration, conflict } = draftConfiguration(state);
    expect(conflict?.at).toBe(1);
    const { fields } = configuration.definitions.get('entity/customer')!.content as { fields: object };
    expect(Object.keys(fields)).toEqual(['name', 'phone']);
  });

  test('lets a later version of the same file take the place of the last change, and no other', () => {
    const state = withChanges(empty, [put('a', '1')], '1');
    expect(replacesLast(state, put('a', '2'))).toBe(true);
    expect(replacesLast(state, put('b', '2'))).toBe(false);
    expect(replacesLast(state, add('phone'))).toBe(false);
    const together = withChanges(empty, [add('phone'), put('a', '1')], '1');
    expect(replacesLast(together, put('a', '2'))).toBe(false);
  });
});
