import { describe, expect, test } from 'vitest';
import type { Json } from '#metadata/value.ts';
import { decided, decisions, dmn } from '#tests/support/decisions.ts';

const text = (source: string) => `<literalExpression><text><![CDATA[${source}]]></text></literalExpression>`;
const value = (logic: string, inputs: Record<string, Json> = {}) =>
  decided(decisions(dmn(`<decision id="d" name="d">${logic}</decision>`), { violations: 'null' }).d!, inputs);

describe('boxed expressions', () => {
  test.each<[string, string, Json]>([
    [
      'a context without a result is a context',
      `<context><contextEntry><variable name="net"/>${text('100')}</contextEntry>
       <contextEntry><variable name="gross price"/>${text('net * 1.2')}</contextEntry></context>`,
      { net: 100, 'gross price': 120 },
    ],
    [
      'a context with a result is that',
      `<context><contextEntry><variable name="net" typeRef="number"/>${text('100')}</contextEntry>
       <contextEntry>${text('net + 1')}</contextEntry></context>`,
      101,
    ],
    ['a list', `<list>${text('1')}${text('"a"')}</list>`, [1, 'a']],
    [
      'a relation',
      `<relation><column name="name"/><column name="age"/><row>${text('"A"')}${text('1')}</row><row>${text('"B"')}${text('2')}</row></relation>`,
      [
        { name: 'A', age: 1 },
        { name: 'B', age: 2 },
      ],
    ],
    [
      'an invocation of a function next to it',
      `<context><contextEntry><variable name="f"/><functionDefinition><formalParameter name="a"/><formalParameter name="b"/>${text('a - b')}</functionDefinition></contextEntry>
       <contextEntry><invocation>${text('f')}<binding><parameter name="b"/>${text('1')}</binding><binding><parameter name="a"/>${text('5')}</binding></invocation></contextEntry></context>`,
      4,
    ],
    [
      'a conditional',
      `<conditional><if>${text('x > 1')}</if><then>${text('"yes"')}</then><else>${text('"no"')}</else></conditional>`,
      'yes',
    ],
    ['a filter', `<filter><in>${text('[1, 2, 3]')}</in><match>${text('item >= x')}</match></filter>`, [2, 3]],
    [
      'a filter sees the fields of the items',
      `<filter><in>${text('[{n: 1}, {n: 3}]')}</in><match>${text('n > x')}</match></filter>`,
      [{ n: 3 }],
    ],
    [
      'a for with partial',
      `<for iteratorVariable="i"><in>${text('1..4')}</in><return>${text('i + count(partial)')}</return></for>`.replace(
        '1..4',
        '[1..4]',
      ),
      [1, 3, 5, 7],
    ],
    [
      'some',
      `<some iteratorVariable="i"><in>${text('[1, 2]')}</in><satisfies>${text('i = x')}</satisfies></some>`,
      true,
    ],
    [
      'every',
      `<every iteratorVariable="i"><in>${text('[1, 2]')}</in><satisfies>${text('i = x')}</satisfies></every>`,
      false,
    ],
    [
      'a type that the value can become',
      `<literalExpression typeRef="string"><text>["a"]</text></literalExpression>`,
      'a',
    ],
    ['a type that it cannot', `<literalExpression typeRef="string"><text>1</text></literalExpression>`, null],
    [
      'a filter whose match is no condition',
      `<filter><in>${text('[1]')}</in><match>${text('"a"')}</match></filter>`,
      null,
    ],
    ['nothing', '', null],
  ])('%s', (_what, logic, expected) => {
    expect(value(logic, { x: 2 })).toEqual(expected);
  });

  test('knowledge that calls itself is stopped', () => {
    const xml =
      dmn(`<businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n"/>${text('if n <= 1 then 1 else n * f(n - 1)')}</encapsulatedLogic></businessKnowledgeModel>
<decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>${text('f(n)')}</decision>`);
    expect(decided(decisions(xml).d!, { n: 20 })).toBe(2432902008176640000);
    expect(() => decided(decisions(xml).d!, { n: 100 })).not.toThrow();
    expect(() => decided(decisions(xml).d!, { n: 100000 })).toThrow('too deeply');
  });
});
