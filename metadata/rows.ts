/**
 * The door to rows as the write path needs them: whole records by id, whatever the reader's rights, with the rights' conditions
 * answered for each; the statements that write sets of rows; the sums over children and the records that depend on others.
 */
import { shortName } from './ddl/shape.ts';
import { emitting } from './queries/emitting.ts';
import { familyOf } from './queries/family.ts';
import { filterSql } from './queries/filter-sql.ts';
import { type EmitContext, type Frame, frameOf, fromSql, type Viewer } from './queries/frame.ts';
import type { FilterNode, Place } from './queries/nodes.ts';
import type { Clock } from './queries/operators.ts';
import { placeOf, type ReadRights, UNRESTRICTED } from './queries/place.ts';
import { placeSql, titleSql } from './queries/place-sql.ts';
import { rightSql, seeSql } from './queries/rights-sql.ts';
import { definedFilter } from './query.ts';
import type { Route } from './registry/calculations.ts';
import type { Column, DuplicateRule, Entity, Field, Registry } from './registry/model.ts';
import { compileAbout } from './registry/typing.ts';
import { literal, name, type Sql, table } from './sql.ts';
import type { Json } from './value.ts';

export { isEverything, isNothing } from './queries/nodes.ts';
export { type Dependent, fieldId, type Route } from './registry/calculations.ts';

/** A record's values in their normal form, by key of field; fields without columns are not among them. */
export type RowValues = Readonly<Record<string, Json>>;

export interface RowAsker {
  readonly registry: Registry;
  readonly rights: ReadRights;
  readonly viewer: Viewer;
  readonly clock: Clock;
}

export interface RowsSql extends Sql {
  decode(row: Readonly<Record<string, unknown>>): {
    readonly values: RowValues;
    /** Whether the record meets the conditions, in their order. */
    readonly met: readonly boolean[];
    /** Only where it was asked for. */
    readonly title: string | null;
  };
}

export interface RowsQuery {
  readonly entity: Entity;
  readonly ids: readonly string[];
  /** `write`: nobody else changes them until the transaction ends. `read`: they stay as they are while we reckon with them. */
  readonly lock: 'write' | 'read' | null;
  readonly conditions?: readonly FilterNode[];
  readonly title?: boolean;
}

/** Records by id in the order of their ids, deleted ones among them. */
export function rowsQuery(
  { entity, ids, lock, conditions = [], title }: RowsQuery,
  asker: RowAsker,
): RowsSql {
  const context = emitting(asker);
  const free: EmitContext = { ...context, rights: UNRESTRICTED };
  const frame = frameOf(entity, free);
  const fields = storedFields(entity);
  const cells = fields.flatMap((field) =>
    field.columns.map((column) => placeSql(ownPlace(entity, field, column), frame, free)),
  );
  const met = conditions.map(
    (condition) => `coalesce(${rightSql(condition, entity, frame.alias, context)}, false)`,
  );
  const titled = title ? [titleSql(entity, frame.alias, frame, free)] : [];
  const columns = [
    ...cells.map((cell, i) => `${cell} as c${i}`),
    ...met.map((condition, i) => `${condition} as m${i}`),
    ...titled.map((sql) => `${sql} as title`),
  ];
  const locking = lock && { write: 'for no key update', read: 'for share' }[lock];
  const bound = context.writer.bind([...ids], 'uuid[]');
  const text = [
    `select ${columns.join(', ')}`,
    `from ${fromSql(frame)}`,
    `where ${frame.alias}.id = any(${bound})`,
    `order by ${frame.alias}.id`,
    ...(locking ? [`${locking} of ${frame.alias}`] : []),
  ].join('\n');
  return {
    text,
    values: context.writer.values,
    decode: (row) => ({
      values: decodeFields(fields, row),
      met: conditions.map((_, i) => row[`m${i}`] === true),
      title: (row.title as string | null | undefined) ?? null,
    }),
  };
}

/** Which of these records are there and may be seen. Rows: `id`. */
export function visibleQuery(
  entity: Entity,
  ids: readonly string[],
  asker: RowAsker,
  also: readonly FilterNode[] = [],
  edited?: EmitContext['edited'],
): Sql {
  const context: EmitContext = { ...emitting(asker), ...(edited && { edited }) };
  const frame = frameOf(entity, context);
  const conditions = [
    `${frame.alias}.id = any(${context.writer.bind([...ids], 'uuid[]')})`,
    `${frame.alias}.deleted_at is null`,
    seeSql(entity, frame.alias, context),
    ...also.map((node) => filterSql(node, frame, context)),
  ].filter((part) => part !== null);
  return {
    text: `select ${frame.alias}.id from ${fromSql(frame)} where ${conditions.join(' and ')}`,
    values: context.writer.values,
  };
}

