/**
 * Writes SQL for filters and places. A frame is a row source with its joins; conditions inside children get frames of
 * their own. Where rights narrow what may be read, they stand in the join or around the column, so that a filter, a sort
 * or a sum can't see more than the person may.
 */
import { DateTime } from 'luxon';
import type { StageFacts } from '../fields/field-type.ts';
import { FIELD_TYPES } from '../fields/table.ts';
import type { Column, Entity, Field, Registry } from '../registry/model.ts';
import { literal, name, type SqlWriter, table } from '../sql.ts';
import { familyOf } from './family.ts';
import { type FilterNode, isEverything, type Place, type Scalar, type Shift } from './nodes.ts';
import { type Clock, OPERATORS } from './operators.ts';
import { placeOf, type ReadRights, UNRESTRICTED } from './place.ts';

/** Who asks, as far as SQL needs to know. */
export interface Viewer {
  readonly personId: string | null;
  readonly teamIds: readonly string[];
  /** The person's department and all below it. */
  readonly departmentIds: readonly string[];
  readonly language: string;
}

export interface EmitContext {
  readonly writer: SqlWriter;
  readonly registry: Registry;
  readonly rights: ReadRights;
  readonly viewer: Viewer;
  readonly clock: Clock;
  /** The record a lookup is chosen for, for filters that read `record`. */
  readonly edited?: { readonly entity: Entity; value(field: Field): unknown };
}

export interface Frame {
  readonly entity: Entity;
  readonly alias: string;
  /** Joins in the order they were needed. */
  readonly joins: string[];
  /** Alias by the way from an alias: `seen t0.customer` → `t1`. */
  readonly joined: Map<string, string>;
}

export function frameOf(entity: Entity, context: EmitContext): Frame {
  return { entity, alias: context.writer.alias(), joins: [], joined: new Map() };
}

/** `data."deal" t0 left join …` */
export function fromSql(frame: Frame): string {
  return [`${table(frame.entity.table)} ${frame.alias}`, ...frame.joins].join(' ');
}

/** The condition as SQL; unknown counts as not met at the top. `negated` is true below an odd number of "not". */
export function filterSql(node: FilterNode, frame: Frame, context: EmitContext, negated = false): string {
  switch (node.kind) {
    case 'all':
      return joined(node.items, 'and', 'true', frame, context, negated);
    case 'any':
      return joined(node.items, 'or', 'false', frame, context, negated);
    case 'not':
      return `not (${filterSql(node.item, frame, context, !negated)})`;
    case 'compare':
      return compareSql(node, frame, context, negated);
    case 'in':
      return inSql(node, frame, context, negated);
    case 'empty':
      return node.of.kind === 'stage'
        ? stageEmptySql(node.of, frame, context)
        : `${scalarSql(node.of, frame, context)} is null`;
    case 'true':
      return scalarSql(node.of, frame, context);
    case 'operator':
      return operatorSql(node, frame, context);
    case 'exists':
      return existsSql(node, frame, context);
    case 'my_team':
      return `coalesce(${scalarSql(node.of, frame, context)} = any(${context.writer.bind(context.viewer.teamIds, 'uuid[]')}), false)`;
    case 'owned':
      return ownedSql(node, frame, context);
    case 'of':
      return ofSql(node, frame, context);
    case 'trusted':
      return filterSql(node.item, frame, { ...context, rights: UNRESTRICTED }, negated);
    case 'ids':
      return `${frame.alias}.id = any(${context.writer.bind(node.ids, 'uuid[]')})`;
  }
}

/** The column (or title) of a place, guarded by field rights; joins are added to the frame. */
export function placeSql(place: Place, frame: Frame, context: EmitContext): string {
  if (place.root === 'edited') return editedSql(place, context);
  const alias = place.root === 'me' ? meAlias(place, frame, context) : aliasOf(place.steps, frame, context);
  if (place.field === null) return titleSql(place.entity, alias, frame, context);
  if (!place.column) throw new Error(`${place.entity.key}.${place.field.key} has no column`);
  return guarded(`${alias}.${name(place.column.name)}`, place.entity, place.field, alias, context);
}

