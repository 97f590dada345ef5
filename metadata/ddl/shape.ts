/**
 * What PostgreSQL must hold for a registry: tables, columns, foreign keys and indexes, as data. Publishing compares two
 * shapes; nothing else decides what is in schema `data`.
 */

import { splitReference } from '../definition.ts';
import type { Entity, Field, Registry, View } from '../registry/model.ts';
import { fieldOfName } from '../registry/typing.ts';

export interface ColumnShape {
  readonly name: string;
  readonly sql: string;
  readonly collation: string | null;
  readonly notNull: boolean;
  /** SQL of the default; null for none. */
  readonly fallback: string | null;
}

export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly column: string;
  /** With its schema: `data."customer"`. */
  readonly references: string;
  readonly onDelete: 'no action' | 'set null' | 'cascade';
}

export interface Index {
  readonly name: string;
  readonly table: string;
  readonly method: 'btree' | 'gin';
  readonly unique: boolean;
  /** SQL of the parts, in order. */
  readonly parts: readonly string[];
  readonly where: string | null;
  /** Columns it stands on: with one of them it goes. */
  readonly columns: readonly string[];
}

export interface TableShape {
  readonly name: string;
  readonly columns: ReadonlyMap<string, ColumnShape>;
  readonly foreignKeys: ReadonlyMap<string, ForeignKey>;
  readonly indexes: ReadonlyMap<string, Index>;
}

const NOT_NULL: Readonly<Record<string, string | null>> = {
  id: null,
  created_at: 'now()',
  updated_at: 'now()',
  version: '1',
};

const LIVE = 'deleted_at is null';

/** Tables by name. */
export function shapeOf(registry: Registry): ReadonlyMap<string, TableShape> {
  return new Map(
    [...registry.entities.values()].map((entity) => [entity.table, tableShape(entity, registry)]),
  );
}

export function columnsOf(field: Field): ColumnShape[] {
  return field.columns.map((column) => ({
    name: column.name,
    sql: column.sql,
    collation: column.collation ?? null,
    notNull: field.system && field.key in NOT_NULL,
    fallback: field.system ? (NOT_NULL[field.key] ?? null) : null,
  }));
}

// helpers //////////

function tableShape(entity: Entity, registry: Registry): TableShape {
  const columns = [...entity.fields.values()].flatMap(columnsOf);
  const foreignKeys = [...entity.fields.values()].flatMap(
    (field) => foreignKey(entity, field, registry) ?? [],
  );
  const byName = <T extends { readonly name: string }>(list: readonly T[]) =>
    new Map(list.map((item) => [item.name, item]));
  // The id first, then what the platform keeps, then the fields: a table reads better so.
  const system = columns.filter((column) => isSystem(entity, column.name));
  const own = columns.filter((column) => !isSystem(entity, column.name));
  return {
    name: entity.table,
    columns: byName([...system, ...own]),
    foreignKeys: byName(foreignKeys),
    indexes: byName(indexesOf(entity, registry)),
  };
}

function isSystem(entity: Entity, column: string): boolean {
  return entity.fields.get(column)?.system ?? false;
}

/** Who created and changed a record is kept without a key: people are never purged, and every write would pay for it. */
function foreignKey(entity: Entity, field: Field, registry: Registry): ForeignKey | null {
  const column = field.columns[0]?.name;
  if (column === undefined || (field.system && field.key !== 'owner_id')) return null;
  const name = shortName(`${entity.table}__${column}__fk`);
  const key = { name, table: entity.table, column };
  if (field.type.holdsFile) return { ...key, references: 'potik.file', onDelete: 'no action' };
  const reference = field.type.refersTo?.(field);
  const target = reference?.entities.length === 1 ? registry.entities.get(reference.entities[0]!) : undefined;
  if (!reference || !target) return null;
  const onDelete = { restrict: 'no action', clear: 'set null', cascade: 'cascade' } as const;
  return { ...key, references: `data."${target.table}"`, onDelete: onDelete[reference.onDelete] };
}

