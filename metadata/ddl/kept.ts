/**
 * Values that earlier changes of type put aside, for a field that gets its former type back: where a value is still what the
 * former one became, the former one returns exactly, also where nothing could be made of it. Called by `diff.ts` and plans.
 */
import type { Field } from '../registry/model.ts';
import { name } from '../sql.ts';
import { columnType } from './aside.ts';
import { columnsOf } from './shape.ts';
import type { Tombstone } from './steps.ts';

export interface Kept {
  /** Columns aside, in the order of the field's. */
  readonly columns: readonly string[];
  /** SQL that holds where nothing has changed the value since it was put aside. */
  readonly unchanged: string;
  readonly release: number;
}

/**
 * @param was the field as it is now
 * @param is the field as it will be; null comes back where no former values of its type are kept
 */
export function keptValues(
  tombstones: readonly Tombstone[],
  table: string,
  was: Field,
  is: Field,
): Kept | null {
  if (is.columns.length === 0 || is.formula || is.rollup) return null;
  const own = tombstones
    .filter((tombstone) => tombstone.table === table && tombstone.field === was.key)
    .sort((a, b) => b.release - a.release);
  const links: string[] = [];
  // A calculated value says nothing of whether somebody has changed it, nor do records that refer to this one.
  const [main] = was.columns;
  let next = !main || was.formula || was.rollup ? null : { name: main.name, sql: main.sql };
  for (const { became, columns, definition, release } of own) {
    // Behind a field that was dropped lies another field's life.
    if (became === null) return null;
    if (next !== null) links.push(isStill(next, became));
    const { type, formula, rollup } = definition as Readonly<Record<string, string | undefined>>;
    const calculated = formula !== undefined || rollup !== undefined;
    if (type === is.type.key && !calculated && fits(columns, is))
      return { columns: columns.map(({ now }) => now), unchanged: links.join(' and ') || 'true', release };
    next = calculated ? null : { name: columns[0]!.now, sql: columns[0]!.sql };
  }
  return null;
}

/** The SQL of each new column where former values may return. */
export function withKept(kept: Kept | null, converted: readonly string[] | null): readonly string[] | null {
  if (!kept || !converted) return converted;
  return converted.map(
    (sql, i) => `(case when ${kept.unchanged} then ${name(kept.columns[i]!)} else ${sql} end)`,
  );
}

// helpers //////////

/** Texts may come in collations that can not be compared; here only sameness is asked. */
function isStill(column: { readonly name: string; readonly sql: string }, became: string): string {
  const plain = column.sql.startsWith('text') ? ' collate "C"' : '';
  return `${name(column.name)}${plain} is not distinct from (${became})${plain}`;
}

/** The same columns in the same order; the field may have another key by now. */
function fits(columns: Tombstone['columns'], is: Field): boolean {
  const wanted = columnsOf(is);
  return columns.length === wanted.length && columns.every(({ sql }, i) => sql === columnType(wanted[i]!));
}
