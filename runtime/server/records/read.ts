/**
 * The one read path: a query is checked and compiled with the rights of who asks, and is one statement, titles of looked-up
 * records included; an estimate and lists of children that were asked for are one statement more each.
 */
import type { Field } from '#metadata/field.ts';
import { textOf } from '#metadata/label.ts';
import {
  type Asker,
  type Checked,
  type FilterNode,
  filterOf,
  groupQuery,
  listQuery,
  MOST_COLUMNS,
  MOST_ROWS,
  type PivotTable,
  pivotQuery,
  type QueryProblem,
  viewFilter,
} from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import { among, isNothing } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import type { PivotRecords, RecordList, RecordQuery, RecordValues } from '../../api/records.ts';
import type { Queryable } from '../db/database.ts';
import { isId } from '../ids.ts';
import { invalid, notFound } from '../rejection.ts';
import { savedViewById } from '../store/saved-views.ts';
import type { FullAsker } from './asker.ts';
import type { WatchQuery } from './slow-queries.ts';

export interface RecordRef {
  readonly entity: string;
  readonly id: string;
}

/** Longest list of children that is delivered with its record. */
const MOST_CHILDREN = 5000;
const PAGE = 500;
/** The share of a table's rows up to which words are rare. */
const RARE = 0.03;

/**
 * A page of records, or groups with figures.
 * @param watch sees how long the statement takes
 * @param narrower conditions of a deed that may be done with fewer records than may be seen
 */
export async function listRecords(
  db: Queryable,
  asker: FullAsker,
  entity: Entity,
  { view, ...query }: RecordQuery,
  watch: WatchQuery,
  narrower: readonly FilterNode[] = [],
): Promise<RecordList> {
  const shown = view === undefined ? [] : await viewConditions(db, asker, entity, view);
  const also = [...narrower, ...shown];
  if ('aggregate' in query) {
    const sql = demand(groupQuery(query, entity, asker, also));
    const { rows } = await watch('figures', entity, sql, () => db.query<Record<string, unknown>>(sql));
    return { items: rows.map((row) => sql.decode(row) as unknown as RecordValues), next: null };
  }
  const { fields, lists } = withoutLists(entity, query.fields, asker);
  const sql = demand(listQuery({ ...query, ...(fields && { fields }) }, entity, asker, also));
  const rare = sql.byWords && (await isRare(db, sql.share()));
  const { rows } = await watch('list', entity, sql, () =>
    db.query<Record<string, unknown>>(rare ? sql.matchesFirst() : sql),
  );
  const page = rows.slice(0, sql.limit);
  const items = page.map((row) => sql.decode(row));
  for (const list of lists) await addChildren(db, asker, entity, list, items);
  return {
    items: items as unknown as RecordValues[],
    next: rows.length > sql.limit ? sql.cursorOf(page.at(-1)!) : null,
    ...(query.estimate && { estimate: await estimated(db, sql.estimate()) }),
  };
}

/** A table of groups in two directions. Refused where it would be too large to be read. */
export async function pivotRecords(
  db: Queryable,
  asker: FullAsker,
  entity: Entity,
  { view, ...query }: PivotRecords,
  watch: WatchQuery,
): Promise<PivotTable> {
  const also = view === undefined ? [] : await viewConditions(db, asker, entity, view);
  const sql = demand(pivotQuery(query, entity, asker, also));
  const { rows } = await watch('figures', entity, sql, () => db.query<Record<string, unknown>>(sql));
  const table = sql.read(rows);
  if (table) return table;
  const message = `The table would have more than ${MOST_ROWS} rows or ${MOST_COLUMNS} columns. Narrow the filter, or group by something coarser.`;
  throw invalid([{ path: 'rows', code: 'too_many', message }]);
}

export interface ReadOptions {
  /** Lists of children to deliver; without it those that belong to the record (lines) and its links. */
  readonly children?: readonly string[];
  /** Also from the recycle bin. */
  readonly deleted?: boolean;
}

export async function readRecord(
  db: Queryable,
  asker: FullAsker,
  entity: Entity,
  id: string,
  options: ReadOptions = {},
): Promise<RecordValues | null> {
  if (!isId(id)) return null;
  return (await readRecords(db, asker, entity, [id.toLowerCase()], options)).get(id.toLowerCase()) ?? null;
}

/** Records by their ids, of which there are not more than a page; those that are gone or may not be seen are missing. */
export async function readRecords(
  db: Queryable,
  asker: FullAsker,
  entity: Entity,
  ids: readonly string[],
  { children, deleted = false }: ReadOptions = {},
): Promise<Map<string, RecordValues>> {
  const query = { limit: ids.length, sort: [], deleted: deleted ? 'with' : 'without' } as const;
  const sql = demand(listQuery(query, entity, asker, [{ kind: 'ids', ids }]));
  const { rows } = await db.query<Record<string, unknown>>(sql);
  const records = rows.map((row) => sql.decode(row));
  if (records.length > 0)
    for (const field of entity.fields.values()) {
      const wanted = children ? children.includes(field.key) : belongs(field, asker);
      if (field.type.holders && wanted) await addChildren(db, asker, entity, field, records);
    }
  return new Map(records.map((record) => [record.id as string, record as unknown as RecordValues]));
}