/** Ids of the records a filter finds, those that may be seen only. Rows: `id`. */
export function idsQuery(
  entity: Entity,
  where: FilterNode,
  asker: RowAsker,
  most: number,
  which: 'live' | 'deleted' = 'live',
): Sql {
  const context = emitting(asker);
  const frame = frameOf(entity, context);
  const conditions = [
    `${frame.alias}.deleted_at ${which === 'live' ? 'is null' : 'is not null'}`,
    seeSql(entity, frame.alias, context),
    filterSql(where, frame, context),
  ].filter((part) => part !== null);
  return {
    text: `select ${frame.alias}.id from ${fromSql(frame)} where ${conditions.join(' and ')} order by ${frame.alias}.id limit ${most}`,
    values: context.writer.values,
  };
}

/** Ids of the next live records in the order of their ids. One bound value: the id they come behind, null at the beginning. */
export function nextIdsSql(entity: Entity, limit: number): string {
  return `select id from ${table(entity.table)} where ($1::uuid is null or id > $1) and deleted_at is null order by id limit ${limit}`;
}

/** Inserts the rows; every column of the entity is given. One bound value: the rows as JSON by column. */
export function insertSql(entity: Entity): string {
  const columns = storedFields(entity).flatMap((field) => field.columns);
  const names = columns.map((column) => name(column.name)).join(', ');
  return `insert into ${table(entity.table)} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as r(${typed(columns)})`;
}

/** Updates the rows' columns of these fields by id. One bound value: the rows as JSON by column. */
export function updateSql(entity: Entity, fields: readonly Field[]): string {
  const id = entity.fields.get('id')!.columns[0]!;
  const columns = fields.flatMap((field) => field.columns);
  const sets = columns.map((column) => `${name(column.name)} = r.${name(column.name)}`);
  return `update ${table(entity.table)} t set ${sets.join(', ')} from jsonb_to_recordset($1::jsonb) as r(${typed([id, ...columns])}) where t.id = r.id`;
}

/**
 * Records whose reference names one of these. Rows: `id`, `target`, `deleted_at`, and `other`, the value of a further field where
 * it is asked for. One bound value: the ids.
 */
export function referringSql(
  entity: Entity,
  field: Field,
  target: string,
  other?: Field,
  which: 'live' | 'deleted' = 'live',
): string {
  const [column, kind] = field.columns;
  const reference = `t.${name(column!.name)}`;
  const several = kind !== undefined && field.type.refersTo!(field)!.entities.length > 1;
  const further = other?.columns[0] ? `, t.${name(other.columns[0].name)} as other` : '';
  const of = several ? ` and t.${name(kind.name)} = ${literal(target)}` : '';
  const bin = which === 'live' ? 'is null' : 'is not null';
  return `select t.id, ${reference} as target, t.deleted_at${further} from ${table(entity.table)} t where ${reference} = any($1::uuid[])${of} and t.deleted_at ${bin} order by t.id`;
}

/** Other live records with the same values in these fields. Rows: `id` of the asked rows. One bound value: rows as JSON by column. */
export function uniquePresentSql(entity: Entity, fields: readonly Field[]): string {
  const id = entity.fields.get('id')!.columns[0]!;
  const columns = fields.flatMap((field) => field.columns);
  const equal = columns.map((column) => `t.${name(column.name)} = r.${name(column.name)}`).join(' and ');
  return `select distinct r.id from jsonb_to_recordset($1::jsonb) as r(${typed([id, ...columns])}) join ${table(entity.table)} t on ${equal} and t.id <> r.id and t.deleted_at is null`;
}

/** Trigrams shared by two texts that are taken for alike; pg_trgm's own limit of 0.3 finds too much. */
const ALIKE = 0.5;
/** Lookalikes told of one record. */
const MOST_ALIKE = 5;

