/**
 * Create or update: rows find their records by key fields or by the id they have elsewhere. The keys are held until the end of
 * the transaction, so that two programs that bring the same customer at once make one record of it. Only what the caller may
 * see is found, only by fields they may read; what is made or changed goes through the write path with their rights.
 */
import { type Field, parseValue } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { Upserted, UpsertRecords } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import type { Transaction } from '../db/database.ts';
import { type InputError, invalid } from '../rejection.ts';
import { mergedInto } from '../store/duplicates.ts';
import { keepExternalIds, recordsByExternal } from '../store/external-ids.ts';
import { visibleEntity } from './entity-of.ts';
import type { Ground } from './ground.ts';
import {
  deedFor,
  findByKeys,
  holdMatches,
  isEmptyKey,
  type KeyValues,
  keyOf,
  type Matching,
  withoutRepeats,
} from './match-rows.ts';
import type { Records } from './records.ts';

type Result = Upserted['results'][number];
type Deeds = Pick<Records, 'query' | 'writeRecords'>;

interface Row {
  readonly at: number;
  readonly external: string | null;
  readonly values: Readonly<Record<string, Json>>;
  /** By which its record is looked up; null: it has no value to be found by and is new. */
  readonly key: KeyValues | null;
}

interface Work {
  readonly tx: Transaction;
  readonly records: Deeds;
  readonly principal: Principal;
  readonly entity: Entity;
  /** Null: by external ids. */
  readonly by: readonly Field[] | null;
  readonly matching: Matching;
}

export async function upsertRecords(
  { ground, records }: { readonly ground: Ground; readonly records: Deeds },
  principal: Principal,
  entityKey: string,
  { match, rows: given }: UpsertRecords,
  transaction?: Transaction,
): Promise<Upserted> {
  return ground.within(transaction, async (tx, live) => {
    const { rights } = ground.asker(live, principal);
    const entity = visibleEntity(live.registry, rights, entityKey);
    const by = match.by
      ? keyFields(entity, match.by, (field) => rights.field(entity, field) !== 'hidden')
      : null;
    const { found = 'update', missing = 'create' } = match;
    const work: Work = { tx, records, principal, entity, by, matching: { found, missing } };
    const results: Result[] = [];
    const rows = given.flatMap(({ external = null, values }, at): Row[] => {
      const read = keyOfRow(by, external, values as Record<string, Json>);
      if (read.ok) return [{ at, external, values: values as Record<string, Json>, key: read.key }];
      results[at] = { deed: 'refused', id: null, errors: read.errors };
      return [];
    });
    for (const set of withoutRepeats(rows, ({ key }) => key && keyOf(key)))
      for (const [at, result] of await upsertSet(work, set)) results[at] = result;
    return { results };
  });
}

// helpers //////////

/** The fields of a unique set, or of the exact part of a duplicate rule: nothing else tells records apart, and is indexed. */
function keyFields(
  entity: Entity,
  by: readonly string[],
  readable: (field: Field) => boolean,
): readonly Field[] {
  const field = (key: string) => {
    const found = entity.fields.get(key);
    return found && readable(found) && found.columns.length > 0 && found.type.operators.includes('in')
      ? found
      : undefined;
  };
  const sets = [...entity.unique, ...(entity.duplicates?.match ?? []).map(({ equal }) => equal)].filter(
    (keys) => keys.length > 0 && keys.every(field),
  );
  const wanted = [...new Set(by)].sort().join(' ');
  const set = sets.find((keys) => [...keys].sort().join(' ') === wanted);
  if (set) return by.map((key) => field(key)!);
  const known = [...new Set(sets.map((keys) => keys.join(' + ')))].join('; ');
  throw invalid([
    {
      path: 'match.by',
      code: 'no_key',
      message: known
        ? `Records of ${entity.key} can’t be told apart by ${by.join(' + ')}; they can by: ${known}.`
        : `${entity.key} has no unique field and no duplicate rule with equal fields; use \`external\`.`,
    },
  ]);
}

type KeyRead =
  | { readonly ok: true; readonly key: KeyValues | null }
  | { readonly ok: false; readonly errors: InputError[] };

function keyOfRow(
  by: readonly Field[] | null,
  external: string | null,
  values: Readonly<Record<string, Json>>,
): KeyRead {
  if (by === null) {
    if (external !== null) return { ok: true, key: [external] };
    const message = 'Say by `external` what the record is called elsewhere, or name fields in `match.by`.';
    return { ok: false, errors: [{ path: 'external', code: 'required', message }] };
  }
  const errors: InputError[] = [];
  const key = by.map((field): Json => {
    const value = parseValue(field, values[field.key]);
    if (value.ok) return value.value;
    const { path, code, message, params } = value.problem;
    errors.push({ path: path ? `${field.key}.${path}` : field.key, code, message, params });
    return null;
  });
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, key: isEmptyKey(key) ? null : key };
}

