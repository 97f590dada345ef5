import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deployDecisions } from '#engine/decision.ts';
import { FUNCTION_SIGNATURES } from '#metadata/functions.ts';
import { decided, decisions, dmn, literal, problemsOf, reasonOf, table } from '#tests/support/decisions.ts';

describe('files that are no decisions', () => {
  test.each([
    ['', 'The XML is not well-formed: missing start tag.'],
    ['hello', 'The XML is not well-formed: missing start tag.'],
    ['<a><b></a>', 'The XML is not well-formed: closing tag mismatch.'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'A DOCTYPE is not allowed.'],
    ['<definitions/>', 'The file is no DMN: it begins with <definitions> in no namespace.'],
    ['<a xmlns="urn:x"/>', 'The file is no DMN: it begins with <a> in the namespace urn:x.'],
    [`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`, 'The file is more than 100 elements deep.'],
    [dmn('').replace('definitions>', 'definitions><x/>'), 'The file holds more than one root element.'],
  ])('%s', (xml, sentence) => {
    expect(problemsOf(xml)).toEqual([sentence]);
  });

  test('huge ones are refused at once', () => {
    expect(problemsOf(dmn('<a/>'.repeat(250_000)))).toEqual(['The file has more than 200000 elements.']);
    expect(problemsOf(' '.repeat(10_000_001))).toEqual(['The file has more than 10000000 characters.']);
  });
});

describe('mistakes in a file name the element and the line', () => {
  const first = (xml: string) => {
    const deployed = deployDecisions(xml);
    return deployed.ok ? null : deployed.problems.find(({ severity }) => severity === 'error');
  };

  test('a text that is no FEEL', () => {
    const xml = dmn(table('', ['amount >'], ['<output name="y"/>'], []));
    expect(first(xml)).toEqual({
      file: 'decisions.dmn',
      line: 4,
      severity: 'error',
      code: 'expression.invalid',
      elementId: 'in0',
      message: 'In "Table": Expected a value, found the end. In: amount >',
    });
  });

  test.each([
    [
      'an unknown reference',
      literal('d', '1', '<informationRequirement><requiredInput href="#nowhere"/></informationRequirement>'),
      '"#nowhere" points to nothing in these files.',
    ],
    [
      'an unknown type',
      '<inputData id="i" name="i"><variable name="i" typeRef="tNothing"/></inputData>',
      'There is no type "tNothing".',
    ],
    ['an id twice', `${literal('d', '1')}${literal('d', '2')}`, 'The id "d" is there twice.'],
    ['no id', '<decision name="d"/>', 'A <decision> has no id.'],
    [
      'no boxed expression',
      '<decision id="d" name="d"><picture/></decision>',
      'In "d": <picture> is no expression of DMN.',
    ],
    [
      'another language',
      '<decision id="d" name="d"><literalExpression expressionLanguage="javascript"><text>1</text></literalExpression></decision>',
      'In "d": Expressions in "javascript" are not run here; FEEL and JUEL are.',
    ],
    [
      'a part that is missing',
      '<decision id="d" name="d"><filter><in/></filter></decision>',
      'In "d": The part "match" of "filter" is missing.',
    ],
    [
      'a table without outputs',
      '<decision id="d" name="d"><decisionTable/></decision>',
      'In "d": The table has no output.',
    ],
  ])('%s', (_what, elements, sentence) => {
    expect(first(dmn(elements))?.message).toBe(sentence);
  });

  test('a name that nobody declared is a warning where inputs are declared', () => {
    const deployed = deployDecisions(
      dmn(
        `<inputData id="i" name="amount"/>${literal('d', 'amont > 1', '<informationRequirement><requiredInput href="#i"/></informationRequirement>')}`,
      ),
    );
    expect(deployed).toMatchObject({
      ok: true,
      warnings: [
        {
          severity: 'warning',
          message: 'In "d": There is no "amont" here. Did you mean "amount"? In: amont > 1',
        },
      ],
    });
  });

  test('whatever is cut out or put into a file, it is deployed or refused', () => {
    const xml = dmn(
      `${table('hitPolicy="COLLECT"', ['x'], ['<output name="y"/>'], [[['> 1'], ['x']]])}${literal('d', '1')}`,
    );
    fc.assert(
      fc.property(fc.nat(xml.length), fc.nat(30), fc.string({ maxLength: 8 }), (at, length, put) => {
        const deployed = deployDecisions(xml.slice(0, at) + put + xml.slice(at + length));
        expect(deployed.ok || deployed.problems.length > 0).toBe(true);
      }),
      { numRuns: 300, seed: 9 },
    );
  });
});

