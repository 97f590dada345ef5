/** SQL of data definition, one statement a function. Names come from shapes only and pass the quoting function. */
import { name, table } from '../sql.ts';
import type { ColumnShape, ForeignKey, Index, TableShape } from './shape.ts';

export function createTable(shape: TableShape): string {
  const columns = [...shape.columns.values()].map((column) => `  ${columnSql(column)}`);
  const key = `  constraint ${name(primaryKey(shape.name))} primary key (id)`;
  // Room on the page lets updates of records stay beside their index entries (HOT).
  return `create table ${table(shape.name)} (\n${[...columns, key].join(',\n')}\n) with (fillfactor = 90)`;
}

export function primaryKey(tableName: string): string {
  return `${tableName}__pk`;
}

export function renameTable(from: string, to: string): string[] {
  return [
    `alter table ${table(from)} rename to ${name(to)}`,
    `alter table ${table(to)} rename constraint ${name(primaryKey(from))} to ${name(primaryKey(to))}`,
  ];
}

export function addColumn(tableName: string, column: ColumnShape): string {
  return `alter table ${table(tableName)} add column ${columnSql(column)}`;
}

export function dropColumn(tableName: string, column: string): string {
  return `alter table ${table(tableName)} drop column if exists ${name(column)}`;
}

export function renameColumn(tableName: string, from: string, to: string): string {
  return `alter table ${table(tableName)} rename column ${name(from)} to ${name(to)}`;
}

/** Not valid at first: only new rows are checked until `validateKey` has looked at the old ones without a lock. */
export function addKey(key: ForeignKey, valid: boolean): string {
  const action = key.onDelete === 'no action' ? '' : ` on delete ${key.onDelete}`;
  return (
    `alter table ${table(key.table)} add constraint ${name(key.name)} foreign key (${name(key.column)}) ` +
    `references ${key.references} (id)${action}${valid ? '' : ' not valid'}`
  );
}

export function validateKey(key: ForeignKey): string {
  return `alter table ${table(key.table)} validate constraint ${name(key.name)}`;
}

export function dropKey(key: { readonly table: string; readonly name: string }): string {
  return `alter table ${table(key.table)} drop constraint if exists ${name(key.name)}`;
}

export function createIndex(index: Index, concurrently: boolean): string {
  return (
    `create ${index.unique ? 'unique ' : ''}index ${concurrently ? 'concurrently ' : ''}if not exists ${name(index.name)} ` +
    `on ${table(index.table)} using ${index.method} (${index.parts.join(', ')})${index.where ? ` where ${index.where}` : ''}`
  );
}

export function dropIndex(indexName: string, concurrently = false): string {
  return `drop index ${concurrently ? 'concurrently ' : ''}if exists data.${name(indexName)}`;
}

export function renameIndex(from: string, to: string): string {
  return `alter index data.${name(from)} rename to ${name(to)}`;
}

// helpers //////////

function columnSql(column: ColumnShape): string {
  const collation = column.collation === null ? '' : ` collate "${column.collation}"`;
  return `${name(column.name)} ${column.sql}${collation}${column.notNull ? ' not null' : ''}${column.fallback === null ? '' : ` default ${column.fallback}`}`;
}
