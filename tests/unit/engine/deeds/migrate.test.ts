import { describe, expect, test } from 'vitest';
import { bpmn, compiled, flows, running } from '../../../support/process.ts';

const V1 = bpmn(
  `<bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>${flows('start -> a -> b')}`,
);
const V2 = bpmn(
  `<bpmn:startEvent id="start"/><bpmn:userTask id="first"/><bpmn:userTask id="extra"/><bpmn:userTask id="b"/>${flows('start -> first -> extra -> b')}`,
);

describe('migrate', () => {
  test('goes on with the other version, elements renamed; rows follow', async () => {
    // given
    const run = await running(V1, { others: [] });
    const [next] = run.simulation.deploy(await compiled(V2));

    // when
    const outcome = run.command({ type: 'migrate', definition: next!.ref, elements: { a: 'first' } });

    // then
    expect(outcome.ok).toBe(true);
    expect([...run.simulation.tasks.values()]).toMatchObject([{ element: 'first', definition: next!.ref }]);
    run.complete('first');
    expect(run.tasks()).toEqual(['extra']);
  });

  test('is refused where an active element has no like, saying which and why', async () => {
    const run = await running(V1);
    const [next] = run.simulation.deploy(await compiled(V2));
    expect(run.command({ type: 'migrate', definition: next!.ref })).toMatchObject({
      rejection: {
        code: 'migrate.element',
        message: '“a” can’t go on as “a”: the new version has no such element.',
      },
    });
    const script = bpmn(`<bpmn:startEvent id="start"/><bpmn:manualTask id="a"/>${flows('start -> a')}`);
    const [other] = run.simulation.deploy(await compiled(script));
    expect(run.command({ type: 'migrate', definition: other!.ref })).toMatchObject({
      rejection: { message: expect.stringContaining('of another kind') },
    });
  });
});
