/** Units of work: asking, restarting, budgets, call trees. */
import { describe, expect, test } from 'vitest';
import { advance, blankInstance } from '#engine/advance.ts';
import type { Answer, Question } from '#engine/asks.ts';
import type { Definition } from '#engine/process.ts';
import type { UnitInput, UnitResult } from '#engine/unit.ts';
import type { Json } from '#metadata/value.ts';
import { bpmn, compiled, flows, NOW, running } from '../../support/process.ts';

const script = (id: string, text: string, result = id) =>
  `<bpmn:scriptTask id="${id}" scriptFormat="javascript"><bpmn:extensionElements><potik:script result="${result}"/></bpmn:extensionElements><bpmn:script>${text}</bpmn:script></bpmn:scriptTask>`;

/** Answers a script with the number of variables it saw. */
const counting = (question: Question): Answer => ({
  ok: true,
  value: question.kind === 'script' ? Object.keys(question.variables).length : null,
  writes: [],
});

async function input(xml: string, more: Partial<UnitInput> = {}): Promise<UnitInput> {
  const [process] = await compiled(xml);
  const definition: Definition = { ref: 'd', version: 1, process: process! };
  return {
    instance: blankInstance('i', definition),
    command: { type: 'start' },
    env: { now: NOW, zone: 'UTC', newId: (key) => key },
    world: {
      definition: () => definition,
      called: () => definition,
      decision: () => null,
      instance: () => null,
      receivers: () => [],
    },
    ...more,
  };
}

describe('asking', () => {
  const xml =
    bpmn(`<bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>${script('one', '1')}${script('two', '2')}<bpmn:parallelGateway id="join"/>${script('three', '3')}<bpmn:endEvent id="end"/>
    ${flows('start -> fork -> one -> join -> three -> end', 'fork -> two -> join')}`);

  test('going on with an answer and running again with all of them are the same', async () => {
    // given
    const unit = await input(xml);
    const answers = new Map<string, Answer>();
    let resumed: UnitResult = advance(unit);

    // when
    for (let again: UnitResult = resumed; resumed.kind === 'ask'; again = advance({ ...unit, answers })) {
      if (again.kind !== 'ask') throw new Error('it should still ask');
      expect(again.asks.map(({ key }) => key)).toEqual(resumed.asks.map(({ key }) => key));
      const given = new Map(resumed.asks.map((ask) => [ask.key, counting(ask as Question)]));
      for (const [key, answer] of given) answers.set(key, answer);
      resumed = resumed.resume(given);
    }

    // then: each script saw what those before it had set
    const restarted = advance({ ...unit, answers });
    expect(JSON.stringify(restarted)).toBe(JSON.stringify(resumed));
    expect(resumed).toMatchObject({ kind: 'done' });
    if (resumed.kind === 'done')
      expect(resumed.changes[0]!.instance.chunks['0']!.nodes['0']!.variables).toEqual({
        one: 0,
        two: 1,
        three: 2,
      });
  });

  test('a thousand scripts in a row are answered in linear time', async () => {
    const body = bpmn(
      `<bpmn:startEvent id="start"/><bpmn:scriptTask id="each" scriptFormat="javascript"><bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>1000</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics><bpmn:script>1</bpmn:script></bpmn:scriptTask><bpmn:endEvent id="end"/>${flows('start -> each -> end')}`,
    );
    let result = advance(await input(body));
    let asks = 0;
    while (result.kind === 'ask') {
      asks += result.asks.length;
      result = result.resume(new Map(result.asks.map((ask) => [ask.key, counting(ask as Question)])));
    }
    expect(asks).toBe(1000);
    expect(result).toMatchObject({ kind: 'done' });
  });

  test('a script that fails refuses the command and names its element', async () => {
    const result = advance(await input(xml));
    if (result.kind !== 'ask') throw new Error('it should ask');
    const failed = result.resume(
      new Map([[result.asks[0]!.key, { ok: false, failure: 'ReferenceError: x is not defined' }]]),
    );
    expect(failed).toMatchObject({
      kind: 'failed',
      failure: {
        code: 'script.failed',
        element: 'one',
        message: expect.stringContaining('x is not defined'),
      },
    });
  });
});

