/** Many at once on one instance, on one node and on two over the same database: one wins, the others are told, nothing is doubled. */
import { afterEach, describe, expect, it } from 'vitest';
import { CommandRefused } from '../../../../runtime/server/processes/command-errors.ts';
import { historyOf } from '../../../../runtime/server/store/history.ts';
import { loadInstance } from '../../../../runtime/server/store/instances.ts';
import { APPROVAL, CAUSE, completes, forkOf, openTasks, startOf } from '../../../support/approval.ts';
import { expectInvariants } from '../../../support/invariants.ts';
import { bpmn, flows } from '../../../support/process.ts';
import { scriptAnswers } from '../../../support/scripts.ts';
import { testDatabase } from '../../../support/test-database.ts';
import { testEngine } from '../../../support/test-engine.ts';

const BRANCHES = Number(process.env.FAULT_BRANCHES ?? 100);

const db = await testDatabase();
const answer = await scriptAnswers();
const one = await testEngine({ db, answer });
const other = await testEngine({ db, answer });
await one.deploy([
  { name: 'approval.bpmn', kind: 'process', xml: APPROVAL },
  { name: 'fork.bpmn', kind: 'process', xml: forkOf(BRANCHES) },
]);

afterEach(() => expectInvariants(db));

/** How often each element was completed. */
async function completed(instance: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { events } of await historyOf(db, instance))
    for (const event of events)
      if (event.type === 'completed' || event.type === 'passed')
        counts[event.element] = (counts[event.element] ?? 0) + 1;
  return counts;
}

describe.each([
  ['one node', [one]],
  ['two nodes', [one, other]],
])('on %s', (_, nodes) => {
  it('one of fifty completes a task; the others are refused', async () => {
    // given
    const id = await startOf(one, 'approval', { amount: 21 });
    const [task] = await openTasks(one, id);
    // when
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => completes(nodes[i % nodes.length]!, task!)),
    );
    // then
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
    expect(lost).toHaveLength(49);
    for (const reason of lost) {
      expect(reason).toBeInstanceOf(CommandRefused);
      expect(['wait.unknown', 'instance.ended']).toContain((reason as CommandRefused).rejection.code);
    }
    expect(await completed(id)).toEqual({ start: 1, approve: 1, double: 1, end: 1 });
    expect((await loadInstance(db, id))!.chunks['0']!.nodes['0']!.variables).toEqual({ amount: 42 });
  });

  it(`a join reached by ${BRANCHES} branches at once goes on once`, async () => {
    // given
    const id = await startOf(one, 'many');
    const tasks = await openTasks(one, id);
    expect(tasks).toHaveLength(BRANCHES);
    // when
    await Promise.all(tasks.map((task, i) => completes(nodes[i % nodes.length]!, task)));
    // then
    const left = await openTasks(one, id);
    expect(left).toHaveLength(1);
    await completes(nodes.at(-1)!, left[0]!);
    expect(await completed(id)).toMatchObject({ join: 1, after: 1, end: 1 });
  });
});

it('a node that is behind refuses nothing that the other one has made possible', async () => {
  // given: both know the instance, and only one of them that its first task is done
  await one.deploy([
    {
      name: 'steps.bpmn',
      kind: 'process',
      xml: bpmn(
        `<bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:endEvent id="end"/>${flows('start -> a -> b -> end')}`,
        '',
        'steps',
      ),
    },
  ]);
  const id = await startOf(one, 'steps');
  await other.executor.command(id, { type: 'setVariables', variables: { seen: true } }, CAUSE);
  await completes(one, (await openTasks(one, id))[0]!);
  // when
  const [task] = await openTasks(one, id);
  await completes(other, task!);
  // then
  expect(await completed(id)).toEqual({ start: 1, a: 1, b: 1, end: 1 });
});

