import { describe, expect, test } from 'vitest';
import { deployDecisions } from '#engine/decision.ts';
import { decide, decided, decisions, dmn, literal, reasonOf } from '#tests/support/decisions.ts';

const requiredInput = (id: string) =>
  `<informationRequirement><requiredInput href="#${id}"/></informationRequirement>`;
const requiredDecision = (href: string) =>
  `<informationRequirement><requiredDecision href="${href}"/></informationRequirement>`;

const AGE =
  '<inputData id="age_1" name="Applicant Age"><variable name="Applicant Age" typeRef="tAge"/></inputData>';
const T_AGE =
  '<itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>';

describe('requirements', () => {
  const xml = dmn(`${T_AGE}${AGE}
${literal('adult', 'Applicant Age >= 18', requiredInput('age_1'))}
${literal('offer', 'if adult then "credit" else "savings"', requiredDecision('#adult'))}`);

  test('are decided first and once, and stand in the trace', () => {
    const outcome = decide(decisions(xml).offer!, { 'Applicant Age': 20 });
    expect(outcome.value).toBe('credit');
    expect(outcome.rows).toEqual([{ offer: 'credit' }]);
    expect(outcome.trace.map(({ decision, value }) => [decision, value])).toEqual([
      ['adult', true],
      ['offer', 'credit'],
    ]);
  });

  test('what is read is known', () => {
    expect(decisions(xml).offer!.reads).toEqual([['Applicant Age']]);
  });

  test('an input of a wrong type or value ends the evaluation', () => {
    expect(reasonOf(decisions(xml).offer!, { 'Applicant Age': 'old' })).toBe(
      'The input "Applicant Age" must be number, not string.',
    );
    expect(reasonOf(decisions(xml).offer!, { 'Applicant Age': 200 })).toBe(
      'The input "Applicant Age" is none of the allowed values.',
    );
  });

  test('an element that is not required is not seen', () => {
    const hidden = dmn(`${T_AGE}${AGE}${literal('d', 'Applicant Age')}`);
    expect(decided(decisions(hidden).d!, { 'Applicant Age': 20 })).toBeNull();
  });

  test('process variables are, when no element has their name', () => {
    expect(decided(decisions(dmn(literal('d', 'amount * 2'))).d!, { amount: 4 })).toBe(8);
  });

  test('a decision can be asked for by its id too', () => {
    const byId = dmn(
      `<decision id="risk_level" name="Risk Level"><literalExpression><text>3</text></literalExpression></decision>${literal('d', 'risk_level + Risk Level', requiredDecision('#risk_level'))}`,
    );
    expect(decided(decisions(byId).d!)).toBe(6);
  });

  test('that go in a circle are a problem', () => {
    const circle = dmn(
      `${literal('a', 'b', requiredDecision('#b'))}${literal('b', 'a', requiredDecision('#a'))}`,
    );
    expect(deployDecisions(circle)).toMatchObject({ ok: false, problems: [{ code: 'requirement.circle' }] });
  });
});

