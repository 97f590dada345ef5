/**
 * Rows of a file through the write path, within a transaction of the caller's: records they refer to are found or made first,
 * then those they are about. Says of each row what became of it. Rows that mean the same record come one after the other.
 */
import type { Json } from '#metadata/value.ts';
import type { Principal } from '../../auth/principal.ts';
import type { Cause } from '../../cause.ts';
import type { Transaction } from '../../db/database.ts';
import {
  deedFor,
  findByKeys,
  isEmptyKey,
  type KeyValues,
  keyOf,
  withoutRepeats,
} from '../../records/match-rows.ts';
import type { Records, WriteRow } from '../../records/records.ts';
import { keepExternalIds } from '../../store/external-ids.ts';
import type { References } from '../references.ts';
import type { CsvRow } from '../sheets/csv-rows.ts';
import type { ImportPlan, PlanPart, RelatedPart } from './import-plan.ts';
import {
  columnOf,
  type LaterReference,
  namedRecords,
  type PreparedRow,
  type Problem,
  prepareRow,
} from './prepare-row.ts';
import { type BroughtFiles, noteFiles, settleFiles } from './row-files.ts';

export interface RowOutcome {
  readonly line: number;
  /** The id the row has in the file. */
  readonly external: string | null;
  readonly cells: readonly string[];
  readonly deed: 'create' | 'update' | 'skip' | 'fail';
  readonly id: string | null;
  readonly later: readonly LaterReference[];
  readonly problems: readonly Problem[];
}

export interface BatchContext {
  readonly records: Records;
  readonly principal: Principal;
  readonly plan: ImportPlan;
  readonly references: References;
  readonly tx: Transaction;
  /** The import, and its journal. */
  readonly id: string;
  readonly file: string;
  /** Null where the table came alone. */
  readonly files: BroughtFiles | null;
}

export async function writeBatch(context: BatchContext, rows: readonly CsvRow[]): Promise<RowOutcome[]> {
  const { plan, references } = context;
  await references.prepare(namedRecords(plan, rows), context.tx);
  const prepared = rows.map((row) => prepareRow(plan, references, row, context.files?.beside ?? null));
  const noted = await noteFiles(context, prepared);
  for (const part of plan.related) await relate(context, part, prepared);
  const outcomes: RowOutcome[] = [];
  const made = new Map<string, string>();
  const keyOfRow = ({ values, external }: PreparedRow) =>
    external ?? (plan.by.length > 0 ? keyOf(keyIn(plan, values)) : null);
  for (const set of withoutRepeats(prepared, keyOfRow))
    outcomes.push(...(await writeSet(context, set, made)));
  await settleFiles(context, noted);
  return outcomes;
}

// helpers //////////

const keyIn = (part: PlanPart, values: Readonly<Record<string, Json>>): KeyValues =>
  part.by.map(({ key }) => values[key] ?? null);

/** Finds or makes the records that rows refer to by their fields. */
async function relate(
  context: BatchContext,
  part: RelatedPart,
  prepared: readonly PreparedRow[],
): Promise<void> {
  const { plan } = context;
  const rows = prepared.filter(({ related, problems }) => related.has(part) && problems.length === 0);
  const column = plan.header[part.columns[0]!.at]!;
  const name = part.via.name;
  const fail = ({ problems }: PreparedRow, code: string, message: string, more: object = {}) =>
    void problems.push({ column, code, params: { name, ...more }, message });
  const groups = new Map<string, { key: KeyValues; values: Record<string, Json>; rows: PreparedRow[] }>();
  for (const row of rows) {
    const values = row.related.get(part)!;
    const key = keyIn(part, values);
    const group = groups.get(keyOf(key)) ?? { key, values: {}, rows: [] };
    if (isEmptyKey(key))
      fail(row, 'import_related_unnamed', `${name}: the row has nothing it could be found by.`);
    else groups.set(keyOf(key), group);
    Object.assign(group.values, values);
    group.rows.push(row);
  }
  const all = [...groups.values()];
  const found = await find(
    context,
    part,
    all.map(({ key }) => key),
  );
  const writing: { group: (typeof all)[number]; id: string | null }[] = [];
  for (const group of all) {
    const ids = found.get(keyOf(group.key)) ?? [];
    const link = (id: string) => {
      for (const { values } of group.rows) values[part.via.key] = id;
    };
    const failAll = (code: string, message: string, more?: object) => {
      for (const row of group.rows) fail(row, code, message, more);
    };
    const match = deedFor(part, ids);
    if (match.deed === 'refuse') {
      const { because, count } = match;
      if (because === 'several')
        failAll('import_related_several', `${name}: ${count} records fit.`, { count });
      else if (because === 'there') failAll('import_related_there', `${name}: it is there already.`);
      else failAll('import_related_missing', `${name}: there is no such record.`);
      continue;
    }
    if (match.id !== null) link(match.id);
    if (match.deed === 'create' || match.deed === 'update') writing.push({ group, id: match.id });
  }
  const { ids, refused } = await write(
    context,
    part.entity.key,
    writing.map(({ group, id }) => ({ id, values: group.values })),
    writing.map(({ group }) => group.rows[0]!.line),
  );
  for (const { row, path, code, params, message } of refused)
    for (const { problems } of writing[row]!.group.rows)
      problems.push({
        column: columnOf(plan, path, part) ?? column,
        code,
        ...(params && { params }),
        message,
      });
  for (const [i, { group }] of writing.entries())
    if (ids[i]) for (const { values } of group.rows) values[part.via.key] = ids[i]!;
}

