/** Groups and figures as one SQL statement: counts, sums, averages, smallest and largest by fields or parts of dates. */

import { normalDecimal } from '../field-parts/number-value.ts';
import { FIELD_TYPES } from '../fields/table.ts';
import type { Entity, Field } from '../registry/model.ts';
import { literal, type Sql } from '../sql.ts';
import type { Json } from '../value.ts';
import { familyOf } from './family.ts';
import { type EmitContext, type Frame, frameOf, fromSql } from './frame.ts';
import type { DatePart } from './input.ts';
import type { FilterNode, Place } from './nodes.ts';
import { placeSql } from './place-sql.ts';
import { sortSql, whereParts } from './select.ts';

export interface GroupKey {
  readonly name: string;
  readonly place: Place;
  readonly by: DatePart | null;
}

export interface Figure {
  readonly name: string;
  readonly aggregate: 'count' | 'sum' | 'avg' | 'min' | 'max';
  /** Null for the count of records. */
  readonly place: Place | null;
}

export interface GroupQuery {
  readonly entity: Entity;
  readonly where: FilterNode;
  readonly deleted: 'without' | 'only' | 'with';
  readonly groups: readonly GroupKey[];
  readonly figures: readonly Figure[];
  readonly sort: readonly { readonly name: string; readonly descending: boolean }[];
  readonly limit: number;
}

export interface GroupSql extends Sql {
  /** A row → `{stage: "won", n: 5, total: {amount, currency}}`. */
  decode(row: Readonly<Record<string, unknown>>): Record<string, Json>;
}

export interface GroupColumn {
  readonly name: string;
  readonly sql: readonly string[];
  readonly order: string;
  readonly decode: (cells: readonly Json[]) => Json;
  readonly groupBy: readonly string[];
}

export function groupSql(query: GroupQuery, context: EmitContext): GroupSql {
  const frame = frameOf(query.entity, context);
  const columns = [
    ...query.groups.map((group) => groupColumn(group, frame, context)),
    ...query.figures.map((figure) => figureColumn(figure, frame, context)),
  ];
  const conditions = whereParts(query, frame, context);
  const cells: string[] = [];
  const decoders = columns.map((column) => {
    const first = cells.length;
    cells.push(...column.sql);
    return { ...column, first };
  });
  const groupBy = columns.flatMap((column) => column.groupBy);
  const order = query.sort.map(({ name, descending }) => {
    const column = columns.find((candidate) => candidate.name === name)!;
    return `${column.order} ${descending ? 'desc' : 'asc'} nulls last`;
  });
  const text = [
    `select ${cells.map((cell, i) => `${cell} as c${i}`).join(', ')}`,
    `from ${fromSql(frame)}`,
    `where ${conditions.join(' and ')}`,
    ...(groupBy.length ? [`group by ${groupBy.join(', ')}`] : []),
    ...(order.length ? [`order by ${order.join(', ')}`] : []),
    `limit ${query.limit}`,
  ].join('\n');
  return {
    text,
    values: context.writer.values,
    decode(row) {
      const out: Record<string, Json> = {};
      for (const { name, sql, first, decode } of decoders)
        out[name] = decode(sql.map((_, i) => (row[`c${first + i}`] ?? null) as Json));
      return out;
    },
  };
}

// helpers //////////

export function groupColumn({ name, place, by }: GroupKey, frame: Frame, context: EmitContext): GroupColumn {
  const column = placeSql(place, frame, context);
  if (by !== null) {
    const zoned =
      familyOf(place.column!.sql) === 'instant'
        ? `(${column} at time zone ${context.writer.bind(context.clock.zone, 'text')})`
        : column;
    const sql = `(date_trunc(${literal(by)}, ${zoned}))::date`;
    return { name, sql: [sql], order: sql, decode: ([day]) => day ?? null, groupBy: [sql] };
  }
  const { field } = place;
  const order = sortSql(place, frame, context);
  const target = field?.type.refersTo?.(field)?.entities ?? [];
  if (field && target.length === 1) {
    const titled = {
      ...place,
      steps: [...place.steps, field],
      entity: context.registry.entities.get(target[0]!)!,
      field: null,
      column: null,
    };
    const title = placeSql(titled, frame, context);
    const decode = ([id, text]: readonly Json[]): Json =>
      id === null || id === undefined ? null : { id, title: text ?? null };
    return { name, sql: [column, title], order: title, decode, groupBy: [column, title] };
  }
  return {
    name,
    sql: [column],
    order,
    decode: ([cell]) => decodeCell(cell ?? null, place),
    groupBy: [column],
  };
}

function decodeCell(cell: Json, { field, column }: Place): Json {
  if (cell === null || field === null) return cell;
  if (column && column.suffix !== '') {
    const type = FIELD_TYPES.get(column.as ?? 'text')!;
    return type.fromColumns([cell], {
      key: column.name,
      entity: field.entity,
      name: column.name,
      settings: {},
    });
  }
  return field.type.fromColumns([cell, ...field.columns.slice(1).map(() => null)], field);
}

export function figureColumn(
  { name, aggregate, place }: Figure,
  frame: Frame,
  context: EmitContext,
): GroupColumn {
  if (place === null)
    return { name, sql: ['count(*)'], order: 'count(*)', decode: ([n]) => Number(n), groupBy: [] };
  const column = placeSql(place, frame, context);
  // Six decimals are enough for an average; PostgreSQL would give up to sixteen more.
  const sql = aggregate === 'avg' ? `round(avg(${column}), 6)` : `${aggregate}(${column})`;
  if (aggregate === 'count') return { name, sql: [sql], order: sql, decode: ([n]) => Number(n), groupBy: [] };
  const field = place.field!;
  // Amounts of different currencies don't add up: then the sum has none, and the person is told which there are.
  const currency = field.columns.find((part) => part.suffix === 'currency');
  if (currency) {
    const code = placeSql({ ...place, column: currency }, frame, context);
    return {
      name,
      sql: [sql, `array_agg(distinct ${code}) filter (where ${code} is not null)`],
      order: sql,
      decode: ([amount, codes]) => moneyFigure(amount ?? null, (codes ?? []) as string[], field),
      groupBy: [],
    };
  }
  return {
    name,
    sql: [sql],
    order: sql,
    decode: ([cell]) => plainFigure(cell ?? null, aggregate, field),
    groupBy: [],
  };
}

function moneyFigure(amount: Json, codes: readonly string[], field: Field): Json {
  if (amount === null) return null;
  const text = String(amount);
  const [only, ...more] = codes;
  if (only !== undefined && more.length === 0) return field.type.fromColumns([text, only], field);
  return { amount: normalDecimal(text), currency: null, currencies: [...codes] };
}

function plainFigure(cell: Json, aggregate: string, field: Field): Json {
  if (cell === null) return null;
  const exact = aggregate === 'sum' || aggregate === 'avg';
  // An average of whole numbers is no whole number: exact text, as decimals are sent.
  if (exact && familyOf(field.columns[0]!.sql) === 'number' && field.type.group === 'number')
    return normalDecimal(String(cell));
  return field.type.fromColumns([cell], field);
}
