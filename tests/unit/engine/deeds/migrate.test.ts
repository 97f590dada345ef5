import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../../../engine/difference.ts';
import { bpmn, compiled, flows, running } from '../../../support/process.ts';

const V1 = bpmn(
  `<bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>${flows('start -> a -> b')}`,
);
const V2 = bpmn(
  `<bpmn:startEvent id="start"/><bpmn:userTask id="first"/><bpmn:userTask id="extra"/><bpmn:userTask id="b"/>${flows('start -> first -> extra -> b')}`,
);

const LOOP = (loop: string) =>
  bpmn(
    `<bpmn:startEvent id="start"/><bpmn:subProcess id="s">${loop}<bpmn:startEvent id="in"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>${flows('in -> a -> b')}</bpmn:subProcess>
     <bpmn:inclusiveGateway id="join"/><bpmn:userTask id="after"/><bpmn:parallelGateway id="fork"/><bpmn:userTask id="u"/>${flows('start -> fork -> s -> join -> after', 'fork -> u -> join')}`,
  );
const MANY =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>30</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';

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

  test('turns of a large loop go on each in its place', async () => {
    // given
    const run = await running(LOOP(MANY));
    const [same] = run.simulation.deploy(await compiled(LOOP(MANY)));

    // when
    run.command({ type: 'migrate', definition: same!.ref });
    for (let turn = 0; turn < 30; turn++) run.complete('a');

    // then
    expect(run.tasks()).toEqual([...Array.from({ length: 30 }, () => 'b'), 'u']);
    expect([...run.simulation.tasks.values()].every(({ definition }) => definition === same!.ref)).toBe(true);
  });

  describe('a large loop that is none any more', () => {
    async function givenUp() {
      const run = await running(LOOP(MANY));
      run.complete('a');
      const keys = [...run.simulation.tasks.values()].map(({ key }) => key).sort();
      const [plain] = run.simulation.deploy(await compiled(LOOP('')));
      expect(run.command({ type: 'migrate', definition: plain!.ref }).ok).toBe(true);
      expect([...run.simulation.tasks.values()].map(({ key }) => key).sort()).toEqual(keys);
      return { run, plain: plain! };
    }
    const apart = ({ run }: Awaited<ReturnType<typeof givenUp>>) =>
      run.simulation.instances.get(run.id)!.chunks['0']!.nodes['0']!.apart;

    test('leaves its turns as activities of the scope around it, which goes on when the last is done', async () => {
      // given
      const given = await givenUp();
      const { run } = given;

      // when
      run.complete('u');
      for (let turn = 0; turn < 29; turn++) run.complete('a');

      // then the join waits for one of them
      expect(run.tasks()).toEqual(Array.from({ length: 30 }, () => 'b'));
      expect(apart(given)).toMatchObject([{ element: 's' }]);
      run.complete('b');
      expect(run.tasks()).toEqual(['after', ...Array.from({ length: 29 }, () => 'b')]);

      // when
      for (let turn = 0; turn < 29; turn++) run.complete('b');
      expect(run.tasks()).toEqual(Array.from({ length: 30 }, () => 'after'));

      // then nothing is left of where they lay
      expect(apart(given)).toBeUndefined();
      expect(Object.keys(run.simulation.instances.get(run.id)!.chunks)).toEqual(['0']);
      for (let turn = 0; turn < 30; turn++) run.complete('after');
      expect(run.status()).toBe('completed');
    });

    test('they can be cancelled one by one and together, and migrate again', async () => {
      // given
      const given = await givenUp();
      const { run, plain } = given;
      const [again] = run.simulation.deploy(await compiled(LOOP('')));

      // when
      expect(run.command({ type: 'migrate', definition: again!.ref }).ok).toBe(true);
      expect(run.command({ type: 'modify', cancel: [{ element: 'b' }] }).ok).toBe(true);

      // then
      expect(run.tasks()).toEqual([...Array.from({ length: 29 }, () => 'a'), 'u']);
      expect(plain.ref).not.toBe(run.simulation.instances.get(run.id)!.definition);
      run.command({ type: 'cancel' });
      expect(run.tasks()).toEqual([]);
    });

    test('is refused where the turns would get a scope around them, or lose what they are', async () => {
      const run = await running(LOOP(MANY));
      const around = LOOP('').replace(
        '<bpmn:subProcess id="s">',
        '<bpmn:subProcess id="new"><bpmn:subProcess id="s">',
      );
      const wrapped = around
        .replace('</bpmn:subProcess>', '</bpmn:subProcess></bpmn:subProcess>')
        .replaceAll('Ref="s"', 'Ref="new"');
      const [inside] = run.simulation.deploy(await compiled(wrapped));
      expect(run.command({ type: 'migrate', definition: inside!.ref })).toMatchObject({
        rejection: { message: expect.stringContaining('“new” is new around so many turns') },
      });
      const [flat] = run.simulation.deploy(
        await compiled(bpmn(`<bpmn:startEvent id="start"/><bpmn:userTask id="a"/>${flows('start -> a')}`)),
      );
      expect(run.command({ type: 'migrate', definition: flat!.ref })).toMatchObject({
        rejection: { message: expect.stringContaining('can’t be given up with what is in it') },
      });
    });
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
