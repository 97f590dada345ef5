import { expect, it } from 'vitest';
import { problem, SENTENCES, sentence, shown } from '#metadata/failures.ts';

it('fills the places of a sentence and leaves none open', () => {
  expect(sentence('too_long', { field: 'Name', max: 5, length: 7 })).toBe(
    'Name may have at most 5 characters; it has 7.',
  );
  expect(sentence('unknown_field', { entity: 'deal', value: '"x"' })).toBe('deal has no field "x".');
});

it('keeps code, sentence and parameters together for translation', () => {
  expect(problem('required', { field: 'Name' }, 'name')).toEqual({
    path: 'name',
    code: 'required',
    message: 'Name is required.',
    params: { field: 'Name' },
  });
});

it('has sentences that end like sentences', () => {
  for (const text of Object.values(SENTENCES)) expect(text).toMatch(/[.}]$/);
});

it('shows values of users cut short', () => {
  expect(shown('x'.repeat(100))).toHaveLength(58);
  expect(shown(undefined)).toBe('nothing');
});