/** Titles by `entity:id`, of the records that may be seen. */
export async function recordTitles(
  db: Queryable,
  asker: FullAsker,
  records: readonly RecordRef[],
): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  const byEntity = new Map<string, Set<string>>();
  for (const { entity, id } of records)
    if (isId(id)) byEntity.set(entity, (byEntity.get(entity) ?? new Set()).add(id.toLowerCase()));
  for (const [key, all] of byEntity) {
    const entity = asker.registry.entities.get(key);
    if (!entity || isNothing(asker.rights.see(entity))) continue;
    const ids = [...all];
    for (let i = 0; i < ids.length; i += PAGE) {
      const also: FilterNode[] = [{ kind: 'ids', ids: ids.slice(i, i + PAGE) }];
      const query = { fields: ['title'], limit: PAGE, sort: [], deleted: 'with' };
      const sql = demand(listQuery(query, entity, asker, also));
      const { rows } = await db.query<Record<string, unknown>>(sql);
      for (const row of rows) {
        const { id, title } = sql.decode(row);
        titles.set(`${key}:${id}`, (title ?? '') as string);
      }
    }
  }
  return titles;
}

/** The value of a checked query, or the refusal that names the place in it. */
export function demand<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw refusedQuery(checked.problem);
}

export function refusedQuery({ path, code, message, params }: QueryProblem) {
  return invalid([{ path, code, message, params }]);
}

// helpers //////////

/** A view of the configuration shows what its maker chose; a view somebody has saved reads no more than who looks may read. */
async function viewConditions(
  db: Queryable,
  asker: Asker,
  entity: Entity,
  key: string,
): Promise<FilterNode[]> {
  const view = asker.registry.views.get(key);
  if (view && view.entity === entity.key) return viewFilter(view, asker.registry);
  const saved = isId(key)
    ? await savedViewById(db, key, asker.viewer.personId, asker.viewer.teamIds.filter(isId))
    : null;
  if (!saved || saved.entity !== entity.key)
    throw notFound(`view “${key}” of ${textOf(entity.label, 'en', entity.key)}`);
  const where = saved.definition.where;
  return where === undefined ? [] : [demand(filterOf(where, entity, asker))];
}

/** Line items and links come with their record; other lists (the deals of a customer) are lists of their own. */
function belongs(field: Field, { registry, rights }: FullAsker): boolean {
  const holders = field.type.holders?.(field);
  const child = holders && registry.entities.get(holders.entity);
  if (!child || child.partOf !== field.by) return false;
  return rights.field(registry.entities.get(field.entity)!, field) !== 'hidden';
}

/** Lists of children among the fields of a query are read by statements of their own. */
function withoutLists(entity: Entity, fields: readonly string[] | undefined, asker: FullAsker) {
  if (!Array.isArray(fields)) return { fields, lists: [] };
  const lists = fields.flatMap((key) => {
    const field = typeof key === 'string' ? entity.fields.get(key) : undefined;
    return field?.type.holders && asker.rights.field(entity, field) !== 'hidden' ? [field] : [];
  });
  const keys = new Set(lists.map((field) => field.key));
  return { fields: fields.filter((key) => !keys.has(key)), lists };
}

async function addChildren(
  db: Queryable,
  asker: FullAsker,
  entity: Entity,
  field: Field,
  records: readonly Record<string, Json>[],
): Promise<void> {
  const child = asker.registry.entities.get(field.type.holders!(field).entity);
  const by = child?.fields.get(field.by ?? '');
  if (!child || !by) return;
  const lists = new Map<string, Json[]>(records.map((record) => [record.id as string, []]));
  for (const record of records) record[field.key] = lists.get(record.id as string)!;
  if (records.length === 0 || asker.rights.field(entity, field) === 'hidden') return;
  const also = [among(child, by, [...lists.keys()])];
  // Lines stand in the order in which they were entered, unless their entity says another.
  const sort = child.sort.length ? child.sort : ['id'];
  let cursor: string | null = null;
  for (let read = 0; read < MOST_CHILDREN; read += PAGE) {
    const query: Record<string, unknown> = { sort, limit: PAGE, ...(cursor !== null && { cursor }) };
    const sql = demand(listQuery(query, child, asker, also));
    const { rows } = await db.query<Record<string, unknown>>(sql);
    const page = rows.slice(0, sql.limit);
    for (const row of page) {
      const line = sql.decode(row);
      const parent = line[by.key] as { id: string } | null;
      if (parent) lists.get(parent.id)?.push(line);
    }
    if (rows.length <= sql.limit) return;
    cursor = sql.cursorOf(page.at(-1)!);
  }
}

interface Plan {
  readonly 'Plan Rows': number;
  readonly Plans?: readonly Plan[];
}

async function planOf(db: Queryable, sql: { text: string; values: readonly unknown[] }): Promise<Plan> {
  const { rows } = await db.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(sql);
  return rows[0]!['QUERY PLAN'][0].Plan;
}

async function estimated(db: Queryable, sql: { text: string; values: readonly unknown[] }): Promise<number> {
  return Math.round((await planOf(db, sql))['Plan Rows']);
}

/**
 * Words that PostgreSQL has no figures of are taken for one row in a hundred, however rare they are, and the order would be walked
 * through the whole table for them: a minute among a million. Words that are common are known to be so.
 */
async function isRare(db: Queryable, share: { text: string; values: readonly unknown[] }): Promise<boolean> {
  let plan = await planOf(db, share);
  while (plan.Plans?.length === 1) plan = plan.Plans[0]!; // what collects from several processors
  const [found, all] = plan.Plans ?? []; // one branch alone where nothing can be found
  return !all || found!['Plan Rows'] < all['Plan Rows'] * RARE;
}
