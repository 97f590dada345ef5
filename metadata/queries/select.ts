/**
 * A list of records as one SQL statement: the page's columns with the titles of looked-up records, filter and rights in
 * the `where`, keyset paging over the sort and the id.
 */
import { FIELD_TYPES } from '../fields/table.ts';
import type { Entity, Field } from '../registry/model.ts';
import { literal, type Sql, table } from '../sql.ts';
import type { Json } from '../value.ts';
import { filterSql } from './filter-sql.ts';
import { type EmitContext, type Frame, frameOf, fromSql } from './frame.ts';
import { all, any, type FilterNode, type Place } from './nodes.ts';
import { SEARCH_VECTOR } from './operators.ts';
import { cursorCondition, type SortKey } from './paging.ts';
import { placeText } from './place.ts';
import { placeSql, titleSql } from './place-sql.ts';
import { seeSql } from './rights-sql.ts';

export interface SelectQuery {
  readonly entity: Entity;
  readonly where: FilterNode;
  readonly places: readonly Place[];
  readonly sort: readonly SortKey[];
  readonly limit: number;
  /** Values of the sort and the id of the last record of the page before. */
  readonly after: readonly Json[] | null;
  readonly deleted: 'without' | 'only' | 'with';
  /** Find all that match before they are put in order, instead of walking an index of the order until the page is full. */
  readonly matchesFirst?: boolean;
}

export interface SelectSql extends Sql {
  /** Asks for words in long texts, for which PostgreSQL can't tell rare words from common ones. */
  readonly byWords: boolean;
  /** A row as the driver delivers it (an object by alias `c0`, `c1`, …) → the record on the wire. */
  decode(row: Readonly<Record<string, unknown>>): Record<string, Json>;
  /** The row's place in the order, for the next page's cursor. */
  positionOf(row: Readonly<Record<string, unknown>>): readonly Json[];
}

interface Output {
  readonly key: string;
  readonly columns: readonly string[];
  readonly decode: (cells: readonly Json[]) => Json;
  /** Reads rows of other tables, which only the page's rows are worth. */
  readonly looksUp?: boolean;
}

export function selectSql(query: SelectQuery, context: EmitContext): SelectSql {
  const frame = frameOf(query.entity, context);
  // What is only shown gets joins of its own, so that they can wait until the page is found.
  const shown: Frame = { ...frame, joins: [], joined: new Map() };
  const outputs = query.places.map((place) => outputOf(place, shown, context));
  const sorts = query.sort.map((key) => ({ ...key, sql: sortSql(key.place, frame, context) }));
  const conditions = whereParts(query, frame, context);
  if (query.after) conditions.push(cursorCondition(sorts, `${frame.alias}.id`, query.after, context.writer));
  const columns: string[] = [];
  const decoders = outputs.map((output) => {
    const first = columns.length;
    columns.push(...output.columns);
    return { ...output, first };
  });
  const sortFirst = columns.length;
  const position = [...sorts.map((sort) => sort.sql), `${frame.alias}.id`];
  const ways = [
    ...sorts.map(({ descending }) => `${descending ? 'desc' : 'asc'} nulls last`),
    lastDirection(sorts),
  ];
  const page = { frame, shown, columns, position, ways, conditions, limit: query.limit + 1 };
  const apart = query.matchesFirst || shown.joins.length > 0 || outputs.some((output) => output.looksUp);
  return {
    byWords: conditions.some((condition) => condition.includes(SEARCH_VECTOR)),
    text: apart ? pageFirstText(page, query.matchesFirst) : plainText(page),
    values: context.writer.values,
    decode(row) {
      const record: Record<string, Json> = {};
      for (const { key, columns: own, first, decode } of decoders)
        record[key] = decode(own.map((_, i) => row[`c${first + i}`] as Json));
      return record;
    },
    positionOf: (row) => [...sorts, null].map((_, i) => (row[`c${sortFirst + i}`] ?? null) as Json),
  };
}

