/**
 * How values of one column become values of another type when a field is retyped, as SQL. What can't be converted becomes
 * null there and stays in the column put aside. Guarded, so that no value can make the statement fail.
 */

import { allTexts, textOf } from '../label.ts';
import { type Family, familyOf } from '../queries/family.ts';
import type { Option } from './options.ts';

/** A value to be converted: safe SQL for the main column and what kind it is of. */
export interface Source {
  readonly sql: string;
  readonly family: Family;
  /** SQL of the value's text: of a record its title, of an option its label. */
  readonly text: string;
}

export function sourceOf(sql: string, type: string): Source {
  const family = familyOf(type);
  const text = type.startsWith('numeric')
    ? `trim_scale(${sql})::text`
    : family === 'list'
      ? `array_to_string(${sql}, '; ')`
      : `${sql}::text`;
  return { sql, family, text };
}

export function toText(source: Source): string {
  return `nullif(btrim(${source.text}), '')`;
}

/**
 * @param cast `numeric(19,4)`, `bigint`
 * @param digits before the decimal point; larger numbers become null
 */
export function toNumber(source: Source, cast: string, digits: number): string | null {
  const { sql, family } = source;
  const fitting = (number: string) =>
    `(case when abs(${number}) < 1e${digits}::numeric then ${number}::${cast} end)`;
  if (family === 'number') return fitting(`(${sql})::numeric`);
  if (family === 'boolean') return `(case when ${sql} then 1 when not ${sql} then 0 end)::${cast}`;
  if (family !== 'text') return null;
  const plain = `replace(regexp_replace(${sql}, '[\\s\\u00a0\\u202f]', '', 'g'), ',', '.')`;
  return `(case when ${plain} ~ '^[+-]?[0-9]{1,30}(\\.[0-9]{1,20})?$' then ${fitting(`${plain}::numeric`)} end)`;
}

export function toBoolean({ sql, family }: Source): string | null {
  if (family === 'boolean') return sql;
  if (family === 'number') return `(${sql} <> 0)`;
  if (family !== 'text') return null;
  const word = `lower(btrim(${sql}))`;
  return (
    `(case when ${word} in ('true','yes','y','1','+','так','да','on') then true ` +
    `when ${word} in ('false','no','n','0','-','ні','нет','off') then false end)`
  );
}

export function toDate({ sql, family }: Source): string | null {
  if (family === 'date') return sql;
  if (family === 'instant') return `(${sql} at time zone 'UTC')::date`;
  return family === 'text' ? `potik.try_date(${sql})` : null;
}

export function toInstant({ sql, family }: Source): string | null {
  if (family === 'instant') return sql;
  if (family === 'date') return `(${sql}::timestamp at time zone 'UTC')`;
  return family === 'text' ? `potik.try_instant(${sql})` : null;
}

export function toTime({ sql, family }: Source): string | null {
  if (family === 'time') return sql;
  if (family === 'instant') return `(${sql} at time zone 'UTC')::time(0)`;
  return family === 'text' ? `potik.try_time(${sql})` : null;
}

/** By the table given, then by key and by label in any language, small and capital letters alike. */
export function toOption(
  source: Source,
  options: readonly Option[],
  values: Readonly<Record<string, string | null>>,
  literal: (text: string) => string,
): string {
  const word = `lower(btrim(${source.text}))`;
  const cases = new Map<string, string | null>();
  for (const { key, label } of options) {
    for (const text of [key, textOf(label, 'en', key), ...allTexts(label)]) {
      const small = text.trim().toLowerCase();
      if (!cases.has(small)) cases.set(small, key);
    }
  }
  for (const [from, to] of Object.entries(values)) cases.set(from.trim().toLowerCase(), to);
  const whens = [...cases].map(
    ([from, to]) => `when ${literal(from)} then ${to === null ? 'null' : literal(to)}`,
  );
  return `(case ${word} ${whens.join(' ')} end)`;
}

/** One text becomes a list of its parts; those that are longer than `longest` are left out. */
export function toList(source: Source, longest: number): string | null {
  if (source.family === 'list') return source.sql;
  if (source.family !== 'text') return null;
  const part = `length(btrim(part)) between 1 and ${longest}`;
  return `nullif(array(select btrim(part) from unnest(regexp_split_to_array(${source.sql}, '[;,]')) part where ${part}), '{}')`;
}

/** The one column's SQL, or null where there is none. */
export function nullOr(sql: string | null): readonly string[] | null {
  return sql === null ? null : [sql];
}
