/** Sets of records at once: rows of an import, and the same deed on many records of a list. */
import { type FilterInput, type FilterNode, filterOf } from '#metadata/query.ts';
import { idsQuery } from '#metadata/rows.ts';
import type { BulkRecords, BulkResult } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import type { Cause } from '../cause.ts';
import type { Transaction } from '../db/database.ts';
import { isId, newId } from '../ids.ts';
import { forbidden, invalid } from '../rejection.ts';
import { insertJournal } from '../store/journal.ts';
import { deleteRows, restoreRows } from './delete-rows.ts';
import { entityOf, visibleEntity } from './entity-of.ts';
import { type Ground, tell, type WriteOptions } from './ground.ts';
import { eachOrNone, type RowRefusal } from './many.ts';
import { saveRows } from './pipeline.ts';
import { demand } from './read.ts';
import { keyOf, type Maker, type Unit } from './unit.ts';

/** A row of a set; with `id` that record is changed, without it a new one is made. */
export interface WriteRow {
  readonly id?: string | null;
  readonly version?: number | null;
  readonly values: Readonly<Record<string, unknown>>;
  /** Who did it at which time (milliseconds), where that was not the principal now: history that is brought in. Gives no rights. */
  readonly made?: { readonly by: Principal; readonly at: number };
}

export interface WriteManyOptions {
  readonly cause?: Cause;
  /** The cause of single rows, such as the line of a file. */
  readonly causeOf?: (row: number) => Cause;
  readonly transaction?: Transaction;
  /** Id of the journal that keeps what the records were before, so that it can be taken back. */
  readonly journal?: string;
}

export interface WrittenRows {
  /** Id of each row's record; null for those that were refused. */
  readonly ids: readonly (string | null)[];
  /** Whether it was made or changed by this; false where everything was so already, or the row was refused. */
  readonly changed: readonly boolean[];
  /** What is wrong with the others, by index of the row. */
  readonly refused: readonly RowRefusal[];
}

/** More rows than this are to be given in several sets. */
const MOST_ROWS = 1000;
/** Records of a bulk deed that are locked at a time. */
const BULK = 200;
const MOST_BULK = 10_000;

export async function writeRecords(
  ground: Ground,
  principal: Principal,
  entity: string,
  rows: readonly WriteRow[],
  { transaction, ...options }: WriteManyOptions,
): Promise<WrittenRows> {
  if (rows.length > MOST_ROWS) throw new Error(`at most ${MOST_ROWS} rows at once, not ${rows.length}`);
  const makers = makersOf(rows);
  return ground.within(transaction, async (tx, live) => {
    const write = async (indices: readonly number[]) => {
      const { unit, value } = await ground.unit(tx, live, principal, { ...options, makers }, (begun) =>
        saveMixed(begun, entity, rows, indices),
      );
      return { unit, values: value.map((id) => ({ id, changed: unit.changes.has(keyOf(entity, id)) })) };
    };
    const { values, refused } = await eachOrNone(tx, [...rows.keys()], write, (unit) => tell(unit, ground));
    return {
      ids: rows.map((_, i) => values.get(i)?.id ?? null),
      changed: rows.map((_, i) => values.get(i)?.changed ?? false),
      refused,
    };
  });
}

export async function bulkRecords(
  ground: Ground,
  principal: Principal,
  entity: string,
  { deed, ids, where, values }: BulkRecords,
  options: WriteOptions,
): Promise<BulkResult> {
  const wanted = [...new Set(ids ?? (await found(ground, principal, entity, where, deed)))];
  if (wanted.length > 1 && !rightsOf(ground, principal).deeds.has('bulk_edit'))
    throw forbidden('None of your roles lets you change many records at once.');
  if (deed === 'update' && values === undefined)
    throw invalid([{ path: 'values', code: 'required', message: 'An update needs values.' }]);
  const failed: BulkResult['failed'][number][] = [];
  const journal = newId(ground.clock.now());
  let done = 0;
  for (let i = 0; i < wanted.length; i += BULK) {
    const part = wanted.slice(i, i + BULK);
    const { written, refused } = await bulkPart(
      ground,
      principal,
      entity,
      { deed, ids: part, values },
      { ...options, journal },
    );
    done += written;
    const seen = new Set<number>();
    for (const { row, code, message } of refused) {
      if (!seen.has(row)) failed.push({ id: part[row]!, code, message });
      seen.add(row);
    }
  }
  return { done, failed, journal: done > 0 ? journal : null };
}

