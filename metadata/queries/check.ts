/** The query of a request → a checked one: every key known, every path readable, limits kept. Throws QueryMistake. */

import type { Entity, Registry } from '../registry/model.ts';
import { TITLE } from '../registry/system-fields.ts';
import { compileAbout } from '../registry/typing.ts';
import { type Said, saidOf } from '../said.ts';
import { feelFilter } from './feel-filter.ts';
import type { Figure, GroupKey, GroupQuery } from './group.ts';
import type { DatePart } from './input.ts';
import { type Asking, jsonFilter } from './json-filter.ts';
import { all, EVERYTHING, type FilterNode, type Place } from './nodes.ts';
import { readCursor, type SortKey } from './paging.ts';
import type { PivotQuery } from './pivot.ts';
import { placeName, placeOf, placeText, QueryMistake, targetOf } from './place.ts';
import { type SelectQuery, searchCondition } from './select.ts';

const LIMIT = 50;
const MOST = 500;
const MOST_FIELDS = 200;
const MOST_GROUPS = 5000;

const LIST_KEYS = ['where', 'fields', 'sort', 'limit', 'cursor', 'search', 'deleted', 'estimate'];
const PIVOT_KEYS = ['where', 'search', 'deleted', 'rows', 'columns', 'aggregate'];
const GROUP_KEYS = ['where', 'search', 'deleted', 'group', 'aggregate', 'sort', 'limit'];

/** A checked list and the order it is in, as cursors name it. */
export interface CheckedList extends SelectQuery {
  readonly order: readonly string[];
}

export function checkList(input: unknown, asking: Asking): CheckedList {
  const query = objectOf(input, LIST_KEYS);
  const { entity } = asking;
  const fields = query.fields === undefined ? null : listOf(query.fields, 'fields', MOST_FIELDS);
  const places = fields ? fields.map((path, i) => readable(path, `fields[${i}]`, asking)) : allPlaces(asking);
  const order = query.sort === undefined ? entity.sort : (listOf(query.sort, 'sort', 5) as string[]);
  const sort = order.map((path, i) =>
    sortKey(path, query.sort === undefined ? 'sort' : `sort[${i}]`, asking),
  );
  const cursor = query.cursor ?? null;
  if (cursor !== null && typeof cursor !== 'string')
    throw malformed('cursor', 'the "next" of the page before');
  const after = cursor === null ? null : readCursor(cursor, order);
  if (cursor !== null && after === null) throw new QueryMistake('bad_cursor', {}, 'cursor');
  return {
    entity,
    places: withId(places, asking),
    where: whereOf(query, asking),
    sort,
    order,
    limit: limitOf(query.limit, LIMIT, MOST),
    after,
    deleted: deletedOf(query.deleted),
  };
}

export function checkGroups(input: unknown, asking: Asking): GroupQuery {
  const query = objectOf(input, GROUP_KEYS);
  const groups =
    query.group === undefined
      ? []
      : listOf(query.group, 'group', 4).map((item, i) => groupKey(item, `group[${i}]`, asking));
  const figures = figuresOf(query.aggregate, asking);
  const names = [...groups, ...figures].map(({ name }) => name);
  const written = query.sort === undefined ? groups.map(({ name }) => name) : listOf(query.sort, 'sort', 5);
  const sort = written.map((item, i) => {
    const text = String(item);
    const name = text.replace(/^-/, '');
    if (!names.includes(name)) throw malformed(`sort[${i}]`, `one of ${names.join(', ')}`);
    return { name, descending: text.startsWith('-') };
  });
  return {
    entity: asking.entity,
    where: whereOf(query, asking),
    deleted: deletedOf(query.deleted),
    groups,
    figures,
    sort,
    limit: limitOf(query.limit, MOST, MOST_GROUPS),
  };
}