export function scalarSql(scalar: Scalar, frame: Frame, context: EmitContext): string {
  const { writer, viewer, clock } = context;
  switch (scalar.kind) {
    case 'place':
      return placeSql(scalar.place, frame, context);
    case 'value':
      return writer.bind(scalar.value, scalar.sql);
    case 'me':
      return writer.bind(viewer.personId, 'uuid');
    case 'now':
      return writer.bind(
        shifted(DateTime.fromMillis(clock.now, { zone: clock.zone }), scalar.shift)
          .toUTC()
          .toISO(),
        INSTANT,
      );
    case 'today': {
      const day = shifted(DateTime.fromMillis(clock.now, { zone: clock.zone }).startOf('day'), scalar.shift);
      return scalar.as === 'date'
        ? writer.bind(day.toISODate(), 'date')
        : writer.bind(day.toUTC().toISO(), INSTANT);
    }
    case 'arithmetic': {
      const right = scalarSql(scalar.right, frame, context);
      // FEEL: a division by zero is null, not an error.
      const safe = scalar.operator === '/' ? `nullif(${right}, 0)` : right;
      return `(${scalarSql(scalar.left, frame, context)}::numeric ${scalar.operator} ${safe}::numeric)`;
    }
    case 'stage':
      return stageSql(scalar.place, scalar.attribute, frame, context);
    case 'text':
      return `${scalar.change}(${scalarSql(scalar.of, frame, context)})`;
  }
}

/** A record's title at an alias, in the person's language; parts that may not be read stay empty. */
export function titleSql(entity: Entity, alias: string, frame: Frame, context: EmitContext): string {
  const parts = entity.title.map((part) => {
    if ('text' in part) return literal(part.text);
    const sql = titlePartSql(part.path, entity, alias, frame, context);
    return sql === null ? literal('') : `coalesce(${sql}, '')`;
  });
  // Parts may have different collations; the whole is text that people sort.
  return `(nullif(btrim(${parts.length ? parts.join(' || ') : "''"}), '') collate "und-x-icu")`;
}

/** The condition under which a record at `alias` may be seen, or null where all may. */
export function seeSql(entity: Entity, alias: string, context: EmitContext): string | null {
  const see = context.rights.see(entity);
  return isEverything(see) ? null : rightSql(see, entity, alias, context);
}

/** A condition of rights about the record at `alias`: what it reads is not limited by the rights themselves. */
export function rightSql(node: FilterNode, entity: Entity, alias: string, context: EmitContext): string {
  const free = { ...context, rights: UNRESTRICTED };
  const frame: Frame = { entity, alias, joins: [], joined: new Map() };
  const sql = filterSql(node, frame, free);
  if (frame.joins.length === 0) return sql;
  const inner = frameOf(entity, free);
  const where = filterSql(node, inner, free);
  return `exists (select from ${fromSql(inner)} where ${inner.alias}.id = ${alias}.id and ${where})`;
}

// helpers //////////

const INSTANT = 'timestamp(3) with time zone';

function joined(
  items: readonly FilterNode[],
  word: 'and' | 'or',
  none: string,
  frame: Frame,
  context: EmitContext,
  negated: boolean,
): string {
  if (items.length === 0) return none;
  return `(${items.map((item) => filterSql(item, frame, context, negated)).join(` ${word} `)})`;
}

/** FEEL: `=` with null on one side is false, never unknown, which matters below a "not" (DMN 1.5 §10.3.2.13). */
function compareSql(
  node: Extract<FilterNode, { kind: 'compare' }>,
  frame: Frame,
  context: EmitContext,
  negated: boolean,
): string {
  const left = scalarSql(node.left, frame, context);
  const right = scalarSql(node.right, frame, context);
  if (node.operator === '!=') return `${left} is distinct from ${right}`;
  if (node.operator === '=' && negated) return `${left} is not distinct from ${right}`;
  return `${left} ${node.operator} ${right}`;
}

function inSql(
  node: Extract<FilterNode, { kind: 'in' }>,
  frame: Frame,
  context: EmitContext,
  negated: boolean,
): string {
  const left = scalarSql(node.left, frame, context);
  const [first] = node.list;
  const plain = node.list.every(
    (item) => item.kind === 'value' && first?.kind === 'value' && item.sql === first.sql,
  );
  const values = node.list.map((item) => (item as { value: string }).value);
  const sql =
    plain && first?.kind === 'value'
      ? `${left} = any(${context.writer.bind(values, `${first.sql}[]`)})`
      : `${left} in (${node.list.map((item) => scalarSql(item, frame, context)).join(', ')})`;
  return negated ? `coalesce(${sql}, false)` : sql;
}

