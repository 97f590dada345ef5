/** Conditions about children and links in FEEL filters: some, every, count, list contains. */

import type { Node } from '../expression.ts';
import type { Entity } from '../registry/model.ts';
import { familyOf } from './family.ts';
import { NotSql, placed, type Reading, SIMPLE } from './feel-reading.ts';
import { scalar } from './feel-scalar.ts';
import { say } from './filter-sentences.ts';
import type { Comparison, FilterNode, Place } from './nodes.ts';
import { placeOf } from './place.ts';

/** How a condition within is read. */
export type ReadCondition = (node: Node, reading: Reading) => FilterNode;

/** `some line in lines satisfies line.quantity > 1`; every is "none that does not". */
export function quantified(
  node: Extract<Node, { kind: 'quantified' }>,
  reading: Reading,
  condition: ReadCondition,
): FilterNode {
  const [iterator, ...more] = node.iterators;
  const place = iterator && placed(iterator.source, reading);
  if (!place || more.length > 0) throw new NotSql(node, say('filter_quantified'), say('do_name_children'));
  const child = childOf(place, iterator.source, reading);
  const inner = { ...reading, entity: child, own: iterator.name };
  const where = condition(node.condition, inner);
  return node.quantifier === 'some'
    ? exists(place, where, reading)
    : { kind: 'not', item: exists(place, { kind: 'not', item: where }, reading) };
}

/** `count(lines)` or `count(lines[…])`. */
export function counted(node: Node, reading: Reading, condition: ReadCondition): FilterNode | null {
  if (node.kind !== 'call' || node.callee.kind !== 'name' || node.callee.name !== 'count') return null;
  const list = node.arguments[0]!;
  const source = list.kind === 'filter' ? list.target : list;
  const place = placed(source, reading);
  if (!place) throw new NotSql(node, say('filter_here', { name: 'count' }), say('do_take_children'));
  const child = childOf(place, source, reading);
  const where =
    list.kind === 'filter' ? condition(list.test, { ...reading, entity: child, own: 'item' }) : null;
  return exists(place, where, reading);
}

/** Only "some" and "none" of children are asked for in a filter; a rollup counts them. */
export function countCondition(some: FilterNode, operator: Comparison, right: Node): FilterNode {
  const number = right.kind === 'number' ? right.value.toNumber() : null;
  const text = `${operator} ${number}`;
  if (['> 0', '>= 1', '!= 0'].includes(text)) return some;
  if (['= 0', '< 1', '<= 0'].includes(text)) return { kind: 'not', item: some };
  throw new NotSql(right, say('filter_count', { text }), say('do_count'));
}

export function listContains(list: Node, item: Node, reading: Reading): FilterNode {
  if (isMyTeams(list)) return { kind: 'my_team', of: scalar(item, reading) };
  const place = placed(list, reading);
  const holders = place?.field?.type.holders?.(place.field);
  if (place && holders?.made) {
    const link = reading.registry.entities.get(holders.entity);
    const target = link && placeOf([holders.made.target], link, reading.registry, reading.rights);
    if (!target) throw new NotSql(list, say('filter_list'), SIMPLE);
    const where: FilterNode = {
      kind: 'compare',
      operator: '=',
      left: { kind: 'place', place: target },
      right: scalar(item, reading),
    };
    return exists(place, where, reading);
  }
  const value = scalar(item, reading);
  if (!place?.column || familyOf(place.column.sql) !== 'list' || value.kind !== 'value')
    throw new NotSql(list, say('filter_here', { name: 'list contains' }), say('do_take_several'));
  return {
    kind: 'operator',
    key: 'has_any',
    place,
    operands: [{ ...value, value: [value.value], sql: place.column.sql }],
  };
}

/** `me.teams` */
export function isMyTeams(node: Node): boolean {
  return (
    node.kind === 'path' && node.name === 'teams' && node.target.kind === 'name' && node.target.name === 'me'
  );
}

/** Some child meets the condition; null: there is one. */
export function exists(place: Place, where: FilterNode | null, reading: Reading): FilterNode {
  const child = childOf(place, { kind: 'null', start: 0, end: 0 }, reading);
  return { kind: 'exists', place, child, by: child.fields.get(place.field!.by!)!, where };
}

// helpers //////////

function childOf(place: Place, node: Node, reading: Reading): Entity {
  const holders = place.field?.type.holders?.(place.field);
  const child = holders && reading.registry.entities.get(holders.entity);
  if (!child) throw new NotSql(node, say('filter_as_list'), say('do_take_holder'));
  return child;
}
