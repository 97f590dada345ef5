/**
 * Groups in two directions as one SQL statement: figures where a row and a column meet, and exact totals of rows, of columns and of
 * everything (an average of averages would be wrong), by GROUPING SETS.
 */

import type { Sql } from '../sql.ts';
import type { Json } from '../value.ts';
import { type EmitContext, frameOf, fromSql } from './frame.ts';
import {
  type Figure,
  figureColumn,
  type GroupColumn,
  type GroupKey,
  type GroupQuery,
  groupColumn,
} from './group.ts';
import { whereParts } from './select.ts';

export interface PivotQuery extends Pick<GroupQuery, 'entity' | 'where' | 'deleted'> {
  readonly rows: readonly GroupKey[];
  readonly columns: readonly GroupKey[];
  readonly figures: readonly Figure[];
}

export type PivotKey = Readonly<Record<string, Json>>;
export type PivotFigures = Readonly<Record<string, Json>>;

export interface PivotTable {
  /** What the rows and the columns stand for, in their order. */
  readonly rows: readonly PivotKey[];
  readonly columns: readonly PivotKey[];
  /** By row, then by column; null where there is no record. */
  readonly cells: readonly (readonly (PivotFigures | null)[])[];
  readonly totals: {
    readonly rows: readonly PivotFigures[];
    readonly columns: readonly PivotFigures[];
    readonly all: PivotFigures;
  };
}

export interface PivotSql extends Sql {
  /** Null where there are more rows or columns than a table may have. */
  read(rows: readonly Readonly<Record<string, unknown>>[]): PivotTable | null;
}

export const MOST_ROWS = 1000;
export const MOST_COLUMNS = 100;
/** Cells, totals included; a statement never delivers more. */
const MOST_CELLS = 20_000;

export function pivotSql(query: PivotQuery, context: EmitContext): PivotSql {
  const frame = frameOf(query.entity, context);
  const rows = query.rows.map((key) => groupColumn(key, frame, context));
  const columns = query.columns.map((key) => groupColumn(key, frame, context));
  const figures = query.figures.map((figure) => figureColumn(figure, frame, context));
  const conditions = whereParts(query, frame, context);
  const all = [...rows, ...columns, ...figures];
  const cells = all.flatMap(({ sql }) => sql);
  const [down, across] = [grouped(rows), grouped(columns)];
  const sets = [[...down, ...across], down, across, []].map((set) => `(${set.join(', ')})`);
  const order = [...rows, ...columns].map((column) => `${column.order} asc nulls last`);
  const text = [
    `select ${cells.map((cell, i) => `${cell} as c${i}`).join(', ')},`,
    `  ${total(down)} as all_rows, ${total(across)} as all_columns`,
    `from ${fromSql(frame)}`,
    `where ${conditions.join(' and ')}`,
    // A table without columns has each set once.
    `group by grouping sets (${[...new Set(sets)].join(', ')})`,
    ...(order.length ? [`order by ${order.join(', ')}`] : []),
    `limit ${MOST_CELLS + 1}`,
  ].join('\n');
  return {
    text,
    values: context.writer.values,
    read: (found) => tableOf(found, { rows, columns, figures }),
  };
}

// helpers //////////

interface Parts {
  readonly rows: readonly GroupColumn[];
  readonly columns: readonly GroupColumn[];
  readonly figures: readonly GroupColumn[];
}

function grouped(columns: readonly GroupColumn[]): string[] {
  return columns.flatMap(({ groupBy }) => groupBy);
}

/** SQL that is true in a line that stands for all groups of a direction. */
function total(groups: readonly string[]): string {
  return groups.length === 0 ? 'true' : `grouping(${groups[0]}) = 1`;
}

function tableOf(found: readonly Readonly<Record<string, unknown>>[], parts: Parts): PivotTable | null {
  if (found.length > MOST_CELLS) return null;
  const lines = found.map((line) => decoded(line, parts));
  const rows = keysOf(lines.flatMap(({ row, allColumns }) => (row && allColumns ? [row] : [])));
  const columns = keysOf(lines.flatMap(({ column, allRows }) => (column && allRows ? [column] : [])));
  if (rows.size > MOST_ROWS || columns.size > MOST_COLUMNS) return null;
  const cells = Array.from({ length: rows.size }, () =>
    new Array<PivotFigures | null>(columns.size).fill(null),
  );
  const totals = { rows: new Array<PivotFigures>(rows.size), columns: new Array<PivotFigures>(columns.size) };
  let everything: PivotFigures = {};
  for (const { row, column, figures } of lines) {
    const [r, c] = [
      row && rows.get(JSON.stringify(row))!.at,
      column && columns.get(JSON.stringify(column))!.at,
    ];
    if (r !== null && c !== null) cells[r]![c] = figures;
    else if (r !== null) totals.rows[r] = figures;
    else if (c !== null) totals.columns[c] = figures;
    else everything = figures;
  }
  const keys = (map: typeof rows) => [...map.values()].map(({ key }) => key);
  return { rows: keys(rows), columns: keys(columns), cells, totals: { ...totals, all: everything } };
}

function decoded(line: Readonly<Record<string, unknown>>, { rows, columns, figures }: Parts) {
  let at = 0;
  const part = (list: readonly GroupColumn[]): Record<string, Json> => {
    const values: Record<string, Json> = {};
    for (const { name, sql, decode } of list) {
      values[name] = decode(sql.map((_, i) => (line[`c${at + i}`] ?? null) as Json));
      at += sql.length;
    }
    return values;
  };
  const [row, column, values] = [part(rows), part(columns), part(figures)];
  const [allRows, allColumns] = [line.all_rows === true, line.all_columns === true];
  return {
    row: allRows ? null : row,
    column: allColumns ? null : column,
    figures: values,
    allRows,
    allColumns,
  };
}

function keysOf(list: readonly PivotKey[]): Map<string, { readonly key: PivotKey; readonly at: number }> {
  const keys = new Map<string, { key: PivotKey; at: number }>();
  for (const key of list) {
    const text = JSON.stringify(key);
    if (!keys.has(text)) keys.set(text, { key, at: keys.size });
  }
  return keys;
}