function operatorSql(
  node: Extract<FilterNode, { kind: 'operator' }>,
  frame: Frame,
  context: EmitContext,
): string {
  const { field, column, entity } = node.place;
  const operator = OPERATORS.get(node.key);
  if (!operator?.sql || !field || !column) throw new Error(`the operator ${node.key} has no SQL of its own`);
  const searched = field.type.searchColumn;
  const target =
    searched && column.suffix === '' ? field.columns.find((part) => part.suffix === searched)! : column;
  const tree = treeOf(field, entity, context.registry);
  return operator.sql({
    column: placeSql({ ...node.place, column: target }, frame, context),
    operands:
      operator.takes === 'text' || operator.takes === 'period'
        ? []
        : node.operands.map((operand) => scalarSql(operand, frame, context)),
    raw: node.operands.map((operand) => (operand.kind === 'value' ? operand.value : null)),
    sql: target.sql,
    reads:
      familyOf(target.sql) === 'json' && field.type.search !== 'digits'
        ? 'json'
        : (field.type.search ?? 'text'),
    bind: (value, type) => context.writer.bind(value, type),
    tree,
    clock: context.clock,
  });
}

function treeOf(field: Field, entity: Entity, registry: Registry) {
  const target = registry.entities.get(field.type.refersTo?.(field)?.entities[0] ?? '') ?? entity;
  const parent = [...target.fields.values()].find((candidate) => candidate.type.tree);
  return parent ? { table: table(target.table), parent: name(parent.columns[0]!.name) } : null;
}

function existsSql(
  node: Extract<FilterNode, { kind: 'exists' }>,
  frame: Frame,
  context: EmitContext,
): string {
  const owner = aliasOf(node.place.steps, frame, context);
  const inner = frameOf(node.child, context);
  const conditions = [
    `${inner.alias}.${name(node.by.columns[0]!.name)} = ${owner}.id`,
    `${inner.alias}.deleted_at is null`,
    seeSql(node.child, inner.alias, context),
    node.where ? filterSql(node.where, inner, context) : null,
  ].filter((condition) => condition !== null);
  return `exists (select from ${fromSql(inner)} where ${conditions.join(' and ')})`;
}

function ofSql(node: Extract<FilterNode, { kind: 'of' }>, frame: Frame, context: EmitContext): string {
  const reference = placeSql(node.lookup, frame, context);
  const inner = frameOf(node.entity, context);
  const where = filterSql(node.where, inner, context);
  return `exists (select from ${fromSql(inner)} where ${inner.alias}.id = ${reference} and ${where})`;
}

function ownedSql(node: Extract<FilterNode, { kind: 'owned' }>, frame: Frame, context: EmitContext): string {
  const owner = placeSql(node.owner, frame, context);
  const { writer, viewer, registry } = context;
  if (node.by === 'me') return `${owner} = ${writer.bind(viewer.personId, 'uuid')}`;
  // One array, made once a statement, so that the index on the owner serves; without the cast it would be read as a set of arrays.
  const person = `(select array(${peopleOf(node.by, writer, viewer, registry)}))::uuid[]`;
  return `(${owner} = any(${person}) or ${owner} = ${writer.bind(viewer.personId, 'uuid')})`;
}

/** Ids of the people of the viewer's teams, or of the viewer's departments. */
function peopleOf(
  by: 'teams' | 'departments',
  writer: SqlWriter,
  viewer: Viewer,
  registry: Registry,
): string {
  if (by === 'departments') {
    return `select id from data."user" where department = any(${writer.bind(viewer.departmentIds, 'uuid[]')})`;
  }
  const teams = writer.bind(viewer.teamIds, 'uuid[]');
  const main = `select id from data."user" where team = any(${teams})`;
  const further = registry.entities.get('user_teams');
  return further
    ? `${main} union select "user" from ${table(further.table)} where team = any(${teams}) and deleted_at is null`
    : main;
}

function stageSql(
  place: Place,
  attribute: 'key' | 'probability' | 'outcome',
  frame: Frame,
  context: EmitContext,
): string {
  const column = placeSql(place, frame, context);
  if (attribute === 'key') return column;
  const stages: readonly StageFacts[] = place.field?.type.stages?.(place.field).stages ?? [];
  const known = stages.filter((stage) => stage[attribute] !== null);
  const type = attribute === 'probability' ? 'numeric' : 'text';
  if (known.length === 0) return `null::${type}`;
  const cases = known.map(
    (stage) => `when ${literal(stage.key)} then ${literal(String(stage[attribute]))}::${type}`,
  );
  return `(case ${column} ${cases.join(' ')} end)`;
}

/** Stages that say nothing of it: told by their keys, whose share of the records PostgreSQL knows. */
function stageEmptySql(
  { place, attribute }: Extract<Scalar, { kind: 'stage' }>,
  frame: Frame,
  context: EmitContext,
): string {
  const column = placeSql(place, frame, context);
  const stages: readonly StageFacts[] = place.field?.type.stages?.(place.field).stages ?? [];
  const saying = stages.filter((stage) => stage[attribute] !== null).map(({ key }) => literal(key));
  if (attribute === 'key') return `${column} is null`;
  if (saying.length === 0) return 'true';
  return `(${column} is null or ${column} not in (${saying.join(', ')}))`;
}