describe('files of Camunda 7', () => {
  const camunda = (elements: string) => dmn(elements, 'xmlns:camunda="http://camunda.org/schema/1.0/dmn"');
  const score = table(
    'hitPolicy="COLLECT"',
    ['amount'],
    ['<output name="score"/>'],
    [
      [['> 10'], ['1']],
      [['> 100'], ['2']],
    ],
  ).replace('name="Table"', 'name="Score"');

  test('a required table is known by the names of its outputs, a list where several rules fired', () => {
    const { d } = decisions(
      camunda(
        `${score}${literal('d', 'score', '<informationRequirement><requiredDecision href="#table"/></informationRequirement>')}`,
      ),
    );
    expect(decided(d!, { amount: 50 })).toBe(1);
    expect(decided(d!, { amount: 500 })).toEqual([1, 2]);
    expect(decided(d!, { amount: 5, score: 'variable' })).toBe('variable');
  });

  test('no rule is an empty list, and a text becomes a number', () => {
    const { table: decision } = decisions(
      camunda(score.replace('<inputExpression>', '<inputExpression typeRef="integer">')),
    );
    expect(decided(decision!, { amount: 1 })).toEqual([]);
    expect(decided(decision!, { amount: '50' })).toEqual([1]);
  });

  test('cells see the input under its own name', () => {
    const named = score
      .replace('<input id="in0">', '<input id="in0" camunda:inputVariable="sum">')
      .replace('> 10]', 'sum > 10 and ? > 10]');
    expect(decided(decisions(camunda(named)).table!, { amount: 50 })).toEqual([1]);
  });

  test('expressions may be JUEL, where the cell sees the input as cellInput', () => {
    const juel = camunda(`<decision id="table" name="T"><decisionTable>
<input><inputExpression expressionLanguage="juel"><text>\${amount * 2}</text></inputExpression></input><output name="y"/>
<rule><inputEntry expressionLanguage="juel"><text>\${cellInput > 10}</text></inputEntry><outputEntry expressionLanguage="JUEL"><text>\${name} pays</text></outputEntry></rule>
</decisionTable></decision>`);
    expect(decided(decisions(juel).table!, { amount: 6, name: 'Anna' })).toBe('Anna pays');
    expect(decided(decisions(juel).table!, { amount: 5, name: 'Anna' })).toBeNull();
    expect(reasonOf(decisions(juel).table!, { name: 'Anna' })).not.toBe('');
  });

  test('broken policies end the evaluation', () => {
    expect(
      reasonOf(decisions(camunda(score.replace('COLLECT', 'UNIQUE'))).table!, { amount: 500 }),
    ).toContain('fire together');
  });

  test('the version tag is read', () => {
    expect(
      decisions(
        camunda(
          score.replace('id="table"', 'id="table" camunda:versionTag="v2" camunda:historyTimeToLive="30"'),
        ),
      ).table!.versionTag,
    ).toBe('v2');
  });
});

test.each([
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
])('files of %s are read', (namespace) => {
  const xml = dmn(literal('d', '1 + 1')).replace('https://www.omg.org/spec/DMN/20230324/MODEL/', namespace);
  expect(decided(decisions(xml).d!)).toBe(2);
});

describe('functions and calendars of the platform', () => {
  const xml = dmn(literal('d', 'workdays(date("2026-01-02"), 1, "ours")'));
  const options = { functions: FUNCTION_SIGNATURES, calendars: new Set(['default']) };

  test('a calendar that is not there is told where the file is deployed', () => {
    const deployed = deployDecisions(xml, options);
    expect(deployed.ok && deployed.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('There is no calendar "ours".'),
    ]);
    expect(deployDecisions(xml, { ...options, calendars: new Set(['ours']) })).toMatchObject({
      warnings: [],
    });
  });
});
