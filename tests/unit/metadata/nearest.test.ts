import { expect, it } from 'vitest';
import { hint, nearest } from '#metadata/nearest.ts';

const KEYS = ['required', 'label', 'formula', 'type', 'unique'];

it('finds the key that was meant', () => {
  expect(nearest('requird', KEYS)).toBe('required');
  expect(nearest('tpye', KEYS)).toBe('type');
  expect(nearest('lable', KEYS)).toBe('label');
});

it('says nothing when nothing is near', () => {
  expect(nearest('colour', KEYS)).toBeNull();
  expect(hint('x', [])).toBe('');
  expect(hint('uniqe', KEYS)).toBe(' Did you mean "unique"?');
});