/** Other live records that a rule takes for the same. Rows: `id` of the asked row, `other`. One bound value: rows as JSON by column. */
export function duplicatesSql(entity: Entity, { equal, similar }: DuplicateRule): string {
  const columnsOf = (keys: readonly string[]) => keys.flatMap((key) => entity.fields.get(key)!.columns);
  const pair = (column: Column) => [`t.${name(column.name)}`, `r.${name(column.name)}`] as const;
  const [same, alike] = [columnsOf(equal).map(pair), columnsOf(similar).map(pair)];
  const conditions = [
    ...same.map(([there, here]) => `${there} = ${here}`),
    ...alike.flatMap(([there, here]) => [`${there} % ${here}`, `similarity(${there}, ${here}) >= ${ALIKE}`]),
    't.id <> r.id',
    't.deleted_at is null',
  ];
  const closest = alike.map(([there, here]) => `similarity(${there}, ${here}) desc`);
  const asked = typed([entity.fields.get('id')!.columns[0]!, ...columnsOf([...equal, ...similar])]);
  return `select r.id, found.id as other from jsonb_to_recordset($1::jsonb) as r(${asked})
cross join lateral (select t.id from ${table(entity.table)} t where ${conditions.join(' and ')} order by ${[...closest, 't.id'].join(', ')} limit ${MOST_ALIKE}) found`;
}

/** Keys of fields by the name of the unique index that stands for them. */
export function uniqueIndexes(entity: Entity): ReadonlyMap<string, readonly string[]> {
  return new Map(
    entity.unique.map((keys) => {
      const columns = keys.flatMap((key) => entity.fields.get(key)?.columns.map((part) => part.name) ?? []);
      return [shortName(`${entity.table}__${columns.join('_')}__key`), keys];
    }),
  );
}

/** A record of a tree and all its ancestors. Rows: `id`. One bound value: the record's id. */
export function treeAncestorsSql(entity: Entity, field: Field): string {
  const parent = name(field.columns[0]!.name);
  const of = table(entity.table);
  return `with recursive up as (select id, ${parent} as parent from ${of} where id = $1::uuid union select t.id, t.${parent} from ${of} t join up on t.id = up.parent) select id from up`;
}

const filtersOf = new WeakMap<Registry, Map<Field, FilterNode | null>>();

/** Which records a lookup offers by its own filter; null where it offers all. */
export function lookupFilter(field: Field, edited: Entity, registry: Registry): FilterNode | null {
  const known = filtersOf.get(registry) ?? new Map<Field, FilterNode | null>();
  filtersOf.set(registry, known);
  const found = known.get(field);
  if (found !== undefined) return found;
  const where = (field.settings as { where?: string | null } | null)?.where ?? null;
  const target = registry.entities.get(field.type.refersTo?.(field)?.entities[0] ?? '');
  const record = { record: { kind: 'record', entity: edited.key } } as const;
  const compiled = where !== null && target ? compileAbout(where, target, registry.entities, record) : null;
  const filter = compiled?.ok && target ? definedFilter(compiled.compiled, target, registry, edited) : null;
  known.set(field, filter);
  return filter;
}

/** What a sum over children comes to for a parent: the figure as PostgreSQL gives it, and the currencies it is made of. */
export interface RollupFigure {
  readonly parent: string;
  readonly figure: Json;
  readonly currencies: readonly string[];
}

/** Fields of an entity that sum up the same list of children. */
export interface RollupSet {
  readonly entity: Entity;
  readonly fields: readonly Field[];
}

/** The figures of rollups over the same list, for these parents; parents without children that count are not among the rows. */
export function rollupQuery(
  { entity, fields }: RollupSet,
  parents: readonly string[],
  asker: Pick<RowAsker, 'registry' | 'viewer' | 'clock'>,
): Sql & { decode(row: Readonly<Record<string, unknown>>): readonly RollupFigure[] } {
  const holders = entity.fields.get(fields[0]?.rollup?.children ?? '');
  const child = holders && asker.registry.entities.get(holders.type.holders!(holders)!.entity);
  if (!child || !holders?.by) throw new Error(`${entity.key} has no list to sum up`);
  const context = emitting({ ...asker, rights: UNRESTRICTED });
  const frame = frameOf(child, context);
  const by = placeSql(ownPlace(child, child.fields.get(holders.by)!), frame, context);
  const columns = fields.flatMap((field, i) => {
    const { figure, codes } = figureSql(child, field, frame, context);
    return [`${figure} as figure${i}`, `${codes} as currencies${i}`];
  });
  return {
    text: [
      `select ${[`${by} as parent`, ...columns].join(', ')}`,
      `from ${fromSql(frame)}`,
      `where ${by} = any(${context.writer.bind([...parents], 'uuid[]')}) and ${frame.alias}.deleted_at is null`,
      `group by ${by}`,
    ].join('\n'),
    values: context.writer.values,
    decode: (row) =>
      fields.map((_, i) => ({
        parent: row.parent as string,
        figure: row[`figure${i}`] as Json,
        currencies: (row[`currencies${i}`] as string[] | null) ?? [],
      })),
  };
}

