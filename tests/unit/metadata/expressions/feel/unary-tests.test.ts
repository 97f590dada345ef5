import { describe, expect, test } from 'vitest';
import { compile, explainTests } from '#metadata/expression.ts';
import { numberOf } from '#metadata/value.ts';
import { meets } from '#tests/support/feel.ts';

describe('tests of a decision cell', () => {
  test.each<[string, unknown, unknown]>([
    ['-', 1, true],
    ['', null, true],
    ['5', 5, true],
    ['"a", "b"', 'b', true],
    ['not("a", "b")', 'c', true],
    ['not("a")', null, true],
    ['< 5', 4, true],
    ['< 5', null, null],
    ['[1..5)', 5, false],
    ['> 1, < -1', -2, true],
    ['? > 1 and ? < 5', 3, true],
    ['not(? > 1)', 3, false],
    ['contains(?, "b")', 'abc', true],
    ['limit', 10, true],
    ['> limit * 2', 21, true],
    ['[1, 2, 3]', 2, true],
    ['[1, 2]', [1, 2], true],
    ['[[1..3], [7..9]]', 8, true],
    ['null', null, true],
    ['true', true, true],
    ['limit > 5', 'anything', true],
    ['-5', -5, true],
    ['= 5', 5, true],
    ['!= 5', 6, true],
    ['"a"', 1, null],
    ['not(true) or ?', true, true],
  ])('%s of %j', (tests, input, expected) => {
    expect(meets(tests, input as never, { limit: 10 })).toBe(expected);
  });

  test('a text that no choice has is a mistake', () => {
    const result = compile('"won", "lst"', {
      language: 'feel-unary',
      input: { kind: 'choice', keys: ['won', 'lost'] },
    });
    expect(result).toMatchObject({ ok: false, problems: [{ start: 7, end: 12 }] });
  });

  test('a number cannot meet a text', () => {
    const result = compile('> "a"', { language: 'feel-unary', input: { kind: 'number' } });
    expect(result).toMatchObject({ ok: false });
  });
});

describe('a cell taken apart for an editor', () => {
  const value = (constant: unknown) => ({ kind: 'value', value: constant });

  test.each<[string, unknown]>([
    ['-', { ok: true, always: true, negated: false, tests: [] }],
    [
      '"a", "b"',
      {
        ok: true,
        always: false,
        negated: false,
        tests: [
          { kind: 'equals', operand: value('a') },
          { kind: 'equals', operand: value('b') },
        ],
      },
    ],
    [
      'not("a")',
      { ok: true, always: false, negated: true, tests: [{ kind: 'equals', operand: value('a') }] },
    ],
    [
      '< 100',
      {
        ok: true,
        always: false,
        negated: false,
        tests: [{ kind: 'compare', operator: '<', operand: value(numberOf(100)) }],
      },
    ],
    [
      '[-1..limit)',
      {
        ok: true,
        always: false,
        negated: false,
        tests: [
          {
            kind: 'range',
            low: value(numberOf(-1)),
            high: { kind: 'expression', text: 'limit' },
            lowIncluded: true,
            highIncluded: false,
          },
        ],
      },
    ],
    [
      '? > 1 and ? < 3',
      { ok: true, always: false, negated: false, tests: [{ kind: 'condition', text: '? > 1 and ? < 3' }] },
    ],
  ])('%s', (source, expected) => {
    expect(explainTests(source)).toEqual(expected);
  });

  test('dates are values too', () => {
    expect(explainTests('>= date("2026-01-01")')).toMatchObject({
      tests: [{ kind: 'compare', operand: { kind: 'value', value: { year: 2026, month: 1, day: 1 } } }],
    });
  });

  test('what is no test says where', () => {
    expect(explainTests('< ')).toMatchObject({ ok: false, problems: [{ start: 2 }] });
  });
});