it('a call that ends on a node which knows its caller only from before the call wakes the caller', async () => {
  // given: one node knows the caller as it waits for a person, the other one lets it call
  await one.deploy([
    {
      name: 'calling.bpmn',
      kind: 'process',
      xml: bpmn(
        `<bpmn:startEvent id="start"/><bpmn:userTask id="before"/><bpmn:callActivity id="call" calledElement="waiting"/><bpmn:endEvent id="end"/>${flows('start -> before -> call -> end')}`,
        '',
        'calling',
      ),
    },
    {
      name: 'waiting.bpmn',
      kind: 'process',
      xml: bpmn(
        `<bpmn:startEvent id="start"/><bpmn:userTask id="wait"/><bpmn:endEvent id="end"/>${flows('start -> wait -> end')}`,
        '',
        'waiting',
      ),
    },
  ]);
  const id = await startOf(one, 'calling');
  await other.executor.command(id, { type: 'setVariables', variables: { seen: true } }, CAUSE);
  await completes(one, (await openTasks(one, id))[0]!);
  const { rows } = await db.query<{ id: string }>('select id from potik.instance where caller_id = $1', [id]);
  // when
  await completes(other, (await openTasks(one, rows[0]!.id))[0]!);
  // then
  expect(await completed(id)).toEqual({ start: 1, before: 1, call: 1, end: 1 });
});

it('a turn of a large loop ends on a node which knows the instance only from before the loop', async () => {
  // given: more turns than are kept in one row
  await one.deploy([
    {
      name: 'looping.bpmn',
      kind: 'process',
      xml: bpmn(
        `<bpmn:startEvent id="start"/><bpmn:userTask id="before"/><bpmn:userTask id="turn"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>22</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask><bpmn:endEvent id="end"/>${flows('start -> before -> turn -> end')}`,
        '',
        'looping',
      ),
    },
  ]);
  const id = await startOf(one, 'looping');
  await other.executor.command(id, { type: 'setVariables', variables: { seen: true } }, CAUSE);
  await completes(one, (await openTasks(one, id))[0]!);
  // when
  for (const task of await openTasks(one, id)) await completes(other, task);
  // then: each turn, and the loop itself
  expect(await completed(id)).toMatchObject({ before: 1, turn: 23, end: 1 });
});

it('two nodes that complete, set variables and cancel at the same time leave one truth', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => startOf(one, 'approval', { amount: 1 })));
  const [tasks] = await Promise.all([Promise.all(ids.map((id) => openTasks(one, id)))]);
  // when
  const outcomes = await Promise.allSettled(
    ids.flatMap((id, i) => [
      completes(one, tasks[i]![0]!),
      other.executor.command(id, { type: 'setVariables', variables: { amount: 5 } }, CAUSE),
      (i % 2 ? one : other).executor.command(id, { type: 'cancel' }, CAUSE),
      completes(other, tasks[i]![0]!),
    ]),
  );
  // then
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(CommandRefused);
  const { rows } = await db.query<{ status: string }>(
    'select status from potik.instance where id = any($1::uuid[]) and ended_at is null',
    [ids],
  );
  expect(rows).toEqual([]);
});

it('a signal for instances that end each other on the way reaches all that are left', async () => {
  // A called process and its caller wait for the same signal; the caller's boundary event ends the call.
  const SIGNAL = '<bpmn:signal id="s" name="stop"/>';
  const caught = '<bpmn:signalEventDefinition signalRef="s"/>';
  await one.deploy([
    {
      name: 'caller.bpmn',
      kind: 'process',
      xml: bpmn(
        `<bpmn:startEvent id="start"/><bpmn:callActivity id="call" calledElement="called"/><bpmn:boundaryEvent id="stopped" attachedToRef="call">${caught}</bpmn:boundaryEvent><bpmn:endEvent id="end"/>${flows('start -> call -> end', 'stopped -> end')}`,
        SIGNAL,
        'caller',
      ),
    },
    {
      name: 'called.bpmn',
      kind: 'process',
      xml: bpmn(
        `<bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait">${caught}</bpmn:intermediateCatchEvent><bpmn:endEvent id="end"/>${flows('start -> wait -> end')}`,
        SIGNAL,
        'called',
      ),
    },
  ]);
  const ids = [await startOf(one, 'caller'), await startOf(one, 'caller')];
  // when
  await one.deliveries.signal('stop', undefined, CAUSE);
  // then
  const { rows } = await db.query(
    'select id from potik.instance where root_id = any($1::uuid[]) and ended_at is null',
    [ids],
  );
  expect(rows).toEqual([]);
});