// helpers //////////

function makersOf(rows: readonly WriteRow[]): ReadonlyMap<number, Maker> {
  return new Map(
    rows.flatMap(({ made }, row) => {
      if (!made) return [];
      const { by, at } = made;
      return [[row, { principal: by, now: at, at: new Date(at).toISOString() }] as const];
    }),
  );
}

async function saveMixed(
  unit: Unit,
  entity: string,
  rows: readonly WriteRow[],
  indices: readonly number[],
): Promise<string[]> {
  const of = entityOf(unit.registry, entity);
  return saveRows(
    unit,
    of,
    indices.map((row) => {
      const { id = null, version = null, values } = rows[row]!;
      return { row, path: '', id, version, values };
    }),
  );
}

function rightsOf(ground: Ground, principal: Principal) {
  return ground.asker(ground.model.live(), principal).rights;
}

async function found(
  ground: Ground,
  principal: Principal,
  entity: string,
  where: unknown,
  deed: BulkRecords['deed'],
): Promise<string[]> {
  if (where === undefined)
    throw invalid([{ path: 'ids', code: 'required', message: 'Say which records: `ids` or `where`.' }]);
  return ground.reading(undefined, async (live, db) => {
    const who = ground.asker(live, principal);
    const of = visibleEntity(live.registry, who.rights, entity);
    const filter: FilterNode = demand(filterOf(where as FilterInput, of, who));
    const query = idsQuery(of, filter, who, MOST_BULK + 1, deed === 'restore' ? 'deleted' : 'live');
    const { rows } = await db.query<{ id: string }>(query);
    if (rows.length > MOST_BULK)
      throw invalid([
        {
          path: 'where',
          code: 'too_many',
          message: `The filter finds more than ${MOST_BULK} records; narrow it down and do it in parts.`,
        },
      ]);
    return rows.map(({ id }) => id);
  });
}

interface Part {
  readonly deed: BulkRecords['deed'];
  readonly ids: readonly string[];
  readonly values: BulkRecords['values'];
}

async function bulkPart(
  ground: Ground,
  principal: Principal,
  entity: string,
  { deed, ids, values = {} }: Part,
  { transaction, ...options }: WriteOptions & { readonly journal: string },
): Promise<{ written: number; refused: readonly RowRefusal[] }> {
  const bad = ids.flatMap((id, row): RowRefusal[] =>
    isId(id) ? [] : [{ row, path: 'ids', code: 'record_missing', message: 'This is no id of a record.' }],
  );
  const indices = [...ids.keys()].filter((row) => isId(ids[row]!));
  return ground.within(transaction, async (tx, live) => {
    const { personId } = principal;
    const at = new Date(ground.clock.now());
    await insertJournal(tx, { id: options.journal, kind: 'bulk', entity, personId, at, detail: { deed } });
    const run = async (set: readonly number[]) => {
      const { unit } = await ground.unit(tx, live, principal, options, (begun) =>
        DEEDS[deed](
          begun,
          entity,
          set.map((row) => ({ row, id: ids[row]!.toLowerCase(), version: null })),
          values,
        ),
      );
      return { unit, values: set };
    };
    const result = await eachOrNone(tx, indices, run, (unit) => tell(unit, ground));
    return { written: result.values.size, refused: [...bad, ...result.refused] };
  });
}

type Target = { readonly row: number; readonly id: string; readonly version: null };

const DEEDS: Readonly<
  Record<
    BulkRecords['deed'],
    (
      unit: Unit,
      entity: string,
      rows: readonly Target[],
      values: Readonly<Record<string, unknown>>,
    ) => Promise<unknown>
  >
> = {
  update: (unit, entity, rows, values) =>
    saveRows(
      unit,
      entityOf(unit.registry, entity),
      rows.map((row) => ({ ...row, path: '', values })),
    ),
  delete: (unit, entity, rows) => deleteRows(unit, entityOf(unit.registry, entity), rows),
  restore: (unit, entity, rows) => restoreRows(unit, entityOf(unit.registry, entity), rows),
};
