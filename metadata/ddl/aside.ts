/**
 * What is dropped is put aside, not destroyed: a column or table gets another name that carries the release, its keys and
 * indexes go. Until it is purged the same field or entity, made again with the same type, gets its values back.
 */
import type { Json } from '../value.ts';
import type { ColumnShape } from './shape.ts';
import { renameColumn, renameTable } from './statements.ts';
import type { StepDeed, Tombstone } from './steps.ts';

/** `region` put aside by release 28 → `region__28`; keys of people never have two underscores. */
export function asideName(name: string, release: number): string {
  return `${name.slice(0, 61 - String(release).length)}__${release}`;
}

/** @param kept what the tombstone says; its columns go by the name the field has, or would have, afterwards */
export function columnsAside(
  { key }: { readonly key: string },
  columns: readonly ColumnShape[],
  kept: Omit<Tombstone, 'columns'>,
): StepDeed[] {
  if (columns.length === 0) return [];
  const moved = columns.map((column) => ({
    was: renamedColumn(column.name, key, kept.field),
    now: asideName(column.name, kept.release),
    sql: columnType(column),
  }));
  return [
    ...columns.map((column, i) => statement(renameColumn(kept.table, column.name, moved[i]!.now))),
    { phase: 'switch', kind: 'tombstone', tombstone: { ...kept, columns: moved } },
  ];
}

export function tableAside(
  entity: string,
  table: string,
  release: number,
  columns: readonly ColumnShape[],
  definition: Json,
): StepDeed[] {
  const now = asideName(table, release);
  const kept = columns.map((column) => ({ now: column.name, was: column.name, sql: columnType(column) }));
  const tombstone: Tombstone = {
    entity,
    field: null,
    release,
    table: now,
    columns: kept,
    definition,
    became: null,
  };
  return [...renameTable(table, now).map(statement), { phase: 'switch', kind: 'tombstone', tombstone }];
}

/**
 * The latest tombstone of a dropped field (or entity) whose columns fit, if there is one. A field's stands in the entity's table:
 * with a dropped table its fields' tombstones have gone too.
 * @param how `called`: the key it had when it was put aside, where that differs; `type`: the field's type, for texts of one
 *   type are not always texts of another
 */
export function revivable(
  tombstones: readonly Tombstone[],
  { entity, table }: { readonly entity: string; readonly table: string },
  field: string | null,
  columns: readonly ColumnShape[],
  { called = field, type = null }: { readonly called?: string | null; readonly type?: string | null } = {},
): Tombstone | null {
  const shape = (list: readonly (readonly [string, string])[]) => JSON.stringify([...list].sort());
  const wanted = shape(columns.map((column) => [column.name, columnType(column)]));
  const fits = tombstones.filter(
    (tombstone) =>
      (field === null ? tombstone.entity === entity : tombstone.table === table) &&
      tombstone.field === called &&
      (type === null || (tombstone.definition as { readonly type?: string }).type === type) &&
      shape(tombstone.columns.map(({ was, sql }) => [renamedColumn(was, called, field), sql])) === wanted,
  );
  return [...fits].sort((a, b) => b.release - a.release)[0] ?? null;
}

/** @param field key of the field that gets the columns back */
export function reviveColumns(tombstone: Tombstone, table: string, field: string): StepDeed[] {
  return [
    ...tombstone.columns.map(({ now, was }) =>
      statement(renameColumn(table, now, renamedColumn(was, tombstone.field, field))),
    ),
    { phase: 'switch', kind: 'revive', tombstone },
  ];
}

export function reviveTable(tombstone: Tombstone, table: string): StepDeed[] {
  return [
    ...renameTable(tombstone.table, table).map(statement),
    { phase: 'switch', kind: 'revive', tombstone },
  ];
}

/** A column's type as tombstones keep it, to know whether it still fits. */
export function columnType({ sql, collation }: ColumnShape): string {
  return collation === null ? sql : `${sql} collate ${collation}`;
}

export function statement(sql: string): StepDeed {
  return { phase: 'switch', kind: 'statement', sql };
}

// helpers //////////

/** `town_currency` of a field now called `city` → `city_currency`. */
function renamedColumn(column: string, from: string | null, to: string | null): string {
  return from !== null && to !== null && column.startsWith(from) ? to + column.slice(from.length) : column;
}
