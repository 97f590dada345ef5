import { describe, expect, test } from 'vitest';
import { bpmn, flows, running } from '../../../support/process.ts';

const ROOTS = '<bpmn:message id="m" name="call"/><bpmn:signal id="s" name="alarm"/>';
const BOTH = '<bpmn:messageEventDefinition messageRef="m"/><bpmn:signalEventDefinition signalRef="s"/>';

describe('multiple events', () => {
  test('one of the triggers is enough', async () => {
    const run = await running(
      bpmn(
        `<bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="either">${BOTH}</bpmn:intermediateCatchEvent><bpmn:endEvent id="end"/>${flows('start -> either -> end')}`,
        ROOTS,
      ),
    );
    expect(run.simulation.subscriptions.size).toBe(2);
    run.simulation.signal('alarm');
    expect(run.status()).toBe('completed');
  });

  test('parallel: all of them, in any order, with the variables of each', async () => {
    const run = await running(
      bpmn(
        `<bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="both" parallelMultiple="true">${BOTH}</bpmn:intermediateCatchEvent><bpmn:endEvent id="end"/>${flows('start -> both -> end')}`,
        ROOTS,
      ),
    );
    run.simulation.signal('alarm', { level: 3 });
    expect(run.status()).toBe('active');
    run.simulation.message('call', { variables: { from: 'Olga' } });
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ level: 3, from: 'Olga' });
  });

  test('parallel on the border, beside the flow: begins anew each time it has happened', async () => {
    // given
    const run = await running(
      bpmn(
        `<bpmn:startEvent id="start"/><bpmn:userTask id="work"/>
        <bpmn:boundaryEvent id="both" attachedToRef="work" cancelActivity="false" parallelMultiple="true">${BOTH}</bpmn:boundaryEvent>
        <bpmn:userTask id="note"/><bpmn:endEvent id="end"/>${flows('start -> work -> end', 'both -> note')}`,
        ROOTS,
      ),
    );

    // when
    for (const _ of [1, 2]) {
      run.simulation.message('call');
      run.simulation.signal('alarm');
    }

    // then
    expect(run.tasks()).toEqual(['note', 'note', 'work']);
    expect(run.simulation.subscriptions.size).toBe(2);
  });

  test('an end event throws everything it names', async () => {
    const run = await running(
      bpmn(
        `<bpmn:startEvent id="start"/><bpmn:subProcess id="inner"><bpmn:startEvent id="in"/>
        <bpmn:endEvent id="out"><bpmn:signalEventDefinition signalRef="s"/><bpmn:escalationEventDefinition escalationRef="e"/></bpmn:endEvent>${flows('in -> out')}</bpmn:subProcess>
        <bpmn:boundaryEvent id="up" attachedToRef="inner" cancelActivity="false"><bpmn:escalationEventDefinition escalationRef="e"/></bpmn:boundaryEvent>
        <bpmn:intermediateCatchEvent id="heard"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateCatchEvent>
        <bpmn:parallelGateway id="fork"/><bpmn:userTask id="escalated"/><bpmn:userTask id="alarmed"/>
        ${flows('start -> fork -> heard -> alarmed', 'fork -> inner', 'up -> escalated')}`,
        `${ROOTS}<bpmn:escalation id="e" escalationCode="E"/>`,
      ),
    );
    expect(run.tasks()).toEqual(['alarmed', 'escalated']);
  });
});
