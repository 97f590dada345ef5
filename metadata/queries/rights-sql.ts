/**
 * Rights as SQL. They stand in the join or around the column, so that a filter, a sort or a sum can't see more than the person may.
 */
import type { Entity, Field } from '../registry/model.ts';
import { type EmitContext, type Frame, frameOf, fromSql } from './frame.ts';
import { type FilterNode, isEverything } from './nodes.ts';
import { UNRESTRICTED } from './place.ts';

/** The condition under which a record at `alias` may be seen, or null where all may. */
export function seeSql(entity: Entity, alias: string, context: EmitContext): string | null {
  const see = context.rights.see(entity);
  return isEverything(see) ? null : rightSql(see, entity, alias, context);
}

/** A condition of rights about the record at `alias`: what it reads is not limited by the rights themselves. */
export function rightSql(node: FilterNode, entity: Entity, alias: string, context: EmitContext): string {
  const free = { ...context, rights: UNRESTRICTED };
  const frame: Frame = { entity, alias, joins: [], joined: new Map() };
  const sql = context.condition(node, frame, free);
  if (frame.joins.length === 0) return sql;
  const inner = frameOf(entity, free);
  const where = context.condition(node, inner, free);
  return `exists (select from ${fromSql(inner)} where ${inner.alias}.id = ${alias}.id and ${where})`;
}

/** Null in records where the field may not be read. */
export function guarded(
  column: string,
  entity: Entity,
  field: Field,
  alias: string,
  context: EmitContext,
): string {
  const right = context.rights.field(entity, field);
  if (right === 'open') return column;
  if (right === 'hidden') throw new Error(`${entity.key}.${field.key} may not be read`);
  return `(case when ${rightSql(right, entity, alias, context)} then ${column} end)`;
}
