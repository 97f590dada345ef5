import { describe, expect, test } from 'vitest';
import type { Json } from '#metadata/value.ts';
import { decide, decided, decisions, dmn, reasonOf, table } from '#tests/support/decisions.ts';

const OUTPUT =
  '<output id="o" name="level"><outputValues><text>"high", "middle", "low"</text></outputValues></output>';
const RULES = [
  [['> 0'], ['"low"']],
  [['> 10'], ['"middle"']],
  [['> 100'], ['"high"']],
] as const;

const levels = (attributes: string, options = {}) =>
  decisions(dmn(table(attributes, ['amount'], [OUTPUT], RULES)), options).table!;

describe('hit policies', () => {
  test.each<[string, number, Json]>([
    ['hitPolicy="UNIQUE"', 5, 'low'],
    ['', 0, null],
    ['hitPolicy="FIRST"', 500, 'low'],
    ['hitPolicy="PRIORITY"', 500, 'high'],
    ['hitPolicy="RULE ORDER"', 500, ['low', 'middle', 'high']],
    ['hitPolicy="OUTPUT ORDER"', 500, ['high', 'middle', 'low']],
    ['hitPolicy="COLLECT"', 50, ['low', 'middle']],
    ['hitPolicy="COLLECT"', 0, null],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 50, 2],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 0, 0],
    ['hitPolicy="COLLECT" aggregation="MAX"', 50, 'middle'],
  ])('%s with %d gives %j', (attributes, amount, expected) => {
    expect(decided(levels(attributes), { amount })).toEqual(expected);
  });

  test.each<[string, Json]>([
    ['SUM', 60],
    ['MIN', 10],
    ['MAX', 30],
    ['COUNT', 3],
  ])('COLLECT %s over numbers', (aggregation, expected) => {
    // given
    const xml = dmn(
      table(
        `hitPolicy="COLLECT" aggregation="${aggregation}"`,
        ['x'],
        ['<output name="points"/>'],
        [
          [['-'], ['10']],
          [['> 0'], ['20']],
          [['1, 2'], ['30']],
        ],
      ),
    );
    // when
    const outcome = decide(decisions(xml).table!, { x: 1 });
    // then
    expect(outcome.rules).toEqual(['r1', 'r2', 'r3']);
    expect(outcome.rows).toEqual([{ points: outcome.value }]);
    expect(decided(decisions(xml).table!, { x: 1 })).toBe(expected);
  });

  test('rules that may not fire together end the evaluation, naming the rows', () => {
    expect(reasonOf(levels('hitPolicy="UNIQUE"'), { amount: 50 })).toBe(
      'The rules 1, 2 fire together, but only one may.',
    );
    expect(reasonOf(levels('hitPolicy="ANY"'), { amount: 50 })).toBe(
      'The rules 1, 2 fire together with different outputs.',
    );
  });

  test('or give null with a note, where the standard is wanted', () => {
    const outcome = decide(levels('hitPolicy="UNIQUE"', { violations: 'null' }), { amount: 50 });
    expect(outcome).toMatchObject({
      value: null,
      rows: [],
      notes: ['The rules 1, 2 fire together, but only one may.'],
    });
  });

  test('ANY takes rules that agree', () => {
    const xml = dmn(
      table(
        'hitPolicy="ANY"',
        ['x'],
        ['<output name="y"/>'],
        [
          [['> 0'], ['x * 0']],
          [['> 1'], ['0.0']],
        ],
      ),
    );
    expect(decided(decisions(xml).table!, { x: 2 })).toBe(0);
  });

  test('an unknown policy is a problem', () => {
    expect(() => levels('hitPolicy="BEST"')).toThrow('There is no hit policy "BEST".');
  });
});

describe('tables', () => {
  const both = [
    '<output name="level"/>',
    '<output name="days"><defaultOutputEntry><text>30</text></defaultOutputEntry></output>',
  ];

  test('several outputs are a context, and a row each', () => {
    const xml = dmn(
      table('hitPolicy="COLLECT"', ['x'], both, [
        [['> 0'], ['"a"', '1']],
        [['> 5'], ['"b"', 'x']],
      ]),
    );
    const outcome = decide(decisions(xml).table!, { x: 7 });
    expect(decided(decisions(xml).table!, { x: 7 })).toEqual([
      { level: 'a', days: 1 },
      { level: 'b', days: 7 },
    ]);
    expect(outcome.rows).toHaveLength(2);
  });

  test('without a rule the default outputs count', () => {
    const xml = dmn(table('', ['x'], both, [[['> 0'], ['"a"', '1']]]));
    expect(decided(decisions(xml).table!, { x: 0 })).toEqual({ level: null, days: 30 });
  });

  test('cells see the input as ?, other inputs and process variables by name', () => {
    const xml = dmn(
      table(
        '',
        ['x', 'string length(name)'],
        ['<output name="y"/>'],
        [[['? > limit', '[3..10]'], ['name + "!"']]],
      ),
    );
    expect(decided(decisions(xml).table!, { x: 6, limit: 5, name: 'Anna' })).toBe('Anna!');
    expect(decided(decisions(xml).table!, { x: 4, limit: 5, name: 'Anna' })).toBeNull();
  });

  test('the trace shows inputs and rules', () => {
    const { trace } = decide(levels('hitPolicy="COLLECT"'), { amount: 11 });
    expect(trace).toMatchObject([
      {
        decision: 'table',
        table: {
          hitPolicy: 'COLLECT',
          inputs: [{ id: 'in0', label: 'amount' }],
          rules: [
            { id: 'r1', row: 1, outputs: { level: 'low' } },
            { id: 'r2', row: 2, outputs: { level: 'middle' } },
          ],
        },
      },
    ]);
  });

  test('a value that is none of the input values ends the evaluation', () => {
    const xml = dmn(`<decision id="table" name="Table"><decisionTable>
<input label="Kind"><inputExpression><text>kind</text></inputExpression><inputValues><text>"a", "b"</text></inputValues></input>
<output name="y"/><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
</decisionTable></decision>`);
    expect(decided(decisions(xml).table!, { kind: 'a' })).toBe(1);
    expect(reasonOf(decisions(xml).table!, { kind: 'c' })).toBe(
      'The value of "Kind" is none of its input values.',
    );
  });

  test('a rule with too few cells is a problem', () => {
    expect(() => decisions(dmn(table('', ['x', 'y'], ['<output name="z"/>'], [[['1'], ['2']]])))).toThrow(
      'Rule 1 has 1 and 1 cells; the table has 2 inputs and 1 outputs.',
    );
  });
});
