/**
 * SQL text in the making: names and values go in through here only, so that no text of a user can become SQL. Values are
 * bound; a name must look like one of ours. Used by the query compiler and the DDL of changes.
 */
import type { Json } from './value.ts';

/** A statement with bound values. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

const NAME = /^[a-z_][a-z0-9_]{0,62}$/;
const TYPE = /^[a-z][a-z0-9 ]*(\(\d+(,\d+)?\))?( with(out)? time zone)?(\[\])?$/;

/** `"name"`; throws for what is no plain lower-case name. */
export function name(text: string): string {
  if (!NAME.test(text)) throw new Error(`not a name for SQL: ${JSON.stringify(text)}`);
  return `"${text}"`;
}

/** A text constant, for the few places PostgreSQL takes no bound value (DDL, array literals of option keys). */
export function literal(text: string): string {
  if (text.includes('\0')) throw new Error('a text for SQL can not contain NUL');
  return text.includes('\\')
    ? `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${text.replaceAll("'", "''")}'`;
}

/** `data."deal"`. */
export function table(entityTable: string): string {
  return `data.${name(entityTable)}`;
}

/** A statement being written: values get numbers, tables get aliases. */
export interface SqlWriter {
  readonly values: unknown[];
  /** `$3::numeric`; the cast makes the type certain whatever stands beside it. */
  bind(value: Json | readonly string[], type: string): string;
  /** A new alias: `t0`, `t1`, … */
  alias(): string;
}

export function sqlWriter(): SqlWriter {
  const values: unknown[] = [];
  const places = new Map<string, string>();
  let aliases = 0;
  return {
    values,
    bind(value, type) {
      if (!TYPE.test(type)) throw new Error(`not a type for SQL: ${JSON.stringify(type)}`);
      const key = `${type} ${JSON.stringify(value)}`;
      const known = places.get(key);
      if (known) return known;
      values.push(value);
      const place = `$${values.length}::${type}`;
      places.set(key, place);
      return place;
    },
    alias: () => `t${aliases++}`,
  };
}
