/**
 * How PostgreSQL's values arrive in Node, decided once (DECISIONS 6): dates stay `YYYY-MM-DD`, instants are ISO 8601 in UTC
 * with milliseconds, numeric stays exact text, bigint is a JS number (every bigint of ours is a counter below 2^53).
 */
import pg from 'pg';

const { builtins } = pg.types;

const parsers: Record<number, (text: string) => unknown> = {
  [builtins.DATE]: (text) => text,
  [builtins.TIME]: (text) => text,
  [builtins.TIMESTAMP]: (text) => text,
  [builtins.TIMESTAMPTZ]: instant,
  [builtins.INT8]: Number,
  [builtins.NUMERIC]: (text) => text,
  [builtins.INTERVAL]: (text) => text,
};

export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

/** `2026-01-05 09:00:00.12+00` as the server prints it under timezone UTC → `2026-01-05T09:00:00.120Z`. */
export function instant(text: string): string {
  if (!text.endsWith('+00')) return text; // infinity, BC: no column of ours holds them
  const fraction = text.slice(20, -3).padEnd(3, '0').slice(0, 3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}