function indexesOf(entity: Entity, registry: Registry): Index[] {
  const found: Index[] = [];
  const make = (kind: string, columns: readonly string[], index: Partial<Index> = {}) =>
    found.push({
      name: shortName(`${entity.table}__${columns.join('_')}__${kind}`),
      table: entity.table,
      method: 'btree',
      unique: false,
      parts: columns.map(quoted),
      where: null,
      columns,
      ...index,
    });
  for (const field of entity.fields.values()) {
    const column = field.columns[0]?.name;
    if (column === undefined) continue;
    if (field.type.refersTo && (!field.system || field.key === 'owner_id')) make('idx', [column]);
    if (field.searched) searchIndex(field, make);
    if (field.definition.index && !field.type.refersTo) listIndex(field, make);
  }
  for (const set of entity.unique) {
    const columns = set.flatMap((key) => entity.fields.get(key)?.columns.map((part) => part.name) ?? []);
    if (columns.length > 0) make('key', columns, { unique: true, where: LIVE });
  }
  for (const order of ordersOf(entity, registry)) sortIndex(order, entity, make);
  for (const field of groupedBy(entity, registry))
    if (field.columns[0] && !field.type.refersTo) listIndex(field, make);
  return [...new Map(found.map((index) => [index.name, index])).values()];
}

type Make = (kind: string, columns: readonly string[], index?: Partial<Index>) => void;

function searchIndex(field: Field, make: Make): void {
  const { searchColumn, search, fullText } = field.type;
  const column = field.columns.find((part) => part.suffix === (searchColumn ?? ''))!;
  if (search === 'digits') {
    const digits = `regexp_replace(${quoted(column.name)}::text, '\\D', '', 'g')`;
    make('digits', [column.name], { method: 'gin', parts: [`(${digits}) gin_trgm_ops`] });
  } else if (column.sql === 'text')
    make('trgm', [column.name], { method: 'gin', parts: [`${quoted(column.name)} gin_trgm_ops`] });
  if (fullText)
    make('words', [column.name], {
      method: 'gin',
      parts: [`potik.search_vector(${quoted(column.name)})`],
    });
}

function listIndex(field: Field, make: Make): void {
  const column = field.columns[0]!.name;
  const [kind] = field.type.indexes;
  if (kind === 'btree') make('idx', [column], { where: LIVE });
  else if (kind === 'gin') make('gin', [column], { method: 'gin' });
}

/** Orders of views and of the entity itself: the first key and the id serve a page from the index. */
function ordersOf(entity: Entity, registry: Registry): string[] {
  const orders = [entity.sort[0], ...viewsOn(entity, registry).map((view) => view.definition.sort?.[0])];
  return [...new Set(orders.filter((order) => order !== undefined))];
}

function sortIndex(order: string, entity: Entity, make: Make): void {
  const descending = order.startsWith('-');
  const found = fieldOfName(entity, order.replace('-', ''));
  const plain =
    found?.column && !found.field.type.sortSql && !found.field.type.refersTo && found.field.type.sortable;
  if (!plain || found.field.key === 'id') return;
  const way = descending ? 'desc' : 'asc';
  make(`sort_${way}`, [found.column!.name], {
    parts: [`${quoted(found.column!.name)} ${way} nulls last`, `id ${way}`],
    where: LIVE,
  });
}

function groupedBy(entity: Entity, registry: Registry): Field[] {
  const paths = viewsOn(entity, registry).flatMap(({ definition: { group, kanban, calendar } }) => [
    group,
    kanban?.by,
    calendar?.start,
  ]);
  return paths.flatMap((path) => (path === undefined ? [] : (entity.fields.get(path) ?? [])));
}

function viewsOn(entity: Entity, registry: Registry): View[] {
  return [...registry.views.values()].filter(
    (view) => splitReference(view.definition.entity).key === entity.key,
  );
}

function quoted(name: string): string {
  return `"${name}"`;
}

/** Names longer than PostgreSQL's 63 characters are cut and told apart by a hash of the whole. */
export function shortName(name: string): string {
  if (name.length <= 63) return name;
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return `${name.slice(0, 55)}_${hash.toString(36).padStart(7, '0')}`;
}