async function upsertSet(work: Work, rows: readonly Row[]): Promise<[number, Result][]> {
  const { tx, records, principal, entity, matching } = work;
  const externals = await externalsOf(work, rows);
  const found = await recordsOf(work, rows, externals);
  const results = new Map<number, Result>();
  const writing: { readonly row: Row; readonly id: string | null }[] = [];
  for (const row of rows) {
    const match = deedFor(matching, (row.key && found.get(keyOf(row.key))) ?? []);
    const named = row.external === null ? undefined : externals.get(row.external);
    if (named && (!named.seen || (match.deed !== 'refuse' && match.id !== named.id)))
      results.set(row.at, takenExternal(row.external!));
    else if (match.deed === 'refuse') results.set(row.at, refusedMatch(entity, work.by, match));
    else if (match.deed === 'skip') results.set(row.at, { deed: 'skipped', id: null });
    else if (match.deed === 'link') results.set(row.at, { deed: 'linked', id: match.id });
    else writing.push({ row, id: match.id });
  }
  const { ids, changed, refused } = await records.writeRecords(
    principal,
    entity.key,
    writing.map(({ row, id }) => ({ id, version: null, values: row.values })),
    { transaction: tx },
  );
  const kept = new Map<string, string>();
  for (const [i, { row, id }] of writing.entries()) {
    if (!ids[i]) continue;
    results.set(row.at, {
      deed: id === null ? 'created' : changed[i] ? 'updated' : 'unchanged',
      id: ids[i],
    });
    if (row.external !== null && !externals.has(row.external)) kept.set(row.external, ids[i]);
  }
  for (const { row, path, code, message, params } of refused) {
    const { at } = writing[row]!.row;
    const errors = [...(results.get(at)?.errors ?? []), { path, code, message, ...(params && { params }) }];
    results.set(at, { deed: 'refused', id: null, errors });
  }
  if (kept.size > 0) await keepExternalIds(tx, entity.key, kept);
  return [...results];
}

interface External {
  readonly id: string;
  /** The caller may see the record, and it is not in the recycle bin. */
  readonly seen: boolean;
}

/** What the rows' external ids stand for already. They are held like keys, also where rows are matched by fields. */
async function externalsOf(
  { tx, records, principal, entity }: Work,
  rows: readonly Row[],
): Promise<Map<string, External>> {
  const asked = rows.flatMap(({ external }) => (external === null ? [] : [external]));
  const found = new Map<string, External>();
  if (asked.length === 0) return found;
  await holdMatches(tx, entity.key, [], asked);
  const known = new Map<string, string>();
  for (const [external, id] of await recordsByExternal(tx, entity.key, asked))
    known.set(external, (await mergedInto(tx, entity.key, id)) ?? id);
  const seen = new Set<string>();
  const ids = [...new Set(known.values())];
  for (let from = 0; from < ids.length; from += PAGE) {
    const where = { field: 'id', op: 'in', value: ids.slice(from, from + PAGE) };
    const query = { where, fields: ['id'], limit: PAGE } as never;
    for (const { id } of (await records.query(principal, entity.key, query, tx)).items) seen.add(id);
  }
  for (const [external, id] of known) found.set(external, { id, seen: seen.has(id) });
  return found;
}

const PAGE = 500;

/** Ids of the records that rows mean, by key. */
async function recordsOf(
  { tx, records, principal, entity, by }: Work,
  rows: readonly Row[],
  externals: ReadonlyMap<string, External>,
): Promise<Map<string, readonly string[]>> {
  if (by === null) return new Map([...externals].map(([external, { id }]) => [keyOf([external]), [id]]));
  const keys = rows.flatMap(({ key }) => (key === null ? [] : [key]));
  return findByKeys(records, principal, entity.key, by, keys, tx);
}

function takenExternal(external: string): Result {
  const message = `“${external}” stands for another record, for one in the recycle bin, or for one you may not see.`;
  const errors = [{ path: 'external', code: 'external_taken', message, params: { external } }];
  return { deed: 'refused', id: null, errors };
}

function refusedMatch(
  entity: Entity,
  by: readonly Field[] | null,
  { because, count }: { readonly because: 'several' | 'there' | 'missing'; readonly count: number },
): Result {
  const names = by ? by.map(({ name }) => name).join(', ') : 'external id';
  const message = {
    several: `${count} records of ${entity.key} have this ${names}; merge them, or change the one you mean by its id.`,
    there: `There is a record with this ${names} already.`,
    missing: `There is no record with this ${names}, or you may not see it.`,
  }[because];
  const path = by?.[0]?.key ?? 'external';
  return {
    deed: 'refused',
    id: null,
    errors: [{ path, code: `match_${because}`, message, params: { names } }],
  };
}
