import { describe, expect, test } from 'vitest';
import { advance, blankInstance } from '#engine/advance.ts';
import type { Instance } from '#engine/instance.ts';
import { rootVariables } from '#engine/read.ts';
import type { UnitDone, UnitResult } from '#engine/unit.ts';
import type { World } from '#engine/world.ts';
import { bpmn, compiled, flows, NOW, running } from '../../../support/process.ts';

const loop = (characteristics: string, extra = '') =>
  bpmn(
    `<bpmn:startEvent id="start"/><bpmn:userTask id="each"><bpmn:extensionElements>${extra}</bpmn:extensionElements>${characteristics}</bpmn:userTask>
    <bpmn:boundaryEvent id="stop" attachedToRef="each"><bpmn:signalEventDefinition signalRef="s"/></bpmn:boundaryEvent>
    <bpmn:userTask id="stopped"/><bpmn:userTask id="after"/>${flows('start -> each -> after', 'stop -> stopped')}`,
    '<bpmn:signal id="s" name="stop"/>',
  );
const MANY = '<bpmn:multiInstanceLoopCharacteristics/>';
const OUTPUT =
  '<potik:loop collection="= items" item="item" output="results" outputElement="= result + item"/>';

describe('loops', () => {
  test('gather the outputs of their turns in order, whichever ended first', async () => {
    // given
    const run = await running(loop(MANY, OUTPUT), { variables: { items: [10, 20, 30] } });
    const tasks = [...run.simulation.tasks.values()];

    // when
    for (const [at, result] of [
      [2, 3],
      [0, 1],
      [1, 2],
    ] as const) {
      run.command({ type: 'complete', key: tasks[at]!.key, local: { result } });
    }

    // then
    expect(run.variables()).toMatchObject({ results: [11, 22, 33] });
    expect(run.tasks()).toEqual(['after']);
  });

  test('standard loops test before or after, and at most so often', async () => {
    const standard = (attributes: string) =>
      `<bpmn:standardLoopCharacteristics ${attributes}><bpmn:loopCondition>= again</bpmn:loopCondition></bpmn:standardLoopCharacteristics>`;
    const never = await running(loop(standard('testBefore="true"')), { variables: { again: false } });
    expect(never.tasks()).toEqual(['after']);
    const once = await running(loop(standard('')), { variables: { again: false } });
    once.complete('each');
    expect(once.tasks()).toEqual(['after']);
    const twice = await running(loop(standard('loopMaximum="2"')), { variables: { again: true } });
    twice.complete('each');
    twice.complete('each');
    expect(twice.tasks()).toEqual(['after']);
  });

  test('refuse what is no number of turns, naming the element', async () => {
    const cardinality =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>= n</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
    await expect(running(loop(cardinality), { variables: { n: -1 } })).rejects.toThrow(/loop.count.*each/);
    await expect(running(loop(MANY, OUTPUT), { variables: { items: 'none' } })).rejects.toThrow(
      /loop.collection/,
    );
  });
});

describe('a large parallel loop', () => {
  const N = 60;

  test('writes only the root chunk and that of the turn', async () => {
    const { units, first } = await large(OUTPUT);
    const { key, chunk } = first.rows.tasks.inserted[7]!;
    const { changes } = units.command({ type: 'complete', key, local: { result: 1 } }, [chunk]);
    expect([...changes[0]!.written].sort()).toEqual(['0', chunk].sort());
  });

  test('drops the chunk of a turn that has nothing to keep', async () => {
    const { units, first } = await large('<potik:loop collection="= items" item="item"/>');
    const { key, chunk } = first.rows.tasks.inserted[7]!;
    const { changes } = units.command({ type: 'complete', key }, [chunk]);
    expect(changes[0]).toMatchObject({ written: ['0'], deleted: [chunk] });
  });

  test('asks for its chunks to gather outputs at the end, and has them in order', async () => {
    // given
    const { units, first } = await large(OUTPUT);
    const rows = [...first.rows.tasks.inserted].reverse();

    // when
    let last: UnitDone | null = null;
    for (const { key, chunk } of rows)
      last = units.command({ type: 'complete', key, local: { result: 1 } }, [chunk]);

    // then
    expect(units.asked.at(-1)).toHaveLength(N - 1);
    const results = rootVariables(last!.changes[0]!.instance).results;
    expect(results).toEqual(Array.from({ length: N }, (_, item) => item + 1));
    expect(Object.keys(units.chunks())).toEqual(['0']);
  });

  test('asks for the open ones to interrupt them', async () => {
    // given
    const { units, first } = await large(OUTPUT);
    for (const { key, chunk } of first.rows.tasks.inserted.slice(0, 5))
      units.command({ type: 'complete', key, local: { result: 1 } }, [chunk]);

    // when
    const done = units.command({ type: 'signal', name: 'stop' }, []);

    // then
    expect(units.asked.at(-1)).toHaveLength(N - 5);
    expect(done.rows.tasks.deleted).toHaveLength(N - 5);
    expect(done.rows.tasks.inserted.map(({ element }) => element)).toEqual(['stopped']);
    expect(Object.keys(units.chunks())).toEqual(['0']);
  });

  /** Starts the loop and carries out commands as a server does that loads only the chunks it is told to. */
  async function large(extra: string) {
    const [process] = await compiled(loop(MANY, extra));
    const definition = { ref: 'd', version: 1, process: process! };
    let stored = new Map<string, string>();
    let head = blankInstance('i', definition);
    const asked: (readonly string[])[] = [];
    const load = (ids: readonly string[]): Instance => ({
      ...head,
      chunks: Object.fromEntries(
        ids.filter((id) => stored.has(id)).map((id) => [id, JSON.parse(stored.get(id)!)]),
      ),
    });
    const world: World = {
      definition: () => definition,
      called: () => null,
      decision: () => null,
      instance: () => null,
      receivers: () => [],
    };
    const env = { now: NOW, zone: 'UTC', newId: (key: string) => key };
    const run = (instance: Instance, command: Parameters<typeof advance>[0]['command']): UnitDone => {
      let result: UnitResult = advance({ instance, command, world, env });
      while (result.kind === 'ask') {
        const [ask] = result.asks;
        if (ask?.kind !== 'chunks') throw new Error(`unexpected ask ${ask?.key}`);
        asked.push(ask.chunks);
        result = advance({
          instance: load([...Object.keys(instance.chunks), ...ask.chunks]),
          command,
          world,
          env,
        });
      }
      if (result.kind !== 'done') throw new Error(JSON.stringify(result));
      const [change] = result.changes;
      for (const id of change!.deleted) stored.delete(id);
      for (const id of change!.written) stored.set(id, JSON.stringify(change!.instance.chunks[id]));
      head = change!.instance;
      return result;
    };
    stored = new Map();
    const items = Array.from({ length: N }, (_, item) => item);
    const first = run(head, { type: 'start', variables: { items } });
    return {
      first,
      units: {
        asked,
        chunks: () => Object.fromEntries(stored),
        command: (command: Parameters<typeof advance>[0]['command'], chunks: readonly string[]) =>
          run(load(['0', ...chunks]), command),
      },
    };
  }
});
