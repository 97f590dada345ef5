/** Filters as SQL conditions. */
import { name } from '../sql.ts';
import { type EmitContext, type Frame, frameOf, fromSql } from './frame.ts';
import type { FilterNode } from './nodes.ts';
import { operatorSql } from './operator-sql.ts';
import { ownedSql } from './owned-sql.ts';
import { UNRESTRICTED } from './place.ts';
import { aliasOf, placeSql } from './place-sql.ts';
import { seeSql } from './rights-sql.ts';
import { scalarSql } from './scalar-sql.ts';
import { sharedSql } from './shared-sql.ts';
import { stageEmptySql } from './stage-sql.ts';

/** The condition as SQL; unknown counts as not met at the top. `negated` is true below an odd number of "not". */
export function filterSql(node: FilterNode, frame: Frame, context: EmitContext, negated = false): string {
  return CONDITIONS[node.kind](node as never, frame, context, negated);
}

// helpers //////////

type Of<K extends FilterNode['kind']> = Extract<FilterNode, { kind: K }>;

const CONDITIONS: {
  readonly [K in FilterNode['kind']]: (
    node: Of<K>,
    frame: Frame,
    context: EmitContext,
    negated: boolean,
  ) => string;
} = {
  all: ({ items }, ...at) => joined(items, 'and', 'true', ...at),
  any: ({ items }, ...at) => joined(items, 'or', 'false', ...at),
  not: ({ item }, frame, context, negated) => `not (${filterSql(item, frame, context, !negated)})`,
  compare: compareSql,
  in: inSql,
  empty: ({ of }, frame, context) =>
    of.kind === 'stage' ? stageEmptySql(of, frame, context) : `${scalarSql(of, frame, context)} is null`,
  true: ({ of }, frame, context) => scalarSql(of, frame, context),
  operator: operatorSql,
  exists: existsSql,
  my_team: ({ of }, frame, context) =>
    `coalesce(${scalarSql(of, frame, context)} = any(${context.writer.bind(context.viewer.teamIds, 'uuid[]')}), false)`,
  owned: ownedSql,
  shared: sharedSql,
  of: ofSql,
  trusted: ({ item }, frame, context, negated) =>
    filterSql(item, frame, { ...context, rights: UNRESTRICTED }, negated),
  ids: ({ ids }, frame, { writer }) => `${frame.alias}.id = any(${writer.bind(ids, 'uuid[]')})`,
};

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
function compareSql(node: Of<'compare'>, frame: Frame, context: EmitContext, negated: boolean): string {
  const left = scalarSql(node.left, frame, context);
  const right = scalarSql(node.right, frame, context);
  if (node.operator === '!=') return `${left} is distinct from ${right}`;
  if (node.operator === '=' && negated) return `${left} is not distinct from ${right}`;
  return `${left} ${node.operator} ${right}`;
}

function inSql(node: Of<'in'>, frame: Frame, context: EmitContext, negated: boolean): string {
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

function existsSql(node: Of<'exists'>, frame: Frame, context: EmitContext): string {
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

function ofSql(node: Of<'of'>, frame: Frame, context: EmitContext): string {
  const reference = placeSql(node.lookup, frame, context);
  const inner = frameOf(node.entity, context);
  const where = filterSql(node.where, inner, context);
  return `exists (select from ${fromSql(inner)} where ${inner.alias}.id = ${reference} and ${where})`;
}
