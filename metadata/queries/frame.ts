/** What SQL of filters is written with, and frames: a row source with its joins; conditions inside children get frames of their own. */
import type { Entity, Field, Registry } from '../registry/model.ts';
import { type SqlWriter, table } from '../sql.ts';
import type { FilterNode } from './nodes.ts';
import type { Clock } from './operators.ts';
import type { ReadRights } from './place.ts';

/** Who asks, as far as SQL needs to know. */
export interface Viewer {
  readonly personId: string | null;
  readonly teamIds: readonly string[];
  /** The person's department and all below it. */
  readonly departmentIds: readonly string[];
  /** Keys of roles, as records are shared with them. */
  readonly roles?: readonly string[];
  readonly language: string;
}

export interface EmitContext {
  readonly writer: SqlWriter;
  readonly registry: Registry;
  readonly rights: ReadRights;
  readonly viewer: Viewer;
  readonly clock: Clock;
  /** `filterSql`: rights within columns and joins are conditions again. */
  readonly condition: (node: FilterNode, frame: Frame, context: EmitContext) => string;
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
