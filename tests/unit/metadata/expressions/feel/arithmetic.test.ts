import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feel } from '#tests/support/feel.ts';

const whole = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

describe('numbers are decimals of 34 digits', () => {
  test('sums, differences and products of whole numbers are exact', () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const exact = (value: bigint) => `string(${value})`;
        expect(feel(`string(${a} + (${b})) = ${exact(a + b)}`)).toBe(true);
        expect(feel(`string(${a} - (${b})) = ${exact(a - b)}`)).toBe(true);
        expect(feel(`string(${a} * (${b})) = "${a * b}"`)).toBe(true);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test('a quotient times its divisor is the dividend but for the last digit', () => {
    fc.assert(
      fc.property(
        whole,
        whole.filter((b) => b !== 0n),
        (a, b) => {
          expect(feel(`abs(${a} / (${b}) * (${b}) - (${a})) <= abs(${a}) * 10 ** -33`)).toBe(true);
        },
      ),
      { numRuns: 200, seed: 2 },
    );
  });

  test('the remainder has the sign of the divisor and leaves a multiple of it', () => {
    fc.assert(
      fc.property(
        whole,
        whole.filter((b) => b !== 0n),
        (a, b) => {
          const remainder = ((a % b) + b) % b;
          expect(feel(`modulo(${a}, ${b})`)).toBe(Number(remainder));
        },
      ),
      { numRuns: 200, seed: 3 },
    );
  });

  test.each([
    ['0.1 + 0.2', 0.3],
    ['1.10 * 3', 3.3],
    ['100 * 1.15', 115],
    ['12345678901234567890 + 1', { $number: '12345678901234567891' }],
    ['0.1 ** 2', 0.01],
    ['exp(1)', { $number: '2.718281828459045235360287471352662' }],
    ['1e3', 1000],
    ['-0 = 0', true],
    ['decimal(2.5, 0)', 2],
    ['decimal(-1250, -2)', -1200],
    ['floor(-1.5)', -2],
    ['ceiling(1.05, 1)', 1.1],
    ['round up(-1.121, 2)', -1.13],
    ['round down(1.129, 2)', 1.12],
    ['round half up(2.5, 0)', 3],
    ['round half down(2.5, 0)', 2],
    ['sqrt(-1)', null],
    ['log(0)', null],
    ['odd(5)', true],
    ['even(0)', true],
    ['random number()', null],
  ])('%s', (source, expected) => {
    expect(feel(source)).toEqual(expected);
  });

  test('chance comes from outside', () => {
    expect(feel('random number()', {}, { env: { random: () => 0.25 } })).toBe(0.25);
  });
});
