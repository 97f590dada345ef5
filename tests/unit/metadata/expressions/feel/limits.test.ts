import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, EvaluationFailure } from '#metadata/expression.ts';
import { feel, refusal } from '#tests/support/feel.ts';

const run = (source: string) => () => feel(source);

// Nothing is timed: what was followed instead of refused would not end within the test's own time.
describe('no text and no data can hold the process', () => {
  test.each([
    ['a long loop', 'for i in 1..1000000000 return i'],
    ['loops in loops', 'for a in 1..1000, b in 1..1000, c in 1..1000 return 1'],
    ['a loop that never ends', 'some i in 1..1000000000 satisfies false'],
    ['lists that double', 'for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]'],
    [
      'lists that flatten and double',
      'for i in 1..60 return if i = 1 then [1] else concatenate(flatten(partial), flatten(partial))',
    ],
    [
      'texts that double',
      '(for i in 1..60 return if i = 1 then "abcdefgh" else partial[-1] + partial[-1])[-1]',
    ],
    ['lists deep in lists', 'for i in 1..5000 return if i = 1 then [1] else [partial[-1]]'],
    ['a function that calls itself', '(function(f) f(f))(function(f) f(f))'],
    [
      'functions that call each other twice',
      '(function(f) f(f, 60))(function(f, n) if n = 0 then 1 else f(f, n - 1) + f(f, n - 1))',
    ],
    ['patterns that are all new', 'for i in 1..200000 return matches("a", "a" + string(i))'],
    ['zones that are all unknown', 'for i in 1..200000 return time("10:00:00@A" + string(i))'],
    ['a sum over itself', 'for i in 1..100000 return sum(partial)'],
    [
      'comparing lists that share their parts',
      '(for i in 1..50 return if i = 1 then [1] else [partial[-1], partial[-1]])[-1] = (for i in 1..50 return if i = 1 then [1] else [partial[-1], partial[-1]])[-1]',
    ],
    [
      'text of lists that share their parts',
      'string((for i in 1..50 return if i = 1 then [1] else [partial[-1], partial[-1]])[-1])',
    ],
  ])('%s', (_what, source) => {
    expect(run(source)).toThrow(EvaluationFailure);
  });

  test.each([
    ['a pattern that backtracks', 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")', false],
    ['a huge power', '(10 ** 6000) ** 1000', null],
    ['a tiny power', '(0.1 ** 6000) ** 1000', 0],
    ['the exponential of much', 'exp(1000000)', null],
    ['a remainder of far apart numbers', 'modulo(10 ** 6000, 7) < 7', true],
    ['a long duration', 'duration("P1D") * 10 ** 100', null],
    ['a day beyond the calendar', 'date("999999999-12-31") + duration("P1D")', null],
  ])('%s', (_what, source, expected) => {
    expect(feel(source)).toEqual(expected);
  });

  test.each([
    ['brackets', `${'('.repeat(5000)}1${')'.repeat(5000)}`],
    ['lists', '['.repeat(100_000)],
    ['negations', `${'-'.repeat(5000)}1`],
    ['conditions', `${'if true then '.repeat(2000)}1`],
    ['a chain of sums', Array(5000).fill('1').join(' + ')],
    ['ranges that may be filters', '[1..a'.repeat(2000)],
    ['tests in tests', '1 in ('.repeat(3000)],
    ['spaces before a colon that never comes', `f(a${' '.repeat(90_000)}(`],
    ['spaces before an in that never comes', `for x${' '.repeat(90_000)}(`],
    ['one megabyte', 'a'.repeat(1_000_000)],
  ])('%s are refused, not followed', (_what, source) => {
    expect(refusal(source)).toHaveLength(1);
  });

  test('a budget may be smaller', () => {
    expect(() => feel('for i in 1..100 return i', {}, { env: { maxSteps: 50 } })).toThrow(
      'more than 50 steps',
    );
  });

  test('long chains that people write are no trouble', () => {
    const source = Array.from({ length: 300 }, (_, n) => `x = ${n}`).join(' or ');
    expect(feel(source, { x: 299 })).toBe(true);
    expect(feel(Array(300).fill('"a"').join(' + '))).toHaveLength(300);
  });
});

describe('any text', () => {
  const words = fc.constantFrom(
    ...'if then else for in return some every satisfies and or not function external instance of between null true 1 2.5 "a" @"P1D" x y.z [ ] ( ) { } , : .. . + - * ** / = != < <= > >= ? date time(" string list context'.split(
      ' ',
    ),
  );

  test('is compiled or refused, and evaluated or stopped, never anything else', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), (parts) => {
        for (const language of ['feel', 'feel-unary'] as const) {
          const result = compile(parts.join(' '), { language, mistakes: 'warn' });
          if (!result.ok) {
            expect(result.problems.length).toBeGreaterThan(0);
            continue;
          }
          try {
            result.compiled.evaluate({ get: () => null }, { now: 0, zone: 'UTC' });
          } catch (error) {
            expect(error).toBeInstanceOf(EvaluationFailure);
          }
        }
      }),
      { numRuns: 600, seed: 11 },
    );
  });

  test('of random characters too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (source) => {
        expect(compile(source, { language: 'feel' })).toHaveProperty('ok');
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});
