/** SQL of records that look like one another, and of those that were merged (tables of 0047-duplicates.sql). */
import type { Queryable } from '../db/database.ts';
import { returnBelongings } from './belongings.ts';

export type Pair = readonly [one: string, other: string];

export const pairOf = (a: string, b: string): Pair => (a < b ? [a, b] : [b, a]);

/** Records to be compared again. */
export async function insertChecks(tx: Queryable, entity: string, ids: readonly string[]): Promise<void> {
  await tx.query(
    `insert into potik.duplicate_check (entity, record_id) select $1, id from unnest($2::uuid[]) as i(id)
     on conflict do nothing`,
    [entity, ids],
  );
}

/** The next records to be compared, of entities that have rules. */
export async function takeChecks(
  tx: Queryable,
  limit: number,
): Promise<{ entity: string; ids: string[] } | null> {
  const { rows } = await tx.query<{ entity: string; record_id: string }>(
    `delete from potik.duplicate_check where (entity, record_id) in (
       select entity, record_id from potik.duplicate_check
        where entity = (select entity from potik.duplicate_check limit 1)
        limit $1 for update skip locked)
     returning entity, record_id`,
    [limit],
  );
  return rows[0] ? { entity: rows[0].entity, ids: rows.map((row) => row.record_id) } : null;
}

export async function comparedBy(db: Queryable): Promise<Map<string, string>> {
  const { rows } = await db.query<{ entity: string; rules: string }>(
    'select entity, rules from potik.duplicate_rules',
  );
  return new Map(rows.map(({ entity, rules }) => [entity, rules]));
}

/** @param rules null: the entity has none any more */
export async function keepRules(tx: Queryable, entity: string, rules: string | null): Promise<void> {
  await tx.query('delete from potik.duplicate_pair where entity = $1 and dismissed_at is null', [entity]);
  await tx.query('delete from potik.duplicate_check where entity = $1', [entity]);
  if (rules === null) await tx.query('delete from potik.duplicate_rules where entity = $1', [entity]);
  else
    await tx.query(
      `insert into potik.duplicate_rules (entity, rules) values ($1, $2)
       on conflict (entity) do update set rules = excluded.rules`,
      [entity, rules],
    );
}

/** What was found for these records takes the place of what was found before; what somebody has dismissed stays so. */
export async function replacePairs(
  tx: Queryable,
  entity: string,
  ids: readonly string[],
  pairs: readonly Pair[],
  at: Date,
): Promise<void> {
  const [ones, others] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  await tx.query(
    `delete from potik.duplicate_pair p where entity = $1 and dismissed_at is null
       and (one = any($2::uuid[]) or other = any($2::uuid[]))
       and not exists (select from unnest($3::uuid[], $4::uuid[]) as k(one, other) where k.one = p.one and k.other = p.other)`,
    [entity, ids, ones, others],
  );
  await tx.query(
    `insert into potik.duplicate_pair (entity, one, other, found_at)
     select $1, one, other, $4 from unnest($2::uuid[], $3::uuid[]) as k(one, other) on conflict do nothing`,
    [entity, ones, others, at],
  );
}

export interface FoundPair {
  readonly one: string;
  readonly other: string;
  readonly foundAt: string;
}

/** Open pairs behind a cursor. */
export async function openPairs(
  db: Queryable,
  entity: string,
  after: readonly [string, string, string] | null,
  limit: number,
): Promise<FoundPair[]> {
  const { rows } = await db.query<FoundPair>(
    `select one, other, found_at as "foundAt" from potik.duplicate_pair
      where entity = $1 and dismissed_at is null
        and ($2::timestamptz is null or (found_at, one, other) > ($2, $3::uuid, $4::uuid))
      order by found_at, one, other limit $5`,
    [entity, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
  );
  return rows;
}

/** Open pairs of which one is among these records. */
export async function openPairsOf(
  db: Queryable,
  entity: string,
  ids: readonly string[],
): Promise<FoundPair[]> {
  const { rows } = await db.query<FoundPair>(
    `select one, other, found_at as "foundAt" from potik.duplicate_pair
      where entity = $1 and dismissed_at is null and one = any($2::uuid[])
     union
     select one, other, found_at from potik.duplicate_pair
      where entity = $1 and dismissed_at is null and other = any($2::uuid[])`,
    [entity, ids],
  );
  return rows;
}

/** Says of a record and others that they are not the same (`at` null: that they may be); gives how many pairs there were. */
export async function dismissPairs(
  tx: Queryable,
  entity: string,
  id: string,
  others: readonly string[],
  at: Date | null,
  by: string | null,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update potik.duplicate_pair set dismissed_at = $4, dismissed_by = $5
      where entity = $1 and ((one = $2 and other = any($3::uuid[])) or (other = $2 and one = any($3::uuid[])))`,
    [entity, id, others, at, by],
  );
  return rowCount;
}

export async function insertMerged(
  tx: Queryable,
  entity: string,
  { record, into, journal }: { readonly record: string; readonly into: string; readonly journal: string },
): Promise<void> {
  await tx.query(
    'insert into potik.merged_record (entity, record_id, into_id, journal_id) values ($1, $2, $3, $4)',
    [entity, record, into, journal],
  );
  await tx.query('delete from potik.duplicate_pair where entity = $1 and (one = $2 or other = $2)', [
    entity,
    record,
  ]);
}

/** The merge is taken back: what belonged to the record is its own again. */
export async function deleteMerged(tx: Queryable, journal: string): Promise<void> {
  const { rows } = await tx.query<{ entity: string; record: string; into: string }>(
    `delete from potik.merged_record where journal_id = $1 returning entity, record_id as record, into_id as into`,
    [journal],
  );
  for (const { entity, ...merged } of rows) await returnBelongings(tx, entity, { ...merged, journal });
}

/** Those of these records that were merged into others, with the ones that stand for them now. */
export async function survivorsOf(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; survivor: string }>(
    {
      name: 'survivors-of',
      text: `select record_id as id, potik.survivor(record_id) as survivor from potik.merged_record where record_id = any($1::uuid[])`,
    },
    [ids],
  );
  return new Map(rows.map(({ id, survivor }) => [id, survivor]));
}

/** The record that one was merged into, at the end of the chain; null where it was not merged. */
export async function mergedInto(db: Queryable, entity: string, id: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive way as (
       select into_id as id, 1 as step from potik.merged_record where entity = $1 and record_id = $2
       union all
       select m.into_id, way.step + 1 from potik.merged_record m join way on m.record_id = way.id
        where m.entity = $1 and way.step < 100)
     select id from way order by step desc limit 1`,
    [entity, id],
  );
  return rows[0]?.id ?? null;
}