/** Adds the joins of a way of lookups; the alias at its end. A record that may not be seen joins as if there were none. */
function aliasOf(steps: readonly Field[], frame: Frame, context: EmitContext): string {
  let alias = frame.alias;
  let entity = frame.entity;
  let key = `${context.rights === UNRESTRICTED ? 'free' : 'seen'} ${alias}`;
  for (const step of steps) {
    key += `.${step.key}`;
    const target = context.registry.entities.get(step.type.refersTo!(step)!.entities[0]!)!;
    let next = frame.joined.get(key);
    if (!next) {
      next = context.writer.alias();
      const reference = guarded(`${alias}.${name(step.columns[0]!.name)}`, entity, step, alias, context);
      const see = seeSql(target, next, context);
      frame.joins.push(
        `left join ${table(target.table)} ${next} on ${next}.id = ${reference}${see ? ` and ${see}` : ''}`,
      );
      frame.joined.set(key, next);
    }
    alias = next;
    entity = target;
  }
  return alias;
}

/** The person's own record, for `me.department`; a person always reads the own record. */
function meAlias(place: Place, frame: Frame, context: EmitContext): string {
  let alias = frame.joined.get('me');
  if (!alias) {
    alias = context.writer.alias();
    frame.joins.push(
      `left join data."user" ${alias} on ${alias}.id = ${context.writer.bind(context.viewer.personId, 'uuid')}`,
    );
    frame.joined.set('me', alias);
  }
  if (place.steps.length === 0) return alias;
  return aliasOf(place.steps, { ...frame, entity: place.from, alias }, { ...context, rights: UNRESTRICTED });
}

function editedSql(place: Place, context: EmitContext): string {
  const { edited } = context;
  if (!edited || !place.column) throw new Error('a filter reads "record" where no record is edited');
  const [first, ...rest] = [...place.steps, place.field!];
  const value = edited.value(first!) as string | null;
  if (rest.length === 0) return context.writer.bind(value, place.column.sql);
  const start = context.registry.entities.get(first!.type.refersTo!(first!)!.entities[0]!)!;
  const inner = frameOf(start, context);
  const free = { ...context, rights: UNRESTRICTED };
  const column = placeSql(
    { ...place, root: 'record', from: start, steps: place.steps.slice(1) },
    inner,
    free,
  );
  return `(select ${column} from ${fromSql(inner)} where ${inner.alias}.id = ${context.writer.bind(value, 'uuid')})`;
}

/** Null in records where the field may not be read. */
function guarded(column: string, entity: Entity, field: Field, alias: string, context: EmitContext): string {
  const right = context.rights.field(entity, field);
  if (right === 'open') return column;
  if (right === 'hidden') throw new Error(`${entity.key}.${field.key} may not be read`);
  return `(case when ${rightSql(right, entity, alias, context)} then ${column} end)`;
}

function titlePartSql(
  path: readonly string[],
  entity: Entity,
  alias: string,
  frame: Frame,
  context: EmitContext,
): string | null {
  // The part may be hidden from this person; then the title does without it.
  let place: Place;
  try {
    place = placeOf(path, entity, context.registry, context.rights);
  } catch {
    return null;
  }
  const own: Frame = { ...frame, entity, alias };
  const target = place.field?.type.refersTo?.(place.field)?.entities ?? [];
  if (target.length === 1 && place.field) {
    const steps = [...place.steps, place.field];
    place = {
      ...place,
      steps,
      entity: context.registry.entities.get(target[0]!)!,
      field: null,
      column: null,
    };
    if (place.entity === entity) return null; // a tree would spell out all its ancestors
  }
  const sql = placeSql(place, own, context);
  if (place.field === null) return sql;
  return textSql(sql, place.field, place.column!, context.viewer.language);
}

function textSql(column: string, field: Field, part: Column, language: string): string {
  const type = part.suffix === '' ? field.type : FIELD_TYPES.get(part.as ?? 'text')!;
  if (type.labelSql && part.suffix === '') return type.labelSql(column, field, language, literal);
  const family = familyOf(part.sql);
  if (family === 'text') return column;
  return part.sql.startsWith('numeric') ? `trim_scale(${column})::text` : `${column}::text`;
}

function shifted(time: DateTime, { months, seconds }: Shift): DateTime {
  const days = Math.trunc(seconds / 86_400);
  return time.plus({ months, days, seconds: seconds - days * 86_400 });
}