export function checkPivot(input: unknown, asking: Asking): PivotQuery {
  const query = objectOf(input, PIVOT_KEYS);
  const keys = (value: unknown, at: string) =>
    listOf(value ?? [], at, 2).map((item, i) => groupKey(item, `${at}[${i}]`, asking));
  const [rows, columns] = [keys(query.rows, 'rows'), keys(query.columns, 'columns')];
  if (rows.length === 0) throw malformed('rows', 'one or two fields');
  const names = [...rows, ...columns].map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw malformed('columns', `other fields than the rows; ${twice} is in both`);
  return {
    entity: asking.entity,
    where: whereOf(query, asking),
    deleted: deletedOf(query.deleted),
    rows,
    columns,
    figures: figuresOf(query.aggregate, asking),
  };
}

/** A filter alone, as exports, bulk deeds and deletions take it. */
export function checkFilter(input: unknown, asking: Asking): FilterNode {
  return whereOf({ where: input }, asking);
}

// helpers //////////

function malformed(path: string, expected: string): QueryMistake {
  return new QueryMistake('not_a_query', { path, expected }, path);
}

function objectOf(input: unknown, known: readonly string[]): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw malformed('query', 'an object');
  const wrong = Object.keys(input).find((key) => !known.includes(key));
  if (wrong !== undefined) throw malformed(wrong, `only ${known.join(', ')}`);
  return input as Record<string, unknown>;
}

function listOf(value: unknown, path: string, most: number): unknown[] {
  if (!Array.isArray(value)) throw malformed(path, 'a list');
  if (value.length > most)
    throw new QueryMistake('too_many', { what: `Entries of ${path}`, max: most, count: value.length }, path);
  return value;
}

function limitOf(value: unknown, none: number, most: number): number {
  if (value === undefined) return none;
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > most)
    throw malformed('limit', `a whole number from 1 to ${most}`);
  return value as number;
}

function deletedOf(value: unknown): 'without' | 'only' | 'with' {
  if (value === undefined) return 'without';
  if (value !== 'without' && value !== 'only' && value !== 'with')
    throw malformed('deleted', 'without, only or with');
  return value;
}

function placeAt(path: unknown, at: string, { entity, registry, rights }: Asking): Place {
  if (typeof path !== 'string' || path === '') throw malformed(at, 'a field or a path such as customer.name');
  try {
    return placeOf(path.split('.'), entity, registry, rights);
  } catch (mistake) {
    if (mistake instanceof QueryMistake)
      throw new QueryMistake(mistake.problem.code, mistake.problem.params, at);
    throw mistake;
  }
}

/** A place that has a column or is a title; lists of children are read record by record. */
function readable(path: unknown, at: string, asking: Asking): Place {
  const place = placeAt(path, at, asking);
  if (place.field?.type.holders)
    throw malformed(
      at,
      `a field with a value of its own; the list ${placeText(place)} is read with its record`,
    );
  return place;
}

function allPlaces(asking: Asking): Place[] {
  const { entity, rights } = asking;
  const keys = [...entity.fields.values()].filter(
    (field) => field.columns.length > 0 && rights.field(entity, field) !== 'hidden',
  );
  return [TITLE, ...keys.map((field) => field.key).filter((key) => key !== TITLE)].map((key) =>
    placeAt(key, 'fields', asking),
  );
}

/** Whoever gets a record needs its id and version to do anything with it. */
function withId(places: readonly Place[], asking: Asking): Place[] {
  const have = new Set(places.map(placeText));
  const missing = ['id', 'version'].filter((key) => !have.has(key));
  return [...missing.map((key) => placeAt(key, 'fields', asking)), ...places];
}

function sortKey(written: unknown, at: string, asking: Asking): SortKey {
  const text = String(written);
  const place = readable(text.replace(/^-/, ''), at, asking);
  if (place.field && !place.field.type.sortable)
    throw new QueryMistake('not_sortable', { field: placeName(place) }, at);
  const target = targetOf(place, asking.registry);
  // People sort references by what they read: the title.
  const shown: Place =
    target && place.field
      ? { ...place, steps: [...place.steps, place.field], entity: target, field: null, column: null }
      : place;
  return { place: shown, descending: text.startsWith('-') };
}

