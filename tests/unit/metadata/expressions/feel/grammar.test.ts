import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printFeel } from '#metadata/expression.ts';
import { compiled, feel, refusal } from '#tests/support/feel.ts';

const printed = (source: string) => printFeel(compiled(source).ast!);

describe('how operators bind', () => {
  test.each([
    ['1 + 2 * 3', '1 + 2 * 3'],
    ['(1 + 2) * 3', '(1 + 2) * 3'],
    ['1 - (2 - 3)', '1 - (2 - 3)'],
    ['(1 - 2) - 3', '1 - 2 - 3'],
    ['2 ** 3 ** 2', '2 ** 3 ** 2'],
    ['2 ** (3 ** 2)', '2 ** (3 ** 2)'],
    ['-(2 ** 2)', '-(2 ** 2)'],
    ['-2 ** 2', '-2 ** 2'],
    ['a or b and c', 'a or b and c'],
    ['(a or b) and c', '(a or b) and c'],
    ['a = b and c', 'a = b and c'],
    ['a = (b and c)', 'a = (b and c)'],
    ['x in (1, < 5, [2..3))', 'x in (1, < 5, [2..3))'],
    ['x in (1)', 'x in 1'],
    ['x in (< 5)', 'x in (< 5)'],
    ['x in (1..5]', 'x in (1..5]'],
    ['x in ]1..5[', 'x in (1..5)'],
    ['[1..xs[1]]', '[1..xs[1]]'],
    ['[1..b[', '[1..b)'],
    ['x between 1 and 2 and y', 'x between 1 and 2 and y'],
    ['if a then 1 else 2 + 3', 'if a then 1 else 2 + 3'],
    ['(if a then 1 else 2) + 3', '(if a then 1 else 2) + 3'],
    ['1 + if a then 1 else 2', '1 + (if a then 1 else 2)'],
    ['for i in 1..3, j in [i] return i * j', 'for i in 1..3, j in [i] return i * j'],
    ['some x in xs satisfies x > 1', 'some x in xs satisfies x > 1'],
    ['(function(a: number, b) a + b)(1, 2)', '(function(a: number, b) a + b)(1, 2)'],
    ['f(start position: 1, string: "a")', 'f(start position: 1, string: "a")'],
    ['{a: 1, "b-c": 2, d e: 3}', '{a: 1, "b-c": 2, d e: 3}'],
    ['@"P1D" instance of days and time duration', '@"P1D" instance of days and time duration'],
    [
      'f instance of function<number, string> -> list<number>',
      'f instance of function<number, string> -> list<number>',
    ],
    ['a /* inside */ + // to the end\n b', 'a + b'],
    ['"a\\"b\\\\c\\n\\u00e9\\U01F40E"', '"a\\"b\\\\c\\né🐎"'],
  ])('%s', (source, expected) => {
    expect(printed(source!)).toBe(expected);
  });
});

describe('what is no FEEL is refused with its place', () => {
  test.each([
    ['', 'Expected a value, found the end.'],
    ['1 +', 'Expected a value, found the end.'],
    ['1 == 2', 'Equality is written with one =.'],
    ["a = 'b'", 'Expected a value, found "\'". Texts stand in double quotes.'],
    ['a && b', 'Expected an operator or the end, found "&". "And" is written and.'],
    ['!a', 'Expected a value, found "!". "Not" is written not(…), "is not" !=.'],
    ['a ? 1 : 2', 'Expected an operator or the end, found "?". A choice is written if … then … else ….'],
    ['if a then 1', 'Expected "else" behind the first value of "if", found the end.'],
    ['for x return 1', 'Expected a name and "in", as in "x in list", found "x".'],
    ['[1, 2', 'Expected ] at the end of the list, found the end.'],
    ['(1, 2)', 'Several values in round brackets stand only behind "in"; a list is written [1, 2].'],
    ['"abc', 'The text has no closing double quote.'],
    ['1 /* ', 'The comment has no closing */.'],
    ['2x', 'A name can not begin with a digit.'],
    ['@"2026-02-30"', '"2026-02-30" is no date, time or duration.'],
    ['1e9999', 'The number 1e9999 is too large.'],
    ['f(1, a: 2)', 'The argument "a" has a name, the ones before it have none: name all or none.'],
    ['x instance of strin', 'Expected a type, found "strin". Did you mean "string"?'],
    ['a.', 'Expected the name of a field behind the dot, found the end.'],
    ['{a 1}', 'Expected : behind the key "a 1", found "}".'],
  ])('%s', (source, sentence) => {
    expect(refusal(source)).toEqual([sentence]);
  });

  test('offsets point at the place', () => {
    const source = 'amount > 5 and and';
    expect(() => compiled(source)).toThrow('Expected a value, found "and"');
  });
});

describe('printing', () => {
  const leaf = fc.constantFrom(
    '1',
    '2.5',
    '"a"',
    'true',
    'null',
    'x',
    'y',
    '@"P1D"',
    '[1, 2]',
    '{k: 1}',
    '[1..3)',
  );
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'feel' },
      leaf,
      fc
        .tuple(
          tie('expression'),
          fc.constantFrom('+', '-', '*', '/', '**', '=', '!=', '<', '>=', 'and', 'or', 'in'),
          tie('expression'),
        )
        .map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
      tie('expression').map((a) => `-(${a})`),
      tie('expression').map((a) => `(${a})[1]`),
      tie('expression').map((a) => `(${a}).k`),
      tie('expression').map((a) => `not(${a})`),
      fc
        .tuple(tie('expression'), tie('expression'), tie('expression'))
        .map(([a, b, c]) => `(if (${a}) then (${b}) else (${c}))`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(for z in (${a}) return (${b}))`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(some z in (${a}) satisfies (${b}))`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `[(${a}), (${b})]`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `{k: (${a}), "l-m": (${b})}`),
      tie('expression').map((a) => `(${a}) instance of list<number>`),
      fc
        .tuple(tie('expression'), tie('expression'), tie('expression'))
        .map(([a, b, c]) => `(${a}) between (${b}) and (${c})`),
    ),
  }));

  test('a printed expression is the same expression, without needless brackets', () => {
    fc.assert(
      fc.property(expression, (source) => {
        const once = printed(source);
        expect(printed(once)).toBe(once);
        expect(feel(once, { x: 3, y: [1, 2] })).toEqual(feel(source, { x: 3, y: [1, 2] }));
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
