/**
 * FEEL → filter, for the subset that becomes SQL: views, rights, rollups and choices of lookups are written in it. What can
 * not become SQL is refused with a sentence where it is written. The text has passed the type check already.
 */
import type { Compiled, ExpressionProblem, Node } from '../expression.ts';
import type { Entity, Registry } from '../registry/model.ts';
import { countCondition, counted, exists, isMyTeams, listContains, quantified } from './feel-children.ts';
import { agreeing } from './feel-comparison.ts';
import { NotSql, placed, type Reading, SIMPLE } from './feel-reading.ts';
import { scalar } from './feel-scalar.ts';
import { say } from './filter-sentences.ts';
import { all, any, type Comparison, EVERYTHING, type FilterNode, NOTHING, type Scalar } from './nodes.ts';
import { isPeriod, PERIOD_WORDS } from './periods.ts';
import { QueryMistake, type ReadRights, UNRESTRICTED } from './place.ts';

export type FeelFilter =
  | { readonly ok: true; readonly node: FilterNode }
  | ({ readonly ok: false } & ExpressionProblem);

/** @param edited the entity of `record` in filters of lookups */
export function feelFilter(
  compiled: Pick<Compiled, 'ast'>,
  entity: Entity,
  registry: Pick<Registry, 'entities'>,
  rights: ReadRights = UNRESTRICTED,
  edited: Entity | null = null,
): FeelFilter {
  try {
    return { ok: true, node: condition(compiled.ast!, { entity, registry, rights, edited, own: null }) };
  } catch (mistake) {
    if (mistake instanceof NotSql) return { ok: false, ...mistake.said, ...mistake.span };
    if (mistake instanceof QueryMistake) return { ok: false, ...mistake.said, start: 0, end: 0 };
    throw mistake;
  }
}

// helpers //////////

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>;

/** What each kind of expression is as a condition; a kind that is not listed can't become SQL. */
const CONDITIONS: { readonly [K in Node['kind']]?: (node: Of<K>, reading: Reading) => FilterNode } = {
  boolean: ({ value }) => (value ? EVERYTHING : NOTHING),
  logic: ({ operator, operands }, reading) =>
    (operator === 'and' ? all : any)(operands.map((operand) => condition(operand, reading))),
  comparison: ({ operator, left, right }, reading) => comparison(operator, left, right, reading),
  between: ({ value, low, high }, reading) =>
    all([comparison('>=', value, low, reading), comparison('<=', value, high, reading)]),
  in: ({ value, tests }, reading) => any(tests.map((test) => membership(value, test, reading))),
  quantified: (node, reading) => quantified(node, reading, condition),
  call: called,
  name: yesOrNo,
  path: yesOrNo,
};

function condition(node: Node, reading: Reading): FilterNode {
  const read = CONDITIONS[node.kind];
  if (!read) throw new NotSql(node, say('filter_kind', { kind: node.kind }), SIMPLE);
  return read(node as never, reading);
}

function yesOrNo(node: Node, reading: Reading): FilterNode {
  const of = scalar(node, reading);
  if (of.kind !== 'place' || of.place.column?.sql !== 'boolean')
    throw new NotSql(node, say('filter_as_condition'), say('do_compare'));
  return { kind: 'true', of };
}

function comparison(operator: Comparison, left: Node, right: Node, reading: Reading): FilterNode {
  if (left.kind === 'null') return comparison(FLIPPED[operator], right, left, reading);
  if (right.kind === 'null') return emptiness(operator, left, reading);
  const some = counted(left, reading, condition);
  if (some) return countCondition(some, operator, right);
  const [a, b] = agreeing(scalar(left, reading), scalar(right, reading), left, right);
  return { kind: 'compare', operator, left: a, right: b };
}

const FLIPPED: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function emptiness(operator: Comparison, node: Node, reading: Reading): FilterNode {
  if (operator !== '=' && operator !== '!=')
    throw new NotSql(node, say('filter_null', { operator }), say('do_null'));
  const place = placed(node, reading);
  const holders = place?.field?.type.holders?.(place.field);
  const empty: FilterNode = holders
    ? { kind: 'not', item: exists(place!, null, reading) }
    : { kind: 'empty', of: scalar(node, reading) };
  return operator === '=' ? empty : { kind: 'not', item: empty };
}

/** `value in test`: a list, a range, a comparison, or a list of the person's. */
function membership(value: Node, test: Node, reading: Reading): FilterNode {
  if (test.kind === 'list') return any(test.items.map((item) => membership(value, item, reading)));
  if (test.kind === 'unary') return comparison(test.operator, value, test.operand, reading);
  if (test.kind === 'range') {
    const low =
      test.low.kind === 'null'
        ? EVERYTHING
        : comparison(test.lowIncluded ? '>=' : '>', value, test.low, reading);
    const high =
      test.high.kind === 'null'
        ? EVERYTHING
        : comparison(test.highIncluded ? '<=' : '<', value, test.high, reading);
    return all([low, high]);
  }
  return isMyTeams(test)
    ? { kind: 'my_team', of: scalar(value, reading) }
    : comparison('=', value, test, reading);
}

type Call = Of<'call'>;

/** The functions that can be conditions, by name; null where the arguments are not those it takes. */
const CALLS = new Map<string, (node: Call, reading: Reading) => FilterNode | null>([
  [
    'not',
    ({ arguments: [item] }, reading) => (item ? { kind: 'not', item: condition(item, reading) } : null),
  ],
  ['list contains', withTwo(listContains)],
  ['within', withTwo(inPeriod)],
  ['contains', withTwo(textCondition('contains', 'contains'))],
  ['starts with', withTwo(textCondition('starts with', 'starts_with'))],
  ['ends with', withTwo(textCondition('ends with', 'ends_with'))],
]);

function called(node: Call, reading: Reading): FilterNode {
  const name = node.callee.kind === 'name' ? node.callee.name : '';
  const found = CALLS.get(name)?.(node, reading);
  if (found) return found;
  throw new NotSql(node, name ? say('filter_function', { name }) : say('filter_call'), SIMPLE);
}

type OfTwo = (first: Node, second: Node, reading: Reading, call: Call) => FilterNode;

function withTwo(read: OfTwo): (node: Call, reading: Reading) => FilterNode | null {
  return (node, reading) => {
    const [first, second] = node.arguments;
    return first && second ? read(first, second, reading, node) : null;
  };
}

/** @param key of the operator */
function textCondition(name: string, key: string): OfTwo {
  return (text, part, reading, call) => {
    const place = placed(text, reading);
    if (!place?.column || !place.field?.type.operators.includes(key) || part.kind !== 'string')
      throw new NotSql(call, say('filter_here', { name }), say('do_take_text'));
    return { kind: 'operator', key, place, operands: [{ kind: 'value', value: part.value, sql: 'text' }] };
  };
}

function inPeriod(date: Node, period: Node, reading: Reading): FilterNode {
  const place = placed(date, reading);
  if (!place?.column || !place.field?.type.operators.includes('within'))
    throw new NotSql(date, say('filter_here', { name: 'within' }), say('do_take_date'));
  if (period.kind !== 'string' || !isPeriod(period.value))
    throw new NotSql(period, say('filter_period'), say('do_within', { periods: PERIOD_WORDS }));
  const operand: Scalar = { kind: 'value', value: period.value, sql: 'text' };
  return { kind: 'operator', key: 'within', place, operands: [operand] };
}