function whereOf(query: Readonly<Record<string, unknown>>, asking: Asking): FilterNode {
  const { where, search } = query;
  const filter =
    where === undefined || where === null
      ? EVERYTHING
      : typeof where === 'string'
        ? fromFeel(where, asking)
        : jsonFilter(where, asking);
  if (search === undefined || search === '') return filter;
  if (typeof search !== 'string' || search.length > 200)
    throw malformed('search', 'a text of at most 200 characters');
  return all([filter, searchCondition(search, asking.entity, searchedPlaces(asking))]);
}

function fromFeel(source: string, asking: Asking): FilterNode {
  const { entity, registry, rights } = asking;
  const refuse = (why: Said | string): never => {
    throw new QueryMistake('expression', { why }, 'where');
  };
  if (source.length > 5000) return refuse('The filter is longer than 5,000 characters.');
  const compiled = compileAbout(source, visibleOnly(entity, asking), registry.entities);
  if (!compiled.ok) return refuse(saidOf(compiled.problems[0]!));
  const filter = feelFilter(compiled.compiled, entity, registry as Registry, rights);
  return filter.ok ? filter.node : refuse(saidOf(filter));
}

/** Names of hidden fields must not even be suggested in a sentence. */
function visibleOnly(entity: Entity, { rights }: Asking): Pick<Entity, 'key' | 'fields'> {
  const fields = new Map([...entity.fields].filter(([, field]) => rights.field(entity, field) !== 'hidden'));
  return { key: entity.key, fields };
}

function searchedPlaces(asking: Asking): Place[] {
  const { entity, rights } = asking;
  const searched = [...entity.fields.values()].filter(
    (field) => field.searched && field.type.search && rights.field(entity, field) !== 'hidden',
  );
  return searched.map((field) => placeAt(field.key, 'search', asking));
}

const PARTS: readonly DatePart[] = ['day', 'week', 'month', 'quarter', 'year'];

function groupKey(item: unknown, at: string, asking: Asking): GroupKey {
  const { field, by = null } = (typeof item === 'string' ? { field: item } : (item ?? {})) as {
    field?: unknown;
    by?: unknown;
  };
  const place = readable(field, at, asking);
  if (!place.field?.type.groupable) throw new QueryMistake('not_groupable', { field: placeName(place) }, at);
  if (by !== null && (!PARTS.includes(by as DatePart) || !place.field.type.operators.includes('within')))
    throw malformed(`${at}.by`, `${PARTS.join(', ')}, of a date`);
  return { name: placeText(place), place, by: by as DatePart | null };
}

function figuresOf(input: unknown, asking: Asking): Figure[] {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw malformed('aggregate', '{"n": "count", "total": {"sum": "amount"}}');
  const entries = Object.entries(input);
  if (entries.length === 0 || entries.length > 20) throw malformed('aggregate', 'between 1 and 20 figures');
  return entries.map(([name, figure]) => {
    const at = `aggregate.${name}`;
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw malformed(at, 'a name in small letters');
    if (figure === 'count') return { name, aggregate: 'count', place: null };
    const [[aggregate, path] = ['', ''], ...more] = Object.entries((figure ?? {}) as Record<string, unknown>);
    if (more.length > 0 || !['count', 'sum', 'avg', 'min', 'max'].includes(aggregate))
      throw malformed(at, '"count" or one of sum, avg, min, max, count with a field');
    const place = readable(path, at, asking);
    const allowed = place.field?.type.aggregates ?? [];
    if (aggregate !== 'count' && !(allowed as readonly string[]).includes(aggregate))
      throw new QueryMistake('not_summable', { field: placeName(place), operator: aggregate }, at);
    return { name, aggregate: aggregate as Figure['aggregate'], place };
  });
}
