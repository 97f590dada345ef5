import { describe, expect, test } from 'vitest';
import { bpmn, flows, NOW, running } from '../../../support/process.ts';

const ASYNC = (extra = '') =>
  bpmn(`<bpmn:startEvent id="start"/><bpmn:scriptTask id="calc" scriptFormat="feel"><bpmn:extensionElements><potik:async before="true"/><potik:script result="total"/>${extra}</bpmn:extensionElements>
    <bpmn:script>if amount > 0 then amount else 1</bpmn:script></bpmn:scriptTask>
    <bpmn:exclusiveGateway id="x"/><bpmn:endEvent id="end"/><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="calc"/>${flows('calc -> x')}
    <bpmn:sequenceFlow id="yes" sourceRef="x" targetRef="end"><bpmn:conditionExpression>= total > 10</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:userTask id="other"/><bpmn:sequenceFlow id="no" sourceRef="x" targetRef="other"><bpmn:conditionExpression>= total > 5</bpmn:conditionExpression></bpmn:sequenceFlow>`);

describe('jobs that fail', () => {
  test('keep the last state, are tried again by plan, and become an incident that names the element', async () => {
    // given: no flow out of the gateway is open
    const run = await running(ASYNC('<potik:task type="record.none" retries="2" pause="PT5M"/>'), {
      variables: { amount: 1 },
    });
    const job = () => [...run.simulation.jobs.values()][0]!;
    expect(job()).toMatchObject({ kind: 'async', element: 'calc', retries: 2 });

    // when
    run.simulation.runDueJob();
    expect(job()).toMatchObject({ retries: 1, due: NOW + 300_000 });
    expect(run.simulation.runDueJob()).toBe(false);
    run.simulation.setNow(NOW + 300_000);
    run.simulation.runDueJob();

    // then
    expect(job()).toMatchObject({ retries: 0 });
    expect([...run.simulation.incidents.values()]).toMatchObject([
      { element: 'calc', code: 'flow.none', message: expect.stringContaining('“x”') },
    ]);
    expect(run.variables()).toEqual({ amount: 1 });

    // when somebody mends the data and tries again
    run.command({ type: 'setVariables', variables: { amount: 20 } });
    run.command({ type: 'retry', key: job().key });
    expect(run.simulation.incidents.size).toBe(0);
    run.simulation.runDueJob();
    expect(run.status()).toBe('completed');
  });

  test('an incident goes with what it belongs to', async () => {
    const run = await running(ASYNC(), { variables: { amount: 1 } });
    const { key } = [...run.simulation.jobs.values()][0]!;
    run.command({ type: 'fail', key, code: 'x', message: 'broken', retries: 0 });
    expect(run.simulation.incidents.size).toBe(1);
    run.command({ type: 'cancel', reason: 'no use' });
    expect(run.simulation.incidents.size).toBe(0);
    expect(run.status()).toBe('cancelled');
  });
});

describe('a suspended instance', () => {
  test('refuses work but takes variables, and goes on when resumed', async () => {
    const run = await running(
      bpmn(`<bpmn:startEvent id="start"/><bpmn:userTask id="a"/>${flows('start -> a')}`),
    );
    const key = [...run.simulation.tasks.values()][0]!.key;
    run.command({ type: 'suspend' });
    expect(run.command({ type: 'complete', key })).toMatchObject({
      rejection: { code: 'instance.suspended' },
    });
    expect(run.command({ type: 'setVariables', variables: { a: 1 } }).ok).toBe(true);
    run.command({ type: 'resume' });
    expect(run.command({ type: 'resume' })).toMatchObject({ rejection: { code: 'instance.not_suspended' } });
    expect(run.command({ type: 'complete', key }).ok).toBe(true);
    expect(run.command({ type: 'complete', key })).toMatchObject({ rejection: { code: 'instance.ended' } });
  });
});

describe('tasks', () => {
  test('claim, outcome, and what is refused', async () => {
    const run = await running(
      bpmn(`<bpmn:startEvent id="start"/><bpmn:userTask id="a" name="Approve"><bpmn:extensionElements><potik:outcome key="yes" label="Yes" variable="answer"/><potik:outcome key="no"/></bpmn:extensionElements></bpmn:userTask>
      <bpmn:userTask id="b"/>${flows('start -> a -> b')}`),
    );
    const key = [...run.simulation.tasks.values()][0]!.key;
    expect([...run.simulation.tasks.values()]).toMatchObject([{ name: 'Approve' }]);
    expect(run.command({ type: 'claim', key, user: 'iryna' }).ok).toBe(true);
    expect(run.command({ type: 'claim', key, user: 'olga' })).toMatchObject({
      rejection: { code: 'task.taken', message: 'The task “a” is already taken by iryna.' },
    });
    expect(run.command({ type: 'complete', key, outcome: 'perhaps' })).toMatchObject({
      rejection: { message: 'The task “a” has no outcome “perhaps”; it offers yes, no.' },
    });
    run.complete('a', {}, 'yes');
    expect(run.variables()).toEqual({ answer: 'yes' });
    expect(run.command({ type: 'complete', key })).toMatchObject({ rejection: { code: 'wait.unknown' } });
  });
});
