import { expect, test } from 'vitest';
import { FIELD_TYPES } from '../../../../metadata/fields/table.ts';
import { CELLS } from '../../../../runtime/ui/cells/table.ts';
import { CONTROLS } from '../../../../runtime/ui/controls/table.ts';

test('every field type has a cell, and every cell a field type', () => {
  expect(Object.keys(CELLS).sort()).toEqual([...FIELD_TYPES.keys()].sort());
});

test('the control every field type names exists', () => {
  const missing = [...FIELD_TYPES.values()]
    .filter(({ control }) => !CONTROLS.has(control))
    .map(({ key }) => key);
  expect(missing).toEqual([]);
});

test('every control is named by its own key', () => {
  for (const [key, control] of CONTROLS) expect(control.key).toBe(key);
});
