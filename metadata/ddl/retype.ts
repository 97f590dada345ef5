/**
 * Columns that get another type: a new column is filled beside the old one, then takes its name; the old one is put aside
 * with the values that could not be converted. Large tables are filled before the switch while a trigger keeps up.
 */
import { type Source, sourceOf } from '../field-parts/conversion.ts';
import type { ConvertedValues } from '../fields/field-type.ts';
import type { Field } from '../registry/model.ts';
import { literal, name, table as tableSql } from '../sql.ts';
import type { Json } from '../value.ts';
import { asideName, columnsAside, statement } from './aside.ts';
import { type Kept, withKept } from './kept.ts';
import { type ColumnShape, columnsOf, shortName } from './shape.ts';
import { addColumn, dropColumn, renameColumn } from './statements.ts';
import type { StepDeed } from './steps.ts';

/** Rows up to which the whole conversion is done within the switch. */
export const SMALL_TABLE = 20_000;

const NO_VALUES: ConvertedValues = {};
const NO_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * True when the values must be rewritten: other columns, another type, records of another entity, or a table of values.
 * @param names entities that are called otherwise afterwards
 */
export function isRetyped(
  before: Field,
  after: Field,
  values: ConvertedValues = NO_VALUES,
  names: ReadonlyMap<string, string> = NO_NAMES,
): boolean {
  if (before.columns.length === 0 && after.columns.length === 0) return false;
  if (before.type.key !== after.type.key) return true;
  // What people have written is not overwritten by a formula: it is put aside, and comes back with the formula gone.
  if (isCalculated(before) !== isCalculated(after)) return true;
  const target = targetOf(before);
  if (target !== null && (names.get(target) ?? target) !== targetOf(after)) return true;
  if (Object.keys(values).length > 0) return true;
  return JSON.stringify(shapes(before)) !== JSON.stringify(shapes(after));
}

/** SQL of each new column from the old ones. Null where nothing converts. */
export function conversion(
  before: Field,
  after: Field,
  values: ConvertedValues,
  at: (column: string) => string = name,
): readonly string[] | null {
  const [main] = before.columns;
  if (!main || replacedByCalculation(before, after)) return null;
  if (before.type.key === after.type.key && targetOf(before) !== targetOf(after)) return null;
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

export interface Retyping {
  readonly entity: string;
  /** The table before the switch and after it. */
  readonly tables: { readonly old: string; readonly now: string };
  readonly was: Field;
  readonly is: Field;
  readonly values: ConvertedValues;
  /** Former values of the new type that may return. */
  readonly kept: Kept | null;
  readonly release: number;
  readonly rows: number;
}

/** Steps that retype the columns of a field in place: filled beside, then taking the name. */
export function retypeSteps({ entity, tables, was, is, values, kept, release, rows }: Retyping): StepDeed[] {
  const shadows = columnsOf(is).map((column) => ({ ...column, name: shadowName(column.name) }));
  const converted = converting(was, is, values, kept);
  const became = conversion(was, is, values, (column) => name(asideName(column, release)))?.[0] ?? 'null';
  const definition = was.definition as unknown as Json;
  const aside = columnsAside(was, columnsOf(was), {
    entity,
    field: is.key,
    table: tables.now,
    release,
    definition,
    became,
  });
  const settle: StepDeed[] = [
    ...aside,
    ...shadows.map((column, i) => statement(renameColumn(tables.now, column.name, is.columns[i]!.name))),
  ];
  const add = (table: string) => shadows.map((column) => addColumn(table, column));
  if (!converted) return [...add(tables.now).map(statement), ...settle];
  const set = assignments(shadows, converted);
  const where = [was.columns[0]?.name, kept?.columns[0]]
    .flatMap((column) => (column === undefined ? [] : `${name(column)} is not null`))
    .join(' or ');
  if (rows <= SMALL_TABLE) {
    const fill = `update ${tableSql(tables.now)} set ${set} where ${where}`;
    return [...add(tables.now).map(statement), statement(fill), ...settle];
  }
  const trigger = shortName(`${tables.now}__${is.key}__sync`);
  const backfill = { table: tables.old, set, where: `(${where}) and ${name(shadows[0]!.name)} is null` };
  return [
    ...shadows.map(
      (column): StepDeed => ({
        phase: 'prepare',
        kind: 'statement',
        sql: addColumn(tables.old, column),
        undo: dropColumn(tables.old, column.name),
      }),
    ),
    {
      phase: 'prepare',
      kind: 'statement',
      sql: syncFunction(trigger, shadows, converted),
      undo: `drop function if exists data.${name(trigger)}() cascade`,
    },
    {
      phase: 'prepare',
      kind: 'statement',
      sql: syncTrigger(trigger, tables.old),
      undo: `drop trigger if exists ${name(trigger)} on ${tableSql(tables.old)}`,
    },
    { phase: 'prepare', kind: 'backfill', ...backfill },
    statement(`drop trigger if exists ${name(trigger)} on ${tableSql(tables.now)}`),
    statement(`drop function if exists data.${name(trigger)}()`),
    ...settle,
  ];
}

/** Values people have written give way to calculated ones. */
export function replacedByCalculation(was: Field, is: Field): boolean {
  return isCalculated(is) && !isCalculated(was);
}

/** Names of the new columns before the switch of a large table; null where nothing fills them before it. */
export function shadowColumns(
  was: Field,
  is: Field,
  values: ConvertedValues,
  kept: Kept | null,
): readonly string[] | null {
  return converting(was, is, values, kept) && is.columns.map((column) => shadowName(column.name));
}

/** Condition for values that would be lost: something before, nothing after, or a number with fewer digits. */
export function lostCondition(
  was: Field,
  is: Field,
  values: ConvertedValues,
  kept: Kept | null = null,
): string {
  const column = name(was.columns[0]!.name);
  const converted = converting(was, is, values, kept)?.[0];
  if (!converted) return `${column} is not null`;
  const rounded = was.type.key === is.type.key && was.columns[0]!.sql.startsWith('numeric');
  return rounded
    ? `${column} is distinct from (${converted}) and ${column} is not null`
    : `${column} is not null and (${converted}) is null`;
}

// helpers //////////

/** The only entity a field refers to; null for other types, and for those that take records of several. */
function targetOf(field: Field): string | null {
  const entities = field.type.refersTo?.(field)?.entities ?? [];
  return entities.length === 1 ? entities[0]! : null;
}

function isCalculated({ formula, rollup }: Field): boolean {
  return formula !== null || rollup !== null;
}

/** SQL of each new column: the former value where it may return, else what the present one converts to. */
function converting(
  was: Field,
  is: Field,
  values: ConvertedValues,
  kept: Kept | null,
): readonly string[] | null {
  const converted = conversion(was, is, values);
  return withKept(kept, converted ?? (kept ? is.columns.map(() => 'null') : null));
}

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
  const targets = columns.map((column) => `new.${name(column.name)}`).join(', ');
  const body = `  select ${values.join(', ')} into ${targets} from (select new.*) as written;`;
  return `create or replace function data.${name(trigger)}() returns trigger language plpgsql as $sync$\nbegin\n${body}\n  return new;\nend $sync$`;
}

function syncTrigger(trigger: string, table: string): string {
  return `create or replace trigger ${name(trigger)} before insert or update on ${tableSql(table)} for each row execute function data.${name(trigger)}()`;
}