/**
 * The records that reckon with these: they reach them by the route's lookups; for sums over children, the parents of those that
 * do. Rows: `id`. An empty path has no statement: the records are the changed ones themselves.
 */
export function dependentsQuery(
  entity: Entity,
  route: Route,
  ids: readonly string[],
  asker: Pick<RowAsker, 'registry' | 'viewer' | 'clock'>,
): Sql {
  const context = emitting({ ...asker, rights: UNRESTRICTED });
  const from = route.kind === 'up' ? entity : asker.registry.entities.get(route.child)!;
  const frame = frameOf(from, context);
  const reach = placeSql(placeOf(route.path, from, asker.registry, UNRESTRICTED), frame, context);
  const wanted =
    route.kind === 'up'
      ? `${frame.alias}.id`
      : placeSql(ownPlace(from, from.fields.get(route.by)!), frame, context);
  return {
    text: `select distinct ${wanted} as id from ${fromSql(frame)} where ${reach} = any(${context.writer.bind([...ids], 'uuid[]')}) and ${frame.alias}.deleted_at is null and ${wanted} is not null`,
    values: context.writer.values,
  };
}

/** The condition that a record's reference names one of these. */
export function among(entity: Entity, field: Field, ids: readonly string[]): FilterNode {
  const list = ids.map((value) => ({ kind: 'value', value, sql: 'uuid' }) as const);
  return { kind: 'in', left: { kind: 'place', place: ownPlace(entity, field) }, list };
}

/** Fields with columns: what a row holds. */
export function storedFields(entity: Entity): readonly Field[] {
  return [...entity.fields.values()].filter((field) => field.columns.length > 0);
}

/** Whether a figure of the field is a number; others (dates) keep the type of what they are taken from. */
export function isNumeric(field: Field): boolean {
  return familyOf(field.columns[0]!.sql) === 'number';
}

/** Removes rows of the recycle bin. One bound value: their ids. */
export function eraseSql(entity: Entity): string {
  return `delete from ${table(entity.table)} where id = any($1::uuid[]) and deleted_at is not null`;
}

// helpers //////////

function ownPlace(entity: Entity, field: Field, column: Column | null = field.columns[0] ?? null): Place {
  return { root: 'record', from: entity, steps: [], entity, field, column };
}

/** What a rollup counts or adds up, of those children that it is about; and in which currencies. */
function figureSql(child: Entity, { key, rollup }: Field, frame: Frame, context: EmitContext) {
  if (!rollup) throw new Error(`${key} is no rollup`);
  const summed = rollup.field === null ? null : child.fields.get(rollup.field)!;
  const column = summed && placeSql(ownPlace(child, summed), frame, context);
  const code = summed?.columns.find((part) => part.suffix === 'currency');
  const where = rollup.where
    ? filterSql(definedFilter(rollup.where, child, context.registry), frame, context)
    : null;
  const among = (...conditions: (string | null)[]) => {
    const all = conditions.filter((condition) => condition !== null);
    return all.length > 0 ? ` filter (where ${all.join(' and ')})` : '';
  };
  return {
    figure: `${column === null ? 'count(*)' : `${rollup.aggregate}(${column})`}${among(where)}`,
    codes: code
      ? `array_agg(distinct ${placeSql(ownPlace(child, summed!, code), frame, context)})${among(`${column} is not null`, where)}`
      : `'{}'::text[]`,
  };
}

function decodeFields(fields: readonly Field[], row: Readonly<Record<string, unknown>>): RowValues {
  const values: Record<string, Json> = {};
  let at = 0;
  for (const field of fields) {
    const cells = field.columns.map(() => (row[`c${at++}`] ?? null) as Json);
    // What is sealed stays as it is stored: only the write path sees it, and never shows it.
    values[field.key] =
      cells[0] === null ? null : field.type.sealed ? cells[0]! : field.type.fromColumns(cells, field);
  }
  return values;
}

function typed(columns: readonly Column[]): string {
  return columns.map((column) => `${name(column.name)} ${column.sql}`).join(', ');
}
