/**
 * Rollups: `sum(lines.total)`, `count(lines)`, `max(lines[done].due)`. The text is FEEL in a subset that becomes one SQL
 * aggregate: a function over a children field, maybe filtered, and a field of the child.
 */
import type { Compiled, FunctionSignature, Node } from '../expression.ts';
import { meant } from '../expressions/sentences.ts';
import type { Said } from '../said.ts';
import { say } from './calculation-sentences.ts';
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

const FORM = say('rollup_form');

export type RollupResult =
  | { readonly ok: true; readonly rollup: Rollup }
  | { readonly ok: false; readonly why: Said };

export function parseRollup(
  source: string,
  entity: TypedEntity,
  entities: ReadonlyMap<string, TypedEntity>,
): RollupResult {
  const compiled = compileAbout(source, entity, entities, {}, { functions: AVERAGE });
  if (!compiled.ok) return refuse(compiled.problems[0]!);
  const call = compiled.compiled.ast;
  if (call?.kind !== 'call' || call.callee.kind !== 'name' || call.arguments.length !== 1)
    return refuse(FORM);
  const aggregate = AGGREGATES[call.callee.name];
  if (!aggregate) return refuse(say('rollup_function', { name: call.callee.name, form: FORM }));

  let node = call.arguments[0]!;
  const field = node.kind === 'path' ? node.name : null;
  if (node.kind === 'path') node = node.target;
  const test = node.kind === 'filter' ? node.test : null;
  if (node.kind === 'filter') node = node.target;
  if (node.kind !== 'name') return refuse(FORM);

  const children = entity.fields.get(node.name);
  const holders = children?.type.holders?.(children);
  if (!holders) return refuse(say('rollup_no_children', { name: node.name }));
  const child = entities.get(holders.entity);
  if (!child) return refuse(say('rollup_no_entity', { name: holders.entity }));
  return whole(aggregate, node.name, field, test, source, child, entities);
}

// helpers //////////

function refuse(why: Said): RollupResult {
  return { ok: false, why };
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
  if (aggregate === 'count' && field !== null) return refuse(say('rollup_count', { children }));
  if (aggregate !== 'count' && field === null)
    return refuse(say('rollup_needs_field', { function: aggregate, children }));
  if (field !== null) {
    const summed = child.fields.get(field);
    if (!summed)
      return refuse(
        say('rollup_no_field', { entity: child.key, name: field, hint: meant(field, child.fields.keys()) }),
      );
    if (aggregate !== 'count' && !summed.type.aggregates.includes(aggregate))
      return refuse(
        say('rollup_type', {
          entity: child.key,
          name: field,
          type: summed.type.key,
          function: aggregate,
        }),
      );
  }
  let where: Compiled | null = null;
  if (test) {
    const condition = compileAbout(source.slice(test.start, test.end), child, entities);
    if (!condition.ok) return refuse(condition.problems[0]!);
    where = condition.compiled;
  }
  const known = readableTypes(child);
  const reads = (where?.reads ?? []).filter(([name]) => name !== undefined && Object.hasOwn(known, name));
  return { ok: true, rollup: { aggregate, children, field, where, reads } };
}
