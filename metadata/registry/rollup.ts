/**
 * Rollups: `sum(lines.total)`, `count(lines)`, `max(lines[done].due)`. The text is FEEL in a subset that becomes one SQL
 * aggregate: a function over a children field, maybe filtered, and a field of the child.
 */
import type { Compiled, FunctionSignature, Node } from '../expression.ts';
import { hint } from '../nearest.ts';
import type { Rollup } from './model.ts';
import { compileAbout, readableTypes, type TypedEntity } from './typing.ts';

const AGGREGATES: Readonly<Record<string, Rollup['aggregate']>> = {
  sum: 'sum',
  count: 'count',
  min: 'min',
  max: 'max',
  mean: 'avg',
  avg: 'avg',
};

/** The word people use; FEEL's own is mean. */
export const AVERAGE: Readonly<Record<string, FunctionSignature>> = {
  avg: { parameters: [{ name: 'list', type: { kind: 'any' } }], result: { kind: 'number' } },
};

const FORM =
  'Expected sum(lines.amount), count(lines), min, max or avg, with a condition as in sum(lines[amount > 0].amount).';

export type RollupResult =
  | { readonly ok: true; readonly rollup: Rollup }
  | { readonly ok: false; readonly message: string };

export function parseRollup(
  source: string,
  entity: TypedEntity,
  entities: ReadonlyMap<string, TypedEntity>,
): RollupResult {
  const compiled = compileAbout(source, entity, entities, {}, { functions: AVERAGE });
  if (!compiled.ok) return refuse(compiled.problems[0]?.message ?? FORM);
  const call = compiled.compiled.ast;
  if (call?.kind !== 'call' || call.callee.kind !== 'name' || call.arguments.length !== 1)
    return refuse(FORM);
  const aggregate = AGGREGATES[call.callee.name];
  if (!aggregate) return refuse(`A rollup can not use "${call.callee.name}". ${FORM}`);

  let node = call.arguments[0]!;
  const field = node.kind === 'path' ? node.name : null;
  if (node.kind === 'path') node = node.target;
  const test = node.kind === 'filter' ? node.test : null;
  if (node.kind === 'filter') node = node.target;
  if (node.kind !== 'name') return refuse(FORM);

  const children = entity.fields.get(node.name);
  const holders = children?.type.holders?.(children);
  if (!holders)
    return refuse(`"${node.name}" holds no records to add up; a rollup needs a field of type children.`);
  const child = entities.get(holders.entity);
  if (!child) return refuse(`The entity "${holders.entity}" does not exist.`);
  return whole(aggregate, node.name, field, test, source, child, entities);
}

// helpers //////////

function refuse(message: string): RollupResult {
  return { ok: false, message };
}

function whole(
  aggregate: Rollup['aggregate'],
  children: string,
  field: string | null,
  test: Node | null,
  source: string,
  child: TypedEntity,
  entities: ReadonlyMap<string, TypedEntity>,
): RollupResult {
  if (aggregate === 'count' && field !== null)
    return refuse(`count takes the records themselves: count(${children}).`);
  if (aggregate !== 'count' && field === null)
    return refuse(`${aggregate} needs a field of the child: ${aggregate}(${children}.amount).`);
  if (field !== null) {
    const summed = child.fields.get(field);
    if (!summed) return refuse(`${child.key} has no field "${field}".${hint(field, child.fields.keys())}`);
    if (aggregate !== 'count' && !summed.type.aggregates.includes(aggregate))
      return refuse(`${child.key}.${field} is of type ${summed.type.key}, which has no ${aggregate}.`);
  }
  let where: Compiled | null = null;
  if (test) {
    const condition = compileAbout(source.slice(test.start, test.end), child, entities);
    if (!condition.ok) return refuse(condition.problems[0]?.message ?? FORM);
    where = condition.compiled;
  }
  const known = readableTypes(child);
  const reads = (where?.reads ?? []).filter(([name]) => name !== undefined && Object.hasOwn(known, name));
  return { ok: true, rollup: { aggregate, children, field, where, reads } };
}
