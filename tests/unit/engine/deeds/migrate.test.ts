import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../../../engine/difference.ts';
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

  test('turns of a large loop go on each in its place; such a loop can’t be given up', async () => {
    // given
    const loop = (inner: string) =>
      bpmn(
        `<bpmn:startEvent id="start"/><bpmn:subProcess id="s">${inner}<bpmn:startEvent id="in"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>${flows('in -> a -> b')}</bpmn:subProcess>${flows('start -> s')}`,
      );
    const many =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>30</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
    const run = await running(loop(many));
    const [same] = run.simulation.deploy(await compiled(loop(many)));
    const [plain] = run.simulation.deploy(await compiled(loop('')));

    // when
    const refused = run.command({ type: 'migrate', definition: plain!.ref });
    run.command({ type: 'migrate', definition: same!.ref });
    for (let turn = 0; turn < 30; turn++) run.complete('a');

    // then
    expect(refused).toMatchObject({
      rejection: { message: '“s” can’t go on as “s”: its loop has too many turns to be given up.' },
    });
    expect(run.tasks()).toEqual(Array.from({ length: 30 }, () => 'b'));
    expect([...run.simulation.tasks.values()].every(({ definition }) => definition === same!.ref)).toBe(true);
  });

  test('what was waited for is compared with what will be', async () => {
    // given
    const run = await running(V1);
    const [next] = run.simulation.deploy(
      await compiled(
        bpmn(
          `<bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:boundaryEvent id="t" attachedToRef="a"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:userTask id="late"/>${flows('start -> a', 't -> late')}`,
        ),
      ),
    );
    const before = run.simulation.instances.get(run.id)!;

    // when
    run.command({ type: 'migrate', definition: next!.ref });

    // then
    const change = {
      instance: run.simulation.instances.get(run.id)!,
      isNew: false,
      written: ['0'],
      deleted: [],
      events: [],
    };
    expect(differenceOf(before, change)).toEqual([{ kind: 'awaits', element: 't' }]);
  });

  test('is refused for an element that the version does not have', async () => {
    const run = await running(V1);
    const [next] = run.simulation.deploy(await compiled(V1));
    for (const plan of [{ elements: { ghost: 'a' } }, { renew: ['ghost'] }])
      expect(run.command({ type: 'migrate', definition: next!.ref, ...plan })).toMatchObject({
        rejection: { code: 'element.unknown' },
      });
  });
});