describe('item definitions', () => {
  test('hold values of lists and parts to what is allowed', () => {
    const xml =
      dmn(`<itemDefinition name="tLine"><itemComponent name="kind"><typeRef>string</typeRef><allowedValues><text>"a", "b"</text></allowedValues></itemComponent>
<itemComponent name="price"><typeRef>number</typeRef></itemComponent></itemDefinition>
<itemDefinition name="tLines" isCollection="true"><typeRef>tLine</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
<inputData id="i" name="lines"><variable name="lines" typeRef="tLines"/></inputData>
${literal('d', 'sum(lines.price)', requiredInput('i'))}`);
    const { d } = decisions(xml);
    const line = (kind: string) => ({ kind, price: 2 });
    expect(decided(d!, { lines: [line('a'), line('b')] })).toBe(4);
    expect(decided(d!, { lines: line('a') })).toBe(2);
    expect(reasonOf(d!, { lines: [line('c')] })).toContain('none of the allowed values');
    expect(reasonOf(d!, { lines: [line('a'), line('a'), line('a')] })).toContain(
      'none of the allowed values',
    );
    expect(reasonOf(d!, { lines: [{ kind: 'a' }] })).toContain('must be list<context<');
  });

  test('may hold themselves', () => {
    const xml =
      dmn(`<itemDefinition name="tTree"><itemComponent name="name"><typeRef>string</typeRef></itemComponent>
<itemComponent name="children" isCollection="true"><typeRef>tTree</typeRef></itemComponent></itemDefinition>
<inputData id="i" name="tree"><variable name="tree" typeRef="tTree"/></inputData>${literal('d', 'tree.children.name', requiredInput('i'))}`);
    expect(
      decided(decisions(xml).d!, { tree: { name: 'a', children: [{ name: 'b', children: [] }] } }),
    ).toEqual(['b']);
  });

  test('an entity is a type', () => {
    const xml = dmn(
      `<inputData id="i" name="deal"><variable name="deal" typeRef="deal"/></inputData>${literal('d', 'deal.amount > 5', requiredInput('i'))}`,
    );
    const options = {
      fieldsOf: (entity: string) => (entity === 'deal' ? { amount: { kind: 'number' } as const } : null),
    };
    expect(decisions(xml, options).d!.reads).toEqual([['deal', 'amount'], ['deal']]);
  });
});

describe('services', () => {
  const xml = dmn(`${AGE.replace('tAge', 'number')}
${literal('adult', 'Applicant Age >= 18', requiredInput('age_1'))}
${literal('offer', 'if adult then "credit" else "savings"', requiredDecision('#adult'))}
<decisionService id="s" name="Offer Service"><outputDecision href="#offer"/><encapsulatedDecision href="#adult"/><inputData href="#age_1"/></decisionService>
<decisionService id="t" name="By Adult"><outputDecision href="#offer"/><inputDecision href="#adult"/></decisionService>
${literal('caller', 'Offer Service(17) + Offer Service(Applicant Age: 18) + By Adult(true)', '<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement><knowledgeRequirement><requiredKnowledge href="#t"/></knowledgeRequirement>')}`);

  test('are called as functions', () => {
    expect(decided(decisions(xml).caller!)).toBe('savingscreditcredit');
  });

  test('are evaluated by their key', () => {
    const deployed = deployDecisions(xml);
    if (!deployed.ok) throw new Error('refused');
    const [byAge, byAdult] = deployed.services;
    expect(byAge!.parameters).toEqual(['Applicant Age']);
    expect(decided(byAge!, { 'Applicant Age': 30 })).toBe('credit');
    expect(decided(byAdult!, { adult: false })).toBe('savings');
  });
});

describe('imports', () => {
  const rates = dmn(
    '<itemDefinition name="tRate"><typeRef>number</typeRef></itemDefinition><businessKnowledgeModel id="vat" name="Add VAT"><encapsulatedLogic><formalParameter name="net" typeRef="tRate"/><literalExpression><text>net * 1.2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>',
  ).replace('urn:test', 'urn:rates');
  const main =
    dmn(`<import name="rates" namespace="urn:rates" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
<decision id="d" name="d"><variable name="d" typeRef="rates.tRate"/><knowledgeRequirement><requiredKnowledge href="urn:rates#vat"/></knowledgeRequirement><literalExpression><text>rates.Add VAT(100)</text></literalExpression></decision>`);

  test('stand behind their name', () => {
    const deployed = deployDecisions([
      { name: 'main.dmn', xml: main },
      { name: 'rates.dmn', xml: rates },
    ]);
    if (!deployed.ok) throw new Error(deployed.problems[0]!.message);
    expect(decided(deployed.decisions[0]!)).toBe(120);
  });

  test('that are missing are a problem with their file', () => {
    expect(deployDecisions([{ name: 'main.dmn', xml: main }])).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ code: 'import.missing', file: 'main.dmn', line: 3 }),
      ]),
    });
  });
});
