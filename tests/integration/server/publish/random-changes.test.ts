/**
 * Any sequence of changes of definition, published in portions of any size, over tables with records and beside people who write:
 * publishing the same again has nothing to do, what PostgreSQL holds is what a new installation would make, rolling back gives an
 * equal export, no row and no value is lost but what the plan told. `CHANGES_RUNS`, `CHANGES_PORTIONS`, `CHANGES_SEED` make it larger, by command.
 */
import { expect, it } from 'vitest';
import type { Change } from '#metadata/change.ts';
import { compareConfigurations } from '#metadata/compare.ts';
import { sameContent } from '#metadata/definition.ts';
import { propose } from '#metadata/plan.ts';
import { finishNext } from '../../../../runtime/server/publish/finish.ts';
import { planChanges, publishConfiguration } from '../../../../runtime/server/publish/publish.ts';
import { rollback } from '../../../../runtime/server/publish/rollback.ts';
import { Rejection } from '../../../../runtime/server/rejection.ts';
import { tombstones } from '../../../../runtime/server/store/publishing.ts';
import { releaseConfiguration } from '../../../../runtime/server/store/releases.ts';
import { catalogue } from '../../../support/catalogue.ts';
import { databaseShape, wantedShape } from '../../../support/database-shape.ts';
import { type Installation, installation } from '../../../support/installation.ts';
import { ANCHOR, nextChange } from '../../../support/random-changes.ts';
import { type Dice, dice } from '../../../support/random-fields.ts';
import { fillRandomly } from '../../../support/random-rows.ts';
import { testRecords } from '../../../support/records.ts';
import { ledger, losses } from '../../../support/value-ledger.ts';

const RUNS = Number(process.env.CHANGES_RUNS ?? 2);
const PORTIONS = Number(process.env.CHANGES_PORTIONS ?? 6);
const SEED = Number(process.env.CHANGES_SEED ?? 11);

const FILES = {
  'entities/anchor.yaml': `title: "{name}"
fields:
  name: {type: text}
  city: {type: text}
  price: {type: decimal}
  note: {type: text}
  kind: {type: choice, options: [kyiv, lviv]}
  size: {type: choice, options: [big, small]}
  things: {type: children, of: thing}
  many: {type: integer, rollup: count(things)}
  whole: {type: decimal, rollup: sum(things.b)}
`,
  'entities/thing.yaml':
    'title: "{name}"\nfields: {name: {type: text}, a: {type: lookup, to: anchor}, d: {type: text}, b: {type: integer}}',
};

it.each(Array.from({ length: RUNS }, (_, run) => SEED + run))(
  'a sequence of changes by seed %i loses nothing and ends where a new installation begins',
  { timeout: 60_000 + PORTIONS * 10_000 },
  async (seed) => {
    const potik = await installation(FILES);
    const roll = dice(seed);
    await fillRandomly(potik, roll);
    const writers = writing(potik);
    try {
      for (let portion = 0; portion < PORTIONS; portion++) await publishPortion(potik, roll);
    } finally {
      await writers.stop();
    }
    expect(writers.refused()).toEqual([]);
    expect(writers.written()).toBeGreaterThan(0);

    const fresh = await installation();
    await publishConfiguration(fresh.ground, () => potik.registry().configuration, {
      personId: null,
      note: 'new',
    });
    expect(await catalogue(potik.db)).toEqual(await catalogue(fresh.db));
  },
);

