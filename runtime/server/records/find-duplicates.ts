/**
 * Keeps the list of records that look alike: what was written is compared with the others, and all of an entity when its rules
 * have changed. A part at a time, each in a transaction of its own; whatever dies in between is done again.
 */
import type { Entity } from '#metadata/registry.ts';
import { duplicatesSql, nextIdsSql, type RowValues, rowsQuery } from '#metadata/rows.ts';
import { systemPrincipal } from '../auth/principal.ts';
import type { Transaction } from '../db/database.ts';
import type { Live } from '../model/model.ts';
import {
  comparedBy,
  insertChecks,
  keepRules,
  type Pair,
  pairOf,
  replacePairs,
  takeChecks,
} from '../store/duplicates.ts';
import { columnsJson } from './columns-json.ts';
import type { Ground } from './ground.ts';

/** Records compared in one transaction. */
const PART = 200;
/** Records noted at once when the rules of an entity have changed. */
const NOTED = 5000;

/** Says whether there was anything to do. */
export async function findDuplicates(ground: Ground): Promise<boolean> {
  if (await noteChangedRules(ground)) return true;
  return ground.model.transaction(async (tx, live) => {
    const taken = await takeChecks(tx, PART);
    if (!taken) return false;
    const entity = live.registry.entities.get(taken.entity);
    if (entity?.duplicates) {
      const pairs = await lookalikes(ground, tx, live, entity, taken.ids);
      await replacePairs(tx, entity.key, taken.ids, pairs, new Date(ground.clock.now()));
    }
    return true;
  });
}

// helpers //////////

async function noteChangedRules({ model, db }: Ground): Promise<boolean> {
  const known = await comparedBy(db);
  const { registry } = model.live();
  const now = new Map(
    [...registry.entities.values()].flatMap((entity) =>
      entity.duplicates ? [[entity.key, rulesOf(entity)] as const] : [],
    ),
  );
  const changed = [...new Set([...known.keys(), ...now.keys()])].find(
    (key) => known.get(key) !== now.get(key),
  );
  if (changed === undefined) return false;
  await model.transaction(async (tx, live) => {
    const entity = live.registry.entities.get(changed);
    await keepRules(tx, changed, entity?.duplicates ? rulesOf(entity) : null);
    if (!entity?.duplicates) return;
    for (let after: string | null = null; ; ) {
      const { rows }: { rows: { id: string }[] } = await tx.query(nextIdsSql(entity, NOTED), [after]);
      if (rows.length === 0) return;
      await insertChecks(
        tx,
        changed,
        rows.map(({ id }) => id),
      );
      after = rows.at(-1)!.id;
    }
  });
  return true;
}

/** What the rules compare, and by what: columns of another type make other pairs. */
function rulesOf(entity: Entity): string {
  const shape = (key: string) => `${key}:${entity.fields.get(key)!.type.key}`;
  return JSON.stringify(
    entity.duplicates!.match.map(({ equal, similar }) => [equal.map(shape), similar.map(shape)]),
  );
}

async function lookalikes(
  ground: Ground,
  tx: Transaction,
  live: Live,
  entity: Entity,
  ids: readonly string[],
): Promise<Pair[]> {
  const query = rowsQuery({ entity, ids, lock: null }, ground.asker(live, systemPrincipal()));
  const { rows } = await tx.query(query);
  const records = rows.map((row) => query.decode(row).values).filter(({ deleted_at }) => deleted_at === null);
  const pairs = new Map<string, Pair>();
  for (const rule of entity.duplicates!.match) {
    const fields = ['id', ...rule.equal, ...rule.similar].map((key) => entity.fields.get(key)!);
    const asked = records.map((values: RowValues) => columnsJson(fields, values));
    const found = await tx.query<{ id: string; other: string }>(duplicatesSql(entity, rule), [
      JSON.stringify(asked),
    ]);
    for (const { id, other } of found.rows) pairs.set(pairOf(id, other).join(), pairOf(id, other));
  }
  return [...pairs.values()];
}