/** The conditions of a query: recycle bin, rights, filter. */
export function whereParts(query: Found, frame: Frame, context: EmitContext): string[] {
  const bin = {
    without: `${frame.alias}.deleted_at is null`,
    only: `${frame.alias}.deleted_at is not null`,
    with: null,
  };
  const parts = [
    bin[query.deleted],
    seeSql(query.entity, frame.alias, context),
    filterSql(query.where, frame, context),
  ].filter((part) => part !== null && part !== 'true') as string[];
  return parts.length ? parts : ['true'];
}

/** What a query finds, as far as its figures go: without order and page. */
type Found = Pick<SelectQuery, 'entity' | 'where' | 'deleted'>;

/** About how many records a query finds: the planner's own guess, read from `explain (format json)`. */
export function estimateSql(query: Found, context: EmitContext): Sql {
  return foundSql(query, context, (from) => `explain (format json) select ${from}`);
}

/** The same guess beside how many rows the table has (two plans under one), by which words are told to be rare or common. */
export function shareSql(query: Found, context: EmitContext): Sql {
  const all = table(query.entity.table);
  return foundSql(
    query,
    context,
    (from) => `explain (format json) select 1 ${from} union all select 1 from ${all}`,
  );
}

/** Exactly how many. */
export function countSql(query: Found, context: EmitContext): Sql {
  return foundSql(query, context, (from) => `select count(*) as n ${from}`);
}

/** Condition of quick search: each of the words in any of the searched fields, or all by their stems in one long text. */
export function searchCondition(words: string, entity: Entity, places: readonly Place[]): FilterNode {
  const terms = words.split(/\s+/).filter(Boolean).slice(0, 8);
  const operator = (key: string, place: Place, value: string): FilterNode => ({
    kind: 'operator',
    key,
    place: { ...place, entity },
    operands: [{ kind: 'value', value, sql: 'text' }],
  });
  const quick = all(
    terms.map((term) => ({
      kind: 'any' as const,
      items: places
        .filter((place) => place.field!.type.search !== 'digits' || /\d{3}/.test(term))
        .map((place) => operator('contains', place, term)),
    })),
  );
  const long = places.filter((place) => place.field!.type.fullText);
  return long.length === 0 ? quick : any([quick, ...long.map((place) => operator('matches', place, words))]);
}

/** Sort expression of a place: its column, or the order its type asks for. */
export function sortSql(place: Place, frame: Frame, context: EmitContext): string {
  const column = placeSql(place, frame, context);
  const { field } = place;
  return field?.type.sortSql && place.column?.suffix === ''
    ? field.type.sortSql(column, field, literal)
    : column;
}

// helpers //////////

function foundSql(query: Found, context: EmitContext, text: (from: string) => string): Sql {
  const frame = frameOf(query.entity, context);
  const conditions = whereParts(query, frame, context);
  return {
    text: text(`from ${fromSql(frame)} where ${conditions.join(' and ')}`),
    values: context.writer.values,
  };
}

interface Page {
  readonly frame: Frame;
  readonly shown: Frame;
  readonly columns: readonly string[];
  /** SQL of the sort and the id, and the direction of each. */
  readonly position: readonly string[];
  readonly ways: readonly string[];
  readonly conditions: readonly string[];
  readonly limit: number;
}

function plainText({ frame, columns, position, ways, conditions, limit }: Page): string {
  return [
    `select ${[...columns, ...position].map((column, i) => `${column} as c${i}`).join(', ')}`,
    `from ${fromSql(frame)}`,
    `where ${conditions.join(' and ')}`,
    `order by ${position.map((sql, i) => `${sql} ${ways[i]}`).join(', ')}`,
    `limit ${limit}`,
  ].join('\n');
}

/**
 * The page's ids first; titles of looked-up records are read for its few rows, not for all that match. `offset 0` keeps PostgreSQL from
 * pulling the conditions into the walk along the order.
 */
