/**
 * Personal fields of records lose their values, in the records and in everything that was kept of them. Called for one record on
 * request and for many by retention; both have a transaction.
 */
import { namedFilesSql } from '#metadata/file-fields.ts';
import type { Entity, Field, Registry } from '#metadata/registry.ts';
import { updateSql } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import type { Transaction } from '../db/database.ts';
import { eraseAttachments, eraseNotes, eraseTraces, noteAnonymised } from '../store/erase.ts';
import { eraseFiles, filesInHistory } from '../store/erase-records.ts';
import { eraseBesideRecords, eraseInImports, eraseInInstances, namesInModels } from '../store/erase-words.ts';
import { columnsJson } from './columns-json.ts';
import { personalFields } from './personal-fields.ts';
import { expressionOf, type PersonalScope } from './personal-scope.ts';
import { saveRows } from './pipeline.ts';
import { RowsRefused } from './refused.ts';
import type { Unit } from './unit.ts';

/** What else is to go, where it was asked for. */
export interface AlsoErased {
  readonly notes?: boolean;
  readonly attachments?: boolean;
}

/** Live records within a unit, so that everything follows as from any change; `eraseKept` comes when it is finished, for it is logged. */
export async function clearPersonal(
  unit: Unit,
  entity: Entity,
  rows: readonly { readonly id: string; readonly row: number; readonly version: number | null }[],
  { records }: PersonalScope,
): Promise<void> {
  await saveRows(
    unit,
    entity,
    rows.map(({ id, row, version }) => ({ row, path: '', id, version, values: standIns(entity, id) })),
  );
  const asked = new Set(rows.map(({ id }) => id));
  for (const { entity: of, live } of records) {
    const lines = live.filter((id) => !asked.has(id));
    const inputs = lines.map((id) => ({
      row: rows[0]!.row,
      path: of.key,
      id,
      version: null,
      values: standIns(of, id),
    }));
    if (inputs.length > 0)
      await saveRows(unit, of, inputs).catch((error: unknown) => refuseOwner(error, rows.length));
  }
}

/** Takes the values out of the recycle bin and of everything that was kept of the records. */
export async function eraseKept(
  tx: Transaction,
  registry: Registry,
  { records, words, instances, imports }: PersonalScope,
  { notes = false, attachments = false }: AlsoErased,
  at: Date,
): Promise<void> {
  const files = imports.flatMap(({ fileId }) => fileId ?? []);
  for (const { entity, fields, live, binned } of records) {
    const ids = [...live, ...binned];
    const keys = fields.map(({ key }) => key);
    const holding = fields.filter(({ type }) => type.holdsFile).map(({ key }) => key);
    files.push(...(await filesInHistory(tx, entity.key, ids, holding)));
    if (binned.length > 0 && fields.length > 0) await clearBinned(tx, entity, fields, binned);
    await eraseTraces(tx, entity.key, ids, keys);
    if (words.length > 0) await eraseBesideRecords(tx, entity.key, ids, expressionOf(words));
    if (notes) await eraseNotes(tx, entity.key, ids);
    if (attachments) files.push(...(await eraseAttachments(tx, entity.key, ids)));
    await noteAnonymised(tx, entity.key, live, at);
  }
  if (words.length > 0) {
    const names = instances.length > 0 ? await namesInModels(tx, instances, words) : new Set<string>();
    const told = words.filter((word) => !names.has(word));
    if (instances.length > 0 && told.length > 0)
      await eraseInInstances(tx, instances, expressionOf(told), at);
    const over = imports.map(({ id }) => id);
    if (over.length > 0) await eraseInImports(tx, over, expressionOf(words));
  }
  await eraseFiles(tx, [...new Set(files)], namedFilesSql(registry));
}

// helpers //////////

/** A refused line refuses its record; among several records nobody can tell here which one that is. */
function refuseOwner(error: unknown, records: number): never {
  if (!(error instanceof RowsRefused) || records === 1) throw error;
  throw new RowsRefused(error.problems.map((problem) => ({ ...problem, row: null })));
}

function standIns(entity: Entity, id: string): Record<string, Json> {
  const changed = personalFields(entity, id).filter(({ deed }) => deed !== 'kept');
  return Object.fromEntries(changed.map(({ field, to }) => [field.key, to]));
}

async function clearBinned(
  tx: Transaction,
  entity: Entity,
  fields: readonly Field[],
  ids: readonly string[],
): Promise<void> {
  const id = entity.fields.get('id')!;
  // Texts that were calculated may say the same.
  const texts = [...entity.fields.values()].filter(
    ({ formula, columns }) => formula && columns[0]?.sql === 'text',
  );
  const all = [...fields, ...texts.filter((field) => !fields.includes(field))];
  const empty = Object.fromEntries(all.map(({ key }) => [key, null]));
  const rows = ids.map((one) => columnsJson([id, ...all], { ...empty, id: one, ...standIns(entity, one) }));
  await tx.query(updateSql(entity, all), [JSON.stringify(rows)]);
}