/** @param made records by the ids of their rows, of this batch; told to the references by the caller once they are committed */
async function writeSet(
  context: BatchContext,
  rows: readonly PreparedRow[],
  made: Map<string, string>,
): Promise<RowOutcome[]> {
  const { plan } = context;
  const good = rows.filter(({ problems }) => problems.length === 0);
  const found = await recordsOf(context, good, made);
  const outcomes = new Map<PreparedRow, Pick<RowOutcome, 'deed' | 'id'>>();
  const writing: { row: PreparedRow; id: string | null }[] = [];
  for (const row of good) {
    const ids = found(row);
    const names = plan.by.map(({ name }) => name).join(', ');
    const match = deedFor(plan, ids);
    if (match.deed === 'refuse') {
      const [code, message] = REFUSALS[match.because](names, match.count);
      refuse(row, code, message, { count: match.count, names });
      continue;
    }
    outcomes.set(row, { deed: match.deed === 'link' ? 'skip' : match.deed, id: match.id });
    if (match.deed === 'create' || match.deed === 'update') writing.push({ row, id: match.id });
  }
  const { ids, refused } = await write(
    context,
    plan.entity.key,
    writing.map(({ row, id }) => ({ id, values: valuesOf(plan, row, id !== null) })),
    writing.map(({ row }) => row.line),
  );
  for (const [i, { row }] of writing.entries())
    if (ids[i]) outcomes.set(row, { ...outcomes.get(row)!, id: ids[i]! });
  for (const [i, { row }] of writing.entries())
    if (row.external !== null && ids[i]) made.set(row.external, ids[i]!);
  if (made.size > 0) await keepExternalIds(context.tx, plan.entity.key, made);
  for (const { row, path, code, params, message } of refused)
    writing[row]!.row.problems.push({
      column: columnOf(plan, path),
      code,
      ...(params && { params }),
      message,
    });
  return rows.map((row) => {
    const failed = row.problems.length > 0;
    const outcome = outcomes.get(row);
    return {
      line: row.line,
      external: row.external,
      cells: row.cells,
      deed: failed ? 'fail' : outcome!.deed,
      id: failed ? null : (outcome?.id ?? null),
      later: failed ? [] : row.later,
      problems: row.problems,
    };
  });
}

/** Says which records a row means: by its id in the file, or by the values of the key fields. */
async function recordsOf(
  context: BatchContext,
  rows: readonly PreparedRow[],
  made: ReadonlyMap<string, string>,
): Promise<(row: PreparedRow) => readonly string[]> {
  const { plan, references } = context;
  if (plan.ids)
    return ({ external }) =>
      [made.get(external!) ?? references.find(plan.entity.key, external!) ?? []].flat();
  const keys = new Map(rows.map((row) => [row, keyIn(plan, row.values)]));
  const found = await find(context, plan, [...keys.values()]);
  return (row) => (isEmptyKey(keys.get(row)!) ? [] : (found.get(keyOf(keys.get(row)!)) ?? []));
}

const REFUSALS = {
  several: (names: string, count: number) => ['import_several', `${count} records have this ${names}.`],
  there: (names: string) => ['import_there', `There is a record with this ${names} already.`],
  missing: (names: string) => ['import_missing', `There is no record with this ${names}.`],
} satisfies Record<string, (names: string, count: number) => [code: string, message: string]>;

function refuse({ problems }: PreparedRow, code: string, message: string, params: Problem['params']): void {
  problems.push({ column: null, code, ...(params && { params }), message });
}

/** What is empty in the file is left to the default of a new record. */
function valuesOf(
  { clears }: ImportPlan,
  { values, empty }: PreparedRow,
  there: boolean,
): Record<string, Json> {
  return there && clears ? { ...Object.fromEntries(empty.map((key) => [key, null])), ...values } : values;
}

function find({ records, principal, tx }: BatchContext, part: PlanPart, keys: readonly KeyValues[]) {
  const wanted = keys.filter((key) => !isEmptyKey(key));
  return findByKeys(records, principal, part.entity.key, part.by, wanted, tx);
}

async function write(
  { records, principal, tx, id, file }: BatchContext,
  entity: string,
  rows: readonly WriteRow[],
  lines: readonly number[],
) {
  const cause: Cause & { kind: 'import' } = { kind: 'import', id, file };
  if (rows.length === 0) return { ids: [], changed: [], refused: [] };
  return records.writeRecords(principal, entity, rows, {
    transaction: tx,
    cause,
    causeOf: (row) => ({ ...cause, row: lines[row]! }),
    journal: id,
  });
}