function pageFirstText(page: Page, matchesFirst = false): string {
  const { frame, shown, columns, position, ways, conditions, limit } = page;
  const order = (sql: (i: number) => string) => position.map((_, i) => `${sql(i)} ${ways[i]}`).join(', ');
  const places = position.map((_, i) => `page.s${i}`);
  const id = `page.s${position.length - 1}`;
  return [
    `select ${[...columns, ...places].map((column, i) => `${column} as c${i}`).join(', ')}`,
    matchesFirst ? 'from (select * from' : 'from',
    `(select ${position.map((sql, i) => `${sql} as s${i}`).join(', ')}`,
    `from ${fromSql(frame)}`,
    `where ${conditions.join(' and ')}`,
    matchesFirst
      ? `offset 0) found order by ${order((i) => `found.s${i}`)}`
      : `order by ${order((i) => position[i]!)}`,
    `limit ${limit}) page`,
    [`join ${table(frame.entity.table)} ${frame.alias} on ${frame.alias}.id = ${id}`, ...shown.joins].join(
      ' ',
    ),
    `order by ${order((i) => places[i]!)}`,
  ].join('\n');
}

/** With one direction throughout, an index over sort and id can be walked either way. */
function lastDirection(sorts: readonly SortKey[]): 'asc' | 'desc' {
  return sorts.length > 0 && !sorts[0]!.descending ? 'asc' : 'desc';
}

function outputOf(place: Place, frame: Frame, context: EmitContext): Output {
  const key = placeText(place);
  const { field, column } = place;
  if (field === null)
    return { key, columns: [placeSql(place, frame, context)], decode: ([title]) => title ?? null };
  if (column && column.suffix !== '') {
    const type = FIELD_TYPES.get(column.as ?? 'text')!;
    const part = { key: column.name, entity: field.entity, name: column.name, settings: {} };
    return {
      key,
      columns: [placeSql(place, frame, context)],
      decode: ([cell]) => (cell === null ? null : type.fromColumns([cell!], part)),
    };
  }
  const columns = field.columns.map((part) => placeSql({ ...place, column: part }, frame, context));
  const plain = (cells: readonly Json[]) =>
    cells[0] === null || cells[0] === undefined ? null : field.type.fromColumns(cells, field);
  const reference = field.type.refersTo?.(field);
  if (reference) return referenceOutput(key, field, columns, plain, context);
  if (field.type.holdsFile) return fileOutput(key, columns[0]!, frame);
  return { key, columns, decode: plain };
}

/** A reference with the title of its record, if that may be seen. */
function referenceOutput(
  key: string,
  field: Field,
  columns: readonly string[],
  plain: (cells: readonly Json[]) => Json,
  context: EmitContext,
): Output {
  const title = titleOf(field.type.refersTo!(field)!.entities, columns, context);
  return {
    key,
    columns: [...columns, title],
    looksUp: true,
    decode(cells) {
      const value = plain(cells);
      if (value === null) return null;
      const text = cells[columns.length] ?? null;
      const bare = (typeof value === 'string' ? { id: value } : value) as Record<string, Json>;
      return { ...bare, title: text };
    },
  };
}

/**
 * The title of the record whose id (and entity, where there are several) stands in these columns. Selected, not joined: PostgreSQL
 * weighs every order of joins, which took 25 ms for a record with ten lookups.
 */
function titleOf(
  targets: readonly string[],
  [id, entityColumn]: readonly string[],
  context: EmitContext,
): string {
  const titles = targets.flatMap((key) => {
    const target = context.registry.entities.get(key);
    if (!target) return [];
    const inner = frameOf(target, context);
    const title = titleSql(target, inner.alias, inner, context);
    const see = seeSql(target, inner.alias, context);
    const where = [`${inner.alias}.id = ${id}`, see].filter(Boolean).join(' and ');
    return [{ key, sql: `(select ${title} from ${fromSql(inner)} where ${where})` }];
  });
  if (targets.length === 1) return titles[0]?.sql ?? 'null::text';
  const cases = titles.map(({ key, sql }) => `when ${literal(key)} then ${sql}`);
  return cases.length ? `(case ${entityColumn} ${cases.join(' ')} end)` : 'null::text';
}

/** A file's name, size and type stand in `potik.file`. */
function fileOutput(key: string, column: string, frame: Frame): Output {
  const alias = `f${frame.joined.size}`;
  frame.joined.set(`file ${column}`, alias);
  frame.joins.push(`left join potik.file ${alias} on ${alias}.id = ${column}`);
  return {
    key,
    columns: [column, `${alias}.name`, `${alias}.size`, `${alias}.type`],
    decode: ([id, fileName, size, type]) =>
      id === null || id === undefined ? null : { id, name: fileName!, size: size!, type: type! },
  };
}
