/**
 * Columns that get another type: a new column is filled beside the old one, then takes its name; the old one is put aside
 * with the values that could not be converted. Large tables are filled before the switch while a trigger keeps up.
 */
import { type Source, sourceOf } from '../field-parts/conversion.ts';
import type { ConvertedValues } from '../fields/field-type.ts';
import type { Field } from '../registry/model.ts';
import { literal, name, table as tableSql } from '../sql.ts';
import type { Json } from '../value.ts';
import { columnsAside, statement } from './aside.ts';
import { type ColumnShape, columnsOf, shortName } from './shape.ts';
import { addColumn, dropColumn, renameColumn } from './statements.ts';
import type { StepDeed } from './steps.ts';

/** Rows up to which the whole conversion is done within the switch. */
export const SMALL_TABLE = 20_000;

const NO_VALUES: ConvertedValues = {};

/** True when the values must be rewritten: other columns, another type, or a table of values. */
export function isRetyped(before: Field, after: Field, values: ConvertedValues = NO_VALUES): boolean {
  if (before.type.key !== after.type.key) return !(before.columns.length === 0 && after.columns.length === 0);
  if (Object.keys(values).length > 0) return true;
  return JSON.stringify(shapes(before)) !== JSON.stringify(shapes(after));
}

/**
 * SQL of each new column from the old ones; `at` names an old column (`"x"`, or `NEW."x"` in a trigger). Null where nothing
 * converts.
 */
export function conversion(
  before: Field,
  after: Field,
  values: ConvertedValues,
  at: (column: string) => string,
): readonly string[] | null {
  const [main] = before.columns;
  if (!main) return null;
  const same = before.type.key === after.type.key && Object.keys(values).length === 0;
  if (same && before.columns.length === after.columns.length) {
    // A wider or narrower number of the same type keeps its other parts, such as the currency.
    return after.columns.map((column, i) =>
      castColumn(at(before.columns[i]!.name), before.columns[i]!.sql, column.sql),
    );
  }
  const source: Source = sourceOf(at(main.name), main.sql);
  return after.type.convert?.(source, after, values, literal) ?? null;
}

/** Steps that retype the columns of `after` (named as before the switch renames, i.e. as now) in place. */
export function retypeSteps(
  entity: string,
  table: string,
  before: Field,
  after: Field,
  values: ConvertedValues,
  release: number,
  rows: number,
): StepDeed[] {
  const shadows = columnsOf(after).map((column) => ({ ...column, name: shadowName(column.name) }));
  const converted = conversion(before, after, values, name);
  const fill = converted && {
    set: assignments(shadows, converted),
    where: `${name(before.columns[0]!.name)} is not null`,
  };
  const add = shadows.map((column) => addColumn(table, column));
  const settle: StepDeed[] = [
    ...columnsAside(
      entity,
      before.key,
      table,
      columnsOf(before),
      release,
      before.definition as unknown as Json,
    ),
    ...shadows.map((column, i) => statement(renameColumn(table, column.name, after.columns[i]!.name))),
  ];
  if (rows <= SMALL_TABLE || !fill) {
    const update = fill ? [statement(`update ${tableSql(table)} set ${fill.set} where ${fill.where}`)] : [];
    return [...add.map(statement), ...update, ...settle];
  }
  const trigger = shortName(`${table}__${after.key}__sync`);
  const live = conversion(before, after, values, (column) => `new.${name(column)}`)!;
  return [
    ...shadows.map(
      (column): StepDeed => ({
        phase: 'prepare',
        kind: 'statement',
        sql: addColumn(table, column),
        undo: dropColumn(table, column.name),
      }),
    ),
    {
      phase: 'prepare',
      kind: 'statement',
      sql: syncFunction(trigger, shadows, live),
      undo: `drop function if exists data.${name(trigger)}() cascade`,
    },
    {
      phase: 'prepare',
      kind: 'statement',
      sql: syncTrigger(trigger, table),
      undo: `drop trigger if exists ${name(trigger)} on ${tableSql(table)}`,
    },
    {
      phase: 'prepare',
      kind: 'backfill',
      table,
      set: fill.set,
      where: `${fill.where} and ${name(shadows[0]!.name)} is null`,
    },
    statement(`drop trigger if exists ${name(trigger)} on ${tableSql(table)}`),
    statement(`drop function if exists data.${name(trigger)}()`),
    ...settle,
  ];
}

/** Condition for values that would be lost: something before, nothing after. */
export function lostCondition(before: Field, after: Field, values: ConvertedValues): string {
  const column = name(before.columns[0]!.name);
  const converted = conversion(before, after, values, name)?.[0];
  return converted ? `${column} is not null and (${converted}) is null` : `${column} is not null`;
}

// helpers //////////

function shapes(field: Field): (readonly string[])[] {
  return field.columns.map(({ suffix, sql, collation }) => [suffix, sql, collation ?? '']);
}

function shadowName(column: string): string {
  return `${column.slice(0, 57)}__next`;
}

function castColumn(sql: string, from: string, to: string): string {
  const digits = /^numeric\((\d+),(\d+)\)$/.exec(to);
  if (from === to) return sql;
  return digits
    ? `(case when abs(${sql}) < 1e${Number(digits[1]) - Number(digits[2])}::numeric then ${sql}::${to} end)`
    : `${sql}::${to}`;
}

function assignments(columns: readonly ColumnShape[], values: readonly string[]): string {
  return columns.map((column, i) => `${name(column.name)} = ${values[i]}`).join(', ');
}

function syncFunction(trigger: string, columns: readonly ColumnShape[], values: readonly string[]): string {
  const body = columns.map((column, i) => `  new.${name(column.name)} := ${values[i]};`).join('\n');
  return `create or replace function data.${name(trigger)}() returns trigger language plpgsql as $sync$\nbegin\n${body}\n  return new;\nend $sync$`;
}

function syncTrigger(trigger: string, table: string): string {
  return `create or replace trigger ${name(trigger)} before insert or update on ${tableSql(table)} for each row execute function data.${name(trigger)}()`;
}
