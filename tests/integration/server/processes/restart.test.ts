/**
 * A server that is killed after every commit, and two servers that take turns, do what one does that runs on: random processes, driven
 * the same way, leave the same states, rows and histories. `RESTART_RUNS`, `RESTART_DEPTH` and `RESTART_SEED` make it larger, by command.
 */
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { alternatingEngine } from '../../../support/alternating-engine.ts';
import { forgetfulEngine } from '../../../support/forgetful-engine.ts';
import { expectInvariants } from '../../../support/invariants.ts';
import { randomProcess } from '../../../support/random-process/arbitrary.ts';
import type { Block, RandomProcess } from '../../../support/random-process/block.ts';
import { startOnDatabase } from '../../../support/random-process/on-database.ts';
import { scriptAnswers } from '../../../support/scripts.ts';
import { testDatabase } from '../../../support/test-database.ts';
import { testEngine } from '../../../support/test-engine.ts';

const RUNS = Number(process.env.RESTART_RUNS ?? 12);
const DEPTH = Number(process.env.RESTART_DEPTH ?? 3);
const SEED = Number(process.env.RESTART_SEED ?? 7);

const db = await testDatabase();
const answer = await scriptAnswers();

afterEach(() => expectInvariants(db));

async function leftBy(model: RandomProcess, create?: typeof forgetfulEngine): Promise<string[]> {
  const engine = await testEngine({ db, answer, ...(create && { create }) });
  const run = await startOnDatabase(engine, model);
  for (const pick of model.picks) if (!(await run.happen(pick))) break;
  const left = await run.left();
  await run.end();
  return left;
}

function plain(block: Block): RandomProcess {
  return { begins: 'none', block, variables: { a: 0, b: 0, c: 0 }, picks: [] };
}

const ENGINES = [
  ['one that is killed after every commit', forgetfulEngine],
  ['two that take turns', alternatingEngine],
] as const;

it.each(ENGINES)(
  '%s: a process that one of many turns called wakes it, though its part of the state was not in memory',
  async (_, create) => {
    // given: more turns than are kept in one row
    const called: Block = {
      kind: 'call',
      id: 'call',
      block: { kind: 'user', id: 'do', boundaries: [] },
      boundaries: [],
    };
    const block: Block = {
      kind: 'each',
      id: 'turns',
      count: 22,
      enough: null,
      sequential: false,
      block: called,
      boundaries: [],
    };
    const engine = await testEngine({ db, answer, create });
    const run = await startOnDatabase(engine, plain(block));
    // when
    while (await run.happen(0));
    // then
    const { rows } = await db.query('select status from potik.instance where id = $1', [run.id]);
    expect(rows).toEqual([{ status: 'completed' }]);
  },
);

it('what concerns all turns of a large loop finds them, though none was in memory', async () => {
  // given
  const turn: Block = { kind: 'catch', id: 'heard', trigger: { kind: 'signal' } };
  const block: Block = {
    kind: 'each',
    id: 'turns',
    count: 22,
    enough: null,
    sequential: false,
    block: turn,
    boundaries: [],
  };
  const engine = await testEngine({ db, answer, create: forgetfulEngine });
  const model = plain(block);
  const [heard, cancelled] = [await startOnDatabase(engine, model), await startOnDatabase(engine, model)];
  // when
  await engine.executor.command(
    cancelled.id,
    { type: 'cancel' },
    { cause: { kind: 'system', what: 'test' } },
  );
  await heard.happen(0);
  // then
  const { rows } = await db.query(
    'select status from potik.instance where id = any($1::uuid[]) order by status',
    [[heard.id, cancelled.id]],
  );
  expect(rows).toEqual([{ status: 'cancelled' }, { status: 'completed' }]);
});

it.each(ENGINES)('%s: leaves the same as one that runs on', { timeout: 600_000 }, (_, create) =>
  fc.assert(
    fc.asyncProperty(randomProcess({ depth: DEPTH, nodes: 40, picks: 10 }), async (model) => {
      expect(await leftBy(model, create)).toEqual(await leftBy(model));
    }),
    { numRuns: RUNS, seed: SEED },
  ),
);
