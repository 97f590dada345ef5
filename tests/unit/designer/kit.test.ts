import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../../designer/kit/difference.ts';
import { keyOfLabel, keyOfText } from '../../../designer/kit/key-of-label.ts';

describe('a key suggested from a name', () => {
  test.each([
    ['Loss reason', 'loss_reason'],
    ['Причина відмови', 'prychyna_vidmovy'],
    ['Щит і меч', 'shchyt_i_mech'],
    ['2nd phone', 'nd_phone'],
    ['Größe, cm', 'gro_e_cm'],
    ['!', ''],
  ])('%s → %s', (name, key) => {
    expect(keyOfText(name)).toBe(key);
  });

  test('gets a number where it is taken', () => {
    const used = new Set(['source', 'source_2']);
    expect(keyOfLabel({ en: 'Source' }, (key) => used.has(key), 'field')).toBe('source_3');
  });

  test('is always one that may be a key, or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(keyOfText(name)).toMatch(/^([a-z][a-z0-9]*(_[a-z0-9]+)*)?$/);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe('the difference of two texts', () => {
  test('keeps both when read by its signs', () => {
    const line = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 12 }), (before, after) => {
        const lines = differenceOf(before, after);
        const of = (kind: string) => lines.filter((one) => one.kind !== kind).map(({ text }) => text);
        expect(of('come')).toEqual(before);
        expect(of('gone')).toEqual(after);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test('shows one changed line as one gone and one come', () => {
    expect(differenceOf(['a', 'b', 'c'], ['a', 'x', 'c']).map(({ kind }) => kind)).toEqual([
      'same',
      'gone',
      'come',
      'same',
    ]);
  });
});
