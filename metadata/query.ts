/**
 * The door to queries: a query is data, checked against the metadata and the rights of who asks, compiled to SQL with bound
 * values. What one may not read can't be filtered, sorted, grouped or summed by: it answers as an unknown field.
 */
import type { Compiled } from './expression.ts';
import { checkFilter, checkGroups, checkList, checkPivot } from './queries/check.ts';
import { emitting } from './queries/emitting.ts';
import { feelFilter } from './queries/feel-filter.ts';
import type { Viewer } from './queries/frame.ts';
import { type GroupSql, groupSql } from './queries/group.ts';
import type { FilterNode } from './queries/nodes.ts';
import { all } from './queries/nodes.ts';
import type { Clock } from './queries/operators.ts';
import { writeCursor } from './queries/paging.ts';
import { type PivotSql, pivotSql } from './queries/pivot.ts';
import { QueryMistake, type QueryProblem, type ReadRights, UNRESTRICTED } from './queries/place.ts';
import { countSql, estimateSql, type SelectSql, selectSql, shareSql } from './queries/select.ts';
import { type QueryShape, shapeOf } from './queries/shape.ts';
import type { Entity, Registry, View } from './registry/model.ts';
import type { Sql } from './sql.ts';
import type { Json } from './value.ts';

export type { Viewer } from './queries/frame.ts';
export type { FilterInput, GroupInput, Operand, PivotInput, QueryInput } from './queries/input.ts';
export type { FilterNode } from './queries/nodes.ts';
export { type Clock, OPERATORS, type Operator } from './queries/operators.ts';
export { isPeriod, periodBounds } from './queries/periods.ts';
export { MOST_COLUMNS, MOST_ROWS, type PivotTable } from './queries/pivot.ts';
export { type QueryProblem, type ReadRights, UNRESTRICTED } from './queries/place.ts';
export type { QueryShape } from './queries/shape.ts';
export type { Sql } from './sql.ts';

export interface Asker {
  readonly registry: Registry;
  readonly rights: ReadRights;
  readonly viewer: Viewer;
  readonly clock: Clock;
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: QueryProblem };

export interface Shaped {
  /** What it asks by, without any value. Worked out only for those who ask. */
  readonly shape: () => QueryShape;
}

export interface ListSql extends SelectSql, Shaped {
  /** Records of a page; the statement fetches one more to know whether there is a next one. */
  readonly limit: number;
  /** Text for `next` behind this row. */
  cursorOf(row: Readonly<Record<string, unknown>>): string;
  /** Statements that say how many there are: by the planner's guess (the answer is a plan), exactly (`n`). */
  readonly estimate: () => Sql;
  /** Which share of the table is found: two plans under one. */
  readonly share: () => Sql;
  /** The same page, for conditions that few rows meet. */
  readonly matchesFirst: () => Sql;
  readonly count: () => Sql;
}

/**
 * The statement for a page of records.
 * @param also conditions of the platform on top, such as a view's own filter
 */
export function listQuery(
  input: unknown,
  entity: Entity,
  asker: Asker,
  also: readonly FilterNode[] = [],
): Checked<ListSql> {
  return checked(() => {
    const who = asking(entity, asker);
    const list = checkList(input, who);
    const query = { ...list, where: all([...also, list.where]) };
    const select = selectSql(query, emitting(asker));
    return {
      ...select,
      limit: list.limit,
      cursorOf: (row) => writeCursor(list.order, select.positionOf(row)),
      estimate: () => estimateSql(query, emitting(asker)),
      share: () => shareSql(query, emitting(asker)),
      matchesFirst: () => selectSql({ ...query, matchesFirst: true }, emitting(asker)),
      count: () => countSql(query, emitting(asker)),
      shape: shapedBy(input, also, (unsearched) => checkList(unsearched, who).where, list.order),
    };
  });
}

/** The statement for groups and figures. */
export function groupQuery(
  input: unknown,
  entity: Entity,
  asker: Asker,
  also: readonly FilterNode[] = [],
): Checked<GroupSql & Shaped> {
  return checked(() => {
    const who = asking(entity, asker);
    const groups = checkGroups(input, who);
    const sql = groupSql({ ...groups, where: all([...also, groups.where]) }, emitting(asker));
    return { ...sql, shape: shapedBy(input, also, (unsearched) => checkGroups(unsearched, who).where) };
  });
}

/** The statement for a table of groups in two directions. */
export function pivotQuery(
  input: unknown,
  entity: Entity,
  asker: Asker,
  also: readonly FilterNode[] = [],
): Checked<PivotSql & Shaped> {
  return checked(() => {
    const who = asking(entity, asker);
    const pivot = checkPivot(input, who);
    const sql = pivotSql({ ...pivot, where: all([...also, pivot.where]) }, emitting(asker));
    return { ...sql, shape: shapedBy(input, also, (unsearched) => checkPivot(unsearched, who).where) };
  });
}

/** A filter of a request alone: FEEL text or a filter tree. */
export function filterOf(
  input: unknown,
  entity: Entity,
  asker: Pick<Asker, 'registry' | 'rights'>,
): Checked<FilterNode> {
  return checked(() => checkFilter(input, { entity, registry: asker.registry, rights: asker.rights }));
}

/**
 * The filter of a definition (a view, a rule, a rollup): written by a designer, so its reading is not narrowed by the rights
 * of who looks. Its text was checked when it was published.
 */
export function definedFilter(
  compiled: Compiled,
  entity: Entity,
  registry: Registry,
  edited: Entity | null = null,
): FilterNode {
  const filter = feelFilter(compiled, entity, registry, UNRESTRICTED, edited);
  if (!filter.ok)
    throw new Error(`a published filter can not become SQL: ${compiled.source}: ${filter.message}`);
  return { kind: 'trusted', item: filter.node };
}

export function viewFilter(view: View, registry: Registry): FilterNode[] {
  const entity = registry.entities.get(view.entity);
  return view.where && entity ? [definedFilter(view.where, entity, registry)] : [];
}

/** A record's values as a list delivers them, for one row. */
export type WireRecord = Readonly<Record<string, Json>>;

// helpers //////////

function asking(entity: Entity, { registry, rights }: Asker) {
  return { entity, registry, rights };
}

/** Words that are searched stand for themselves, not for each of the searched fields. */
function shapedBy(
  input: unknown,
  also: readonly FilterNode[],
  whereOf: (unsearched: object) => FilterNode,
  sort: readonly string[] = [],
): Shaped['shape'] {
  const { search, ...unsearched } = input as { readonly search?: string };
  return () => shapeOf(all([...also, whereOf(unsearched)]), sort, Boolean(search));
}

function checked<T>(deed: () => T): Checked<T> {
  try {
    return { ok: true, value: deed() };
  } catch (mistake) {
    if (mistake instanceof QueryMistake) return { ok: false, problem: mistake.problem };
    throw mistake;
  }
}
