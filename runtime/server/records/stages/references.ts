/**
 * References must lead to records that are there, that the person may see, and that the field offers (`where`); a record of a
 * tree never becomes its own ancestor; a file is one the person has uploaded or it was there before.
 */
import { accepts, type Field } from '#metadata/field.ts';
import { textOf } from '#metadata/label.ts';
import type { Entity } from '#metadata/registry.ts';
import { lookupFilter, treeAncestorsSql, visibleQuery } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import { filesByIds } from '../../store/files.ts';
import { changedFields, type Row, type RowSet, refuse } from '../row-set.ts';
import { keyOf, type Unit } from '../unit.ts';

interface Use {
  readonly row: Row;
  readonly field: Field;
  readonly entity: string;
  readonly id: string;
}

export async function references(set: RowSet, unit: Unit): Promise<void> {
  const changed = set.rows.flatMap((row) => changedFields(set, row).map((field) => ({ row, field })));
  const uses = changed.flatMap(({ row, field }) => useOf(row, field));
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const own = unit.known.get(keyOf(use.entity, use.id));
    if (own && unit.changes.get(keyOf(use.entity, use.id))?.kind === 'created') continue;
    const group = groupOf(use, unit);
    groups.set(group, [...(groups.get(group) ?? []), use]);
  }
  for (const group of groups.values()) await provePresent(set, group, unit);
  for (const { row, field } of changed)
    if (field.type.tree && !row.created) await proveTree(set, row, field, unit);
  await proveFiles(
    set,
    changed.filter(({ field }) => field.type.holdsFile),
    unit,
  );
}

// helpers //////////

function useOf(row: Row, field: Field): Use[] {
  const value = row.values[field.key] ?? null;
  const targets = field.type.refersTo?.(field)?.entities;
  // Who created and changed it is the platform's own knowledge; the parent of a line is at hand.
  if (!targets || value === null || (field.system && field.key !== 'owner_id')) return [];
  if (!row.given.has(field)) return [];
  if (typeof value === 'string') return [{ row, field, entity: targets[0]!, id: value }];
  const { entity, id } = value as { entity: string; id: string };
  return [{ row, field, entity, id }];
}

/** One statement serves all rows, except where a field offers records by what the record says itself. */
function groupOf({ row, field, entity }: Use, { principal }: Unit): string {
  const where = principal.unrestricted ? null : whereOf(field);
  return where === null
    ? entity
    : where.includes('record')
      ? `${entity} ${field.key} ${row.id}`
      : `${entity} ${field.key}`;
}

function whereOf(field: Field): string | null {
  return (field.settings as { where?: string | null } | null)?.where ?? null;
}

async function provePresent(set: RowSet, uses: readonly Use[], unit: Unit): Promise<void> {
  const [{ field, row, entity: key }] = uses as [Use];
  const target: Entity = unit.registry.entities.get(key)!;
  const filter = unit.principal.unrestricted ? null : lookupFilter(field, set.entity, unit.registry);
  const ids = [...new Set(uses.map((use) => use.id))];
  const edited = { entity: set.entity, value: (read: Field) => editedValue(row.values[read.key] ?? null) };
  const query = visibleQuery(target, ids, unit.asker, filter ? [filter] : [], edited);
  const { rows } = await unit.tx.query<{ id: string }>(query);
  const present = new Set(rows.map(({ id }) => id));
  for (const use of uses) {
    if (present.has(use.id)) continue;
    refuse(set, use.row, use.field.key, 'record_missing', {
      field: use.field.name,
      entity: textOf(target.plural ?? target.label, 'en', target.key),
    });
  }
}

function editedValue(value: Json): unknown {
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
}

async function proveTree(set: RowSet, row: Row, field: Field, unit: Unit): Promise<void> {
  const parent = row.values[field.key];
  if (typeof parent !== 'string') return;
  // Two moves at once could close a circle that neither sees.
  await unit.tx.query('select pg_advisory_xact_lock(hashtext($1))', [`tree ${set.entity.key}`]);
  const { rows } = await unit.tx.query<{ id: string }>(treeAncestorsSql(set.entity, field), [parent]);
  if (rows.some(({ id }) => id === row.id)) refuse(set, row, field.key, 'cycle', { field: field.name });
}

async function proveFiles(
  set: RowSet,
  uses: readonly { row: Row; field: Field }[],
  unit: Unit,
): Promise<void> {
  const ids = uses.flatMap(({ row, field }) => (row.values[field.key] as string | null) ?? []);
  if (ids.length === 0) return;
  const files = await filesByIds(unit.tx, ids);
  for (const { row, field } of uses) {
    const id = row.values[field.key] as string | null;
    if (id === null) continue;
    const file = files.get(id);
    // What is taken back was there before, whoever brought it then.
    const takenBack = unit.cause.kind === 'undo' || unit.principal.unrestricted;
    const mine = file && (takenBack || file.createdBy === unit.principal.personId);
    const { accept = [], maxSize = 0 } = field.settings as { accept?: string[]; maxSize?: number };
    if (!file || !mine || !accepts(accept, file.type))
      refuse(set, row, field.key, 'not_a_file', { field: field.name });
    else if (maxSize > 0 && file.size > maxSize)
      refuse(set, row, field.key, 'too_much_data', { field: field.name, max: maxSize });
  }
}
