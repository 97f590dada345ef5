/**
 * What a backup is: a ZIP file with `manifest.json`, which says how the tables are made again and what they must hold, and a file
 * of rows for each table in PostgreSQL's text format of COPY. Whoever restores a backup trusts it as much as the database itself.
 */
import { createHmac } from 'node:crypto';
import type { DataDefinition, Fingerprint, StoredTable } from '../store/catalogue.ts';

export const FORMAT = 1;
export const MANIFEST = 'manifest.json';

export interface Manifest {
  readonly potik: typeof FORMAT;
  /** When its data was read, ISO 8601. */
  readonly at: string;
  /** The newest migration of the schema `potik`: an older backup is restored as it was, then brought up to date. */
  readonly migration: number;
  /** Recognises the installation's secret without telling it: sealed values can be read only with the same. */
  readonly secret: string;
  readonly tables: readonly BackedUpTable[];
  readonly definition: DataDefinition;
  readonly sequences: Readonly<Record<string, string>>;
}

export interface BackedUpTable extends StoredTable, Fingerprint {}

export function rowsName({ schema, name }: StoredTable): string {
  return `rows/${schema}.${name}`;
}

export function secretMark(secret: Buffer): string {
  return createHmac('sha256', secret).update('potik backup').digest('hex').slice(0, 32);
}

export function rowCount(tables: readonly BackedUpTable[]): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}
