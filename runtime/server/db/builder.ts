/**
 * Statements that are put together from optional conditions (lists for people): knex writes them, our pool runs them. Static
 * statements stand as SQL in `store/`, those of entities are compiled from metadata in `records/`.
 */
import knex, { type Knex } from 'knex';
import type { Sql } from './database.ts';

export type Builder = Knex.QueryBuilder;

/** Never connects. */
export const sql = knex({ client: 'pg' });

/** The statement with its values bound. */
export function built(query: Builder): Sql {
  const { sql: text, bindings } = query.toSQL().toNative();
  return { text, values: bindings };
}

/** A pattern for `ilike` that finds the text anywhere, its wildcards taken as letters. */
export function anywhere(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
