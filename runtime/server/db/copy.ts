/** COPY as streams: the fastest way of rows out of and into PostgreSQL, in its own text format. */
import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { identifier } from './identifier.ts';

interface CopiedTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

export function copyOut(client: pg.PoolClient, table: CopiedTable): Readable {
  return client.query(to(`copy (select ${columnsOf(table)} from ${nameOf(table)}) to stdout`));
}

/** Finished when the rows are in. */
export function copyIn(client: pg.PoolClient, table: CopiedTable): Writable {
  return client.query(from(`copy ${nameOf(table)} (${columnsOf(table)}) from stdin`));
}

function nameOf({ schema, name }: CopiedTable): string {
  return `${identifier(schema)}.${identifier(name)}`;
}

function columnsOf({ columns }: CopiedTable): string {
  return columns.map(identifier).join(', ');
}