describe('budgets', () => {
  test('a loop that never waits is stopped with a sentence', async () => {
    const xml =
      bpmn(`<bpmn:startEvent id="start"/><bpmn:task id="a"><bpmn:extensionElements><potik:output name="n" value="=1"/></bpmn:extensionElements></bpmn:task>
      <bpmn:exclusiveGateway id="x"/>${flows('start -> a -> x')}
      <bpmn:sequenceFlow id="again" sourceRef="x" targetRef="a"/>`);
    const unit = await input(xml);
    const result = advance({ ...unit, env: { ...unit.env, maxElements: 5000 } });
    expect(result).toMatchObject({
      kind: 'failed',
      failure: { code: 'step.budget', message: expect.stringContaining('5000 elements') },
    });
  });

  test('a process that calls itself is stopped with a sentence', async () => {
    const xml = bpmn(
      `<bpmn:startEvent id="start"/><bpmn:callActivity id="again" calledElement="p"/>${flows('start -> again')}`,
    );
    expect(advance(await input(xml))).toMatchObject({
      kind: 'failed',
      failure: { code: 'call.depth', element: 'again' },
    });
  });

  test('a long chain is no deep recursion', async () => {
    const ids = Array.from({ length: 2000 }, (_, at) => `t${at}`);
    const xml = bpmn(
      `<bpmn:startEvent id="start"/>${ids.map((id) => `<bpmn:task id="${id}"/>`).join('')}<bpmn:endEvent id="end"/>${flows(['start', ...ids, 'end'].join(' -> '))}`,
    );
    expect(advance(await input(xml))).toMatchObject({ kind: 'done' });
  });
});

describe('records', () => {
  const CONTEXT =
    '<bpmn:extensionElements><potik:context><potik:variable name="deal" entity="deal"/></potik:context></bpmn:extensionElements>';
  const xml = bpmn(`${CONTEXT}<bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="x" default="small"/>
    <bpmn:serviceTask id="raise"><bpmn:extensionElements><potik:task type="record.update" result="done"/><potik:input name="record" value="= deal"/><potik:input name="amount" value="= deal.amount + 1"/></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:exclusiveGateway id="y" default="no"/><bpmn:userTask id="big"/><bpmn:endEvent id="end"/><bpmn:endEvent id="never"/>
    ${flows('start -> x', 'raise -> y')}
    <bpmn:sequenceFlow id="small" sourceRef="x" targetRef="end"/>
    <bpmn:sequenceFlow id="large" sourceRef="x" targetRef="raise"><bpmn:conditionExpression>= deal.amount > 10 and deal.customer.vip</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="no" sourceRef="y" targetRef="never"/>
    <bpmn:sequenceFlow id="yes" sourceRef="y" targetRef="big"><bpmn:conditionExpression>= deal.amount = 13</bpmn:conditionExpression></bpmn:sequenceFlow>`);

  test('paths are fetched once, and again after the process wrote', async () => {
    // given
    const asked: Question[] = [];
    let amount = 12;
    const run = await running(xml, {
      variables: { deal: { $record: { entity: 'deal', id: '7' } } },
      answer: (question): Answer => {
        asked.push(question);
        if (question.kind === 'record') return { amount, customer: { vip: true } };
        amount = 13;
        return { ok: true, result: 'ok' };
      },
    });

    // then
    expect(run.tasks()).toEqual(['big']);
    expect(asked.map(({ kind }) => kind)).toEqual(['record', 'task', 'record']);
    expect(asked[0]).toMatchObject({
      entity: 'deal',
      id: '7',
      paths: expect.arrayContaining([['amount'], ['customer', 'vip']]),
    });
    expect(asked[1]).toMatchObject({ type: 'record.update', input: { amount: 13 } });
  });

  test('a relation that was followed is still the record it refers to', async () => {
    // given: the seller is read as a person and for the manager, under two names
    const variables = ['deal', 'copy']
      .map((name) => `<potik:variable name="${name}" entity="deal"/>`)
      .join('');
    const body = `<bpmn:extensionElements><potik:context>${variables}</potik:context></bpmn:extensionElements>
      <bpmn:startEvent id="start"/><bpmn:userTask id="task"><bpmn:extensionElements><potik:assignment field="deal.seller"/>
      <potik:subject name="= deal.seller.manager.name + copy.name"/></bpmn:extensionElements></bpmn:userTask>${flows('start -> task')}`;
    const deal = { $record: { entity: 'deal', id: '7' } };
    const person = (id: string, $fields: Json): Json => ({ $record: { entity: 'user', id }, $fields });

    // when
    const run = await running(bpmn(body), {
      variables: { deal, copy: deal },
      answer: () => ({ name: '!', seller: person('u1', { manager: person('u2', { name: 'Olena' }) }) }),
    });

    // then
    expect([...run.simulation.tasks.values()]).toMatchObject([{ assignee: 'u1', name: 'Olena!' }]);
  });
});
