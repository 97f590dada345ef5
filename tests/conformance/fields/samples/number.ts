/** Samples of figures. */
import type { FieldSample } from './sample.ts';

export const numberSamples: Readonly<Record<string, FieldSample>> = {
  integer: {
    definition: { type: 'integer', min: -5 },
    good: [
      [42, 42],
      ['17', 17],
      [-5, -5],
      [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
      ['3.0', 3],
    ],
    bad: [
      [1.5, 'not_an_integer'],
      ['1e3', 'not_a_number'],
      [-6, 'too_small'],
      ['9007199254740993', 'too_large'],
      [true, 'not_a_number'],
    ],
    texts: [
      ['1 234', 1234],
      ['1.234', 1234],
    ],
    badTexts: ['twelve'],
  },
  decimal: {
    definition: { type: 'decimal', scale: 3 },
    good: [
      [0.1, '0.1'],
      ['12.500', '12.5'],
      ['-0', '0'],
      ['123456789012345.678', '123456789012345.678'],
    ],
    bad: [
      ['1.2345', 'too_many_decimals'],
      ['1000000000000000', 'too_many_digits'],
      ['abc', 'not_a_number'],
      ['NaN', 'not_a_number'],
    ],
    texts: [
      ['1 234,5', '1234.5'],
      ['1,234.5', '1234.5'],
      ['(3,5)', '-3.5'],
      ['0,125', '0.125'],
      ['−7', '-7'],
      ["1'000,5", '1000.5'],
    ],
    badTexts: ['1,2,3.4.5', '--1'],
  },
  money: {
    definition: { type: 'money', currency: 'UAH', currencies: ['EUR'] },
    good: [
      ['12.5', { amount: '12.50', currency: 'UAH' }],
      [7, { amount: '7.00', currency: 'UAH' }],
      [
        { amount: '0.10', currency: 'EUR' },
        { amount: '0.10', currency: 'EUR' },
      ],
    ],
    bad: [
      [{ amount: 1, currency: 'USD' }, 'unknown_currency'],
      [{ amount: '1.005' }, 'too_many_decimals'],
      [{ amout: 1 }, 'not_money'],
      [{ amount: 1, x: 1 }, 'not_money'],
      ['x', 'not_a_number'],
    ],
    texts: [
      ['₴ 1 234,50', { amount: '1234.50', currency: 'UAH' }],
      ['12,5 EUR', { amount: '12.50', currency: 'EUR' }],
      ['1.200 грн.', { amount: '1200.00', currency: 'UAH' }],
    ],
    badTexts: ['a lot', '5 USD'],
  },
  percent: {
    definition: { type: 'percent' },
    good: [
      [12.5, '12.5'],
      ['100', '100'],
    ],
    bad: [['1.234', 'too_many_decimals']],
    texts: [['12,5 %', '12.5']],
  },
  autonumber: {
    definition: { type: 'autonumber', pattern: 'INV-{yyyy}-{0000}' },
    good: [['INV-2026-0042', 'INV-2026-0042']],
    bad: [[5, 'not_text']],
    texts: [['INV-2025-0001', 'INV-2025-0001']],
  },
};
