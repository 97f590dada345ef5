/** Samples of what fits nowhere else. */
import type { FieldSample } from './sample.ts';

export const otherSamples: Readonly<Record<string, FieldSample>> = {
  secret: {
    definition: { type: 'secret' },
    good: [['s3cret', 's3cret']],
    bad: [
      [5, 'not_text'],
      ['x'.repeat(9000), 'too_much_data'],
    ],
  },
  json: {
    definition: { type: 'json' },
    good: [
      [{ a: [1, null, { b: 'x' }] }, { a: [1, null, { b: 'x' }] }],
      [
        [1, 2],
        [1, 2],
      ],
      [false, false],
    ],
    bad: [
      ['x'.repeat(100_001), 'too_much_data'],
      ['a\u0000', 'control_characters'],
    ],
    texts: [['{"a":1}', { a: 1 }]],
    badTexts: ['{a}'],
  },
};
