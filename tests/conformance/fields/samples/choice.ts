/** Samples of choices, marks and scales. */
import type { FieldSample } from './sample.ts';

const OPTIONS = {
  site: { en: 'Web site', uk: 'Сайт' },
  call: { en: 'Call', uk: 'Дзвінок' },
  fair: { label: 'Fair', retired: true },
};

export const choiceSamples: Readonly<Record<string, FieldSample>> = {
  choice: {
    definition: { type: 'choice', options: OPTIONS },
    good: [
      ['site', 'site'],
      ['fair', 'fair'],
    ],
    bad: [
      ['sight', 'unknown_option'],
      [1, 'unknown_option'],
      ['toString', 'unknown_option'],
    ],
    texts: [
      ['Web site', 'site'],
      ['дзвінок', 'call'],
      ['CALL', 'call'],
    ],
    badTexts: ['letter'],
  },
  multi_choice: {
    definition: { type: 'multi_choice', options: OPTIONS },
    good: [
      [
        ['call', 'site', 'call'],
        ['site', 'call'],
      ],
      [[], null],
    ],
    bad: [
      ['site', 'not_a_list'],
      [['x'], 'unknown_option'],
    ],
    texts: [['Call; Web site', ['site', 'call']]],
    badTexts: ['Call; letter'],
  },
  boolean: {
    definition: { type: 'boolean' },
    good: [
      [true, true],
      [false, false],
    ],
    bad: [
      ['yes', 'not_yes_or_no'],
      [1, 'not_yes_or_no'],
    ],
    texts: [
      ['так', true],
      ['Нет', false],
      ['0', false],
      ['TRUE', true],
    ],
    badTexts: ['maybe'],
  },
  stage: {
    definition: { type: 'stage', pipeline: 'sample_pipeline' },
    good: [
      ['new', 'new'],
      ['won', 'won'],
    ],
    bad: [
      ['wonn', 'unknown_stage'],
      [1, 'unknown_stage'],
    ],
    texts: [['Нова', 'new']],
    badTexts: ['Lost'],
  },
  tags: {
    definition: { type: 'tags' },
    good: [
      [
        ['vip', 'VIP', ' b2b '],
        ['vip', 'b2b'],
      ],
      [[], null],
    ],
    bad: [
      ['vip', 'not_a_list'],
      [[5], 'not_text'],
    ],
    texts: [['vip; b2b', ['vip', 'b2b']]],
  },
  rating: {
    definition: { type: 'rating' },
    good: [
      [3, 3],
      ['5', 5],
    ],
    bad: [
      [0, 'too_small'],
      [6, 'too_large'],
      [2.5, 'not_an_integer'],
    ],
    texts: [['4', 4]],
  },
  colour: {
    definition: { type: 'colour' },
    good: [
      ['#1F6FEB', '#1f6feb'],
      ['abc', '#aabbcc'],
    ],
    bad: [
      ['red', 'not_a_colour'],
      ['#12', 'not_a_colour'],
    ],
    texts: [['#fff', '#ffffff']],
  },
};
