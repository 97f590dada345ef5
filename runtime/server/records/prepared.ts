/**
 * Statements of deeds on single records, prepared once a connection: their texts follow from the metadata, so they come again and again,
 * and planning them anew was measured to take more of PostgreSQL's time than carrying them out. Large sets are not read or written
 * this way: a plan made for an empty table would be kept while they fill it.
 */
import { createHash } from 'node:crypto';
import type { Queryable, Sql } from '../db/database.ts';

/** Texts that get a name in one release; a connection keeps what it has prepared. What comes behind them is planned each time. */
const MOST = 2_000;

/** The same door, whose statements are prepared under names that carry the release (DECISIONS 8). */
export type Prepare = <Door extends Queryable>(door: Door, release: number) => Door;

/** Keeps the names of one release for as long as that one is used. */
export function createPrepare(): Prepare {
  let names = { release: 0, of: new Map<string, string>() };

  function nameOf(text: string, release: number): string | null {
    if (names.release !== release) names = { release, of: new Map() };
    const known = names.of.get(text);
    if (known !== undefined) return known;
    if (names.of.size >= MOST) return null;
    const name = `${release} ${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    names.of.set(text, name);
    return name;
  }

  return (door, release) => ({
    ...door,
    query: (given: Sql | string, values?: readonly unknown[]) => {
      const sql: Sql = typeof given === 'string' ? { text: given } : given;
      const name = sql.name ?? nameOf(sql.text, release);
      return door.query({ ...sql, ...(name !== null && { name }) }, values ?? sql.values);
    },
  });
}
