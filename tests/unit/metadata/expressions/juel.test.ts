import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, type Env, EvaluationFailure } from '#metadata/expression.ts';
import { contextOf, FeelFunction, type Json, type Value } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';

const ENV: Env = { now: Date.parse('2026-01-05T09:00:00Z'), zone: 'UTC' };

function evaluate(
  source: string,
  variables: Record<string, Json> = {},
  more: Record<string, Value> = {},
): Json {
  const result = compile(source, { language: 'juel' });
  if (!result.ok) throw new SyntaxError(result.problems[0]!.message);
  const value = result.compiled.evaluate(
    {
      get: (name) =>
        name in more ? more[name] : Object.hasOwn(variables, name) ? fromState(variables[name]!) : undefined,
    },
    ENV,
  );
  return toState(value);
}

describe('JUEL', () => {
  test.each<[string, Record<string, Json>, Json]>([
    ['${1 + 2 * 3}', {}, 7],
    ['${3/5}', {}, 0.6],
    ['${(0.1 + 0.2) == 0.3}', {}, true],
    ['${7 % 4}', {}, 3],
    ['${-a}', { a: 2 }, -2],
    ['#{ a.b }', { a: { b: 1 } }, 1],
    ["${a['b'][1].c}", { a: { b: [0, { c: 'x' }] } }, 'x'],
    ['${a.b.c}', { a: {} }, null],
    ['${a > 1 and not b or false}', { a: 2, b: false }, true],
    ['${a gt 1 && !b || false}', { a: 2, b: true }, false],
    ["${a == '1'}", { a: 1 }, true],
    ["${a == 'true'}", { a: true }, true],
    ["${a == 'abc'}", { a: 1 }, false],
    ['${a == null}', { a: null }, true],
    ['${a <= 3}', { a: null }, false],
    ['${empty a}', { a: [] }, true],
    ['${not empty a}', { a: 'x' }, true],
    ["${a ? 'yes' : 'no'}", { a: true }, 'yes'],
    ['kermit_${n}', { n: 0 }, 'kermit_0'],
    ['${a}-${b}', { a: 1.5, b: null }, '1.5-'],
    ['plain text', {}, 'plain text'],
    ['\\${a}', {}, '${a}'],
    ["${'it''s'}", {}, null],
    ["${'a}b'}", {}, 'a}b'],
    ['${list.size() > 1 && list.contains(2)}', { list: [1, 2] }, true],
    ["${text.startsWith('a') && text.length() == 3}", { text: 'abc' }, true],
    ["${map.get('k')}", { map: { k: 5 } }, 5],
    ["${map.containsKey('x')}", { map: {} }, false],
    ['${dateTime().plusWeeks(1).toDate()}', {}, { $dateTime: '2026-01-12T09:00:00@UTC' }],
    ['${now()}', {}, { $dateTime: '2026-01-05T09:00:00@UTC' }],
    ['${a.before(dateTime())}', { a: { $dateTime: '2026-01-01T00:00:00Z' } }, true],
    ['${a < now()}', { a: { $dateTime: '2026-01-01T00:00:00Z' } }, true],
  ])('%s', (source, variables, expected) => {
    if (source.includes("''s")) return expect(() => evaluate(source, variables)).toThrow(SyntaxError);
    const value = evaluate(source, variables);
    if (source.includes('dateTime()') || source.includes('now()')) {
      const text = (json: Json) => (json as { $dateTime?: string }).$dateTime?.slice(0, 19) ?? json;
      return expect(text(value)).toEqual(text(expected));
    }
    return expect(value).toEqual(expected);
  });

  test('unknown names, functions and methods are failures that name them', () => {
    expect(() => evaluate('${missing}')).toThrow(new EvaluationFailure('there is no variable “missing”'));
    expect(() => evaluate('${bean.go()}', {}, {})).toThrow(/“bean”/);
    expect(() => evaluate('${dance()}')).toThrow(/dance\(\)/);
    expect(() => evaluate('${a.dance()}', { a: 'x' })).toThrow(/the text “x” has no method dance\(\)/);
    expect(() => evaluate('${1/0}')).toThrow(/division by zero/);
  });

  test('calls functions of objects such as execution', () => {
    const set: string[] = [];
    const setVariable = new FeelFunction('setVariable', null, ([name]) => {
      set.push(String(name));
      return null;
    });
    const execution = contextOf([['setVariable', setVariable]]);
    evaluate("${execution.setVariable('a', true)}", {}, { execution });
    expect(set).toEqual(['a']);
  });

  test('knows what it reads', () => {
    const result = compile('${a.b > limit && f(c)} ${d[e]}', { language: 'juel' });
    expect(result.ok && result.compiled.reads).toEqual([['a', 'b'], ['limit'], ['c'], ['d'], ['e']]);
  });

  test.each([
    ['${}', 'empty'],
    ['${a', 'not closed'],
    ['${a +}', 'value is expected'],
    ['${a b}', 'not expected'],
    ['${#}', 'not understood'],
  ])('refuses %s with a sentence', (source, words) => {
    const result = compile(source, { language: 'juel' });
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.problems[0]!.message).toContain(words);
  });

  test('never throws anything else, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab1${}()[].,:?!&|=<>+-*/%\'" '), maxLength: 40 }),
        (text) => {
          try {
            evaluate(`\${${text}}`, { a: 1, b: [1] });
          } catch (error) {
            if (!(error instanceof SyntaxError || error instanceof EvaluationFailure)) throw error;
          }
        },
      ),
      { seed: 7, numRuns: 2000 },
    );
  });
});