async function publishPortion(potik: Installation, roll: Dice): Promise<void> {
  const { db, ground } = potik;
  const base = potik.model.live().release;
  const start = potik.registry().configuration;
  const changes: Change[] = [];
  let configuration = start;
  for (let n = 1 + roll(5); n > 0; n--) {
    const next = nextChange(configuration, roll);
    changes.push(next.change);
    configuration = next.configuration;
  }
  const told = JSON.stringify(changes);
  const before = await ledger(db);
  if (roll(2) === 0) await believeLarge(db);
  const { plan } = await planChanges(ground, changes);
  try {
    await potik.publish(...changes);
  } catch (error) {
    // Values that are the same refuse a new uniqueness; a move that is no move alone and a key that is calculated anew are told
    // beforehand. Then nothing has changed.
    const planned = plan.problems.some(({ code }) => TOLD.includes(code));
    const expected = planned ? 'invalid_configuration' : 'not_unique';
    if (!(error instanceof Rejection) || error.detail.code !== expected)
      throw new Error(told, { cause: error });
    expect(losses(before, await ledger(db), proposal(start, []), []).lost, told).toEqual([]);
    expect(await databaseShape(db), told).toEqual(wantedShape(potik.registry()));
    return;
  }
  // no value lost but what was told
  const made = (await tombstones(db)).filter(({ release }) => release === base + 1);
  const { lost, unconverted } = losses(before, await ledger(db), proposal(start, changes), made);
  expect(lost, told).toEqual([]);
  const announced = plan.changes.flatMap(({ consequences }) =>
    consequences.filter(({ code }) => LOSSES.includes(code)).map(({ params }) => Number(params.count)),
  );
  const sum = (list: Iterable<number>) => [...list].reduce((total, n) => total + n, 0);
  expect(sum(unconverted.values()), told).toBeLessThanOrEqual(sum(announced));

  // the database is as the registry says, the same again has nothing to do
  await finish(potik);
  expect(await databaseShape(db), told).toEqual(wantedShape(potik.registry()));
  expect(compareConfigurations(potik.registry().configuration, configuration), told).toEqual([]);

  if (roll(3) === 0) await rollBack(potik, base, before, told);
  await fillRandomly(potik, roll);
}

/** Back: an equal export, and every value that was there before, whatever became of it meanwhile. */
async function rollBack(
  potik: Installation,
  base: number,
  before: Awaited<ReturnType<typeof ledger>>,
  told: string,
) {
  const { db } = potik;
  await rollback(potik.ground, base, null);
  await finish(potik);
  expect(await databaseShape(db), told).toEqual(wantedShape(potik.registry()));
  const [was, is] = [
    await releaseConfiguration(db, base),
    await releaseConfiguration(db, potik.model.live().release),
  ];
  expect([...is!.definitions.keys()].sort(), told).toEqual([...was!.definitions.keys()].sort());
  for (const [id, definition] of was!.definitions)
    expect(sameContent(is!.definitions.get(id)!.content, definition.content), `${id} ${told}`).toBe(true);
  const same = proposal(potik.registry().configuration, []);
  expect(losses(onlyLive(before), await ledger(db), same, []).lost, told).toEqual([]);
}

// helpers //////////

const LOSSES = ['values_lost', 'values_replaced'];
/** What a plan says of a release that would be refused. */
const TOLD = ['moved_and_changed', 'key_recalculated'];

function proposal(configuration: Parameters<typeof propose>[0], changes: readonly Change[]) {
  const proposed = propose(configuration, changes);
  if (!proposed.ok) throw new Error(proposed.message);
  return proposed.proposal;
}

function onlyLive(before: Awaited<ReturnType<typeof ledger>>) {
  return new Map([...before].filter(([table]) => !/__\d+$/.test(table)));
}

async function finish(potik: Installation): Promise<void> {
  const { records } = testRecords(potik);
  const failed: string[] = [];
  const { db, clock } = potik;
  const onFailure = (_: unknown, error: Error) => failed.push(error.message);
  while (await finishNext({ db, clock, records, onFailure }));
  expect(failed).toEqual([]);
}

/** The planner's word for the size of tables, so that publishing takes the way of large ones. */
async function believeLarge(db: Installation['db']): Promise<void> {
  await db.query(
    `update pg_class set reltuples = 60000, relpages = 100 where relnamespace = 'data'::regnamespace and relkind = 'r'`,
  );
}

/** People who write all the time in what stays. */
function writing(potik: Installation) {
  const { records, system } = testRecords(potik);
  const refused: unknown[] = [];
  let [stopped, written] = [false, 0];
  const work = (async () => {
    const { id } = await records.create(system, ANCHOR, { name: 'live' });
    while (!stopped)
      try {
        await records.update(system, ANCHOR, id, { version: null, values: { name: `live ${written}` } });
        written++;
      } catch (error) {
        refused.push(error);
      }
  })();
  return {
    refused: () => refused,
    written: () => written,
    async stop() {
      stopped = true;
      await work;
    },
  };
}
