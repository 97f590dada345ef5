/**
 * FEEL → filter, for the subset that becomes SQL: views, rights, rollups and choices of lookups are written in it. What can
 * not become SQL is refused with a sentence where it is written. The text has passed the type check already.
 */
import type { Compiled, Node } from '../expression.ts';
import {
  formatDate,
  formatDateTime,
  formatTime,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
} from '../expressions/temporal-text.ts';
import type { Entity, Registry } from '../registry/model.ts';
import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration, type Value } from '../value.ts';
import { castBeside, familyOf } from './family.ts';
import {
  all,
  any,
  type Comparison,
  EVERYTHING,
  type FilterNode,
  NO_SHIFT,
  NOTHING,
  type Place,
  type Scalar,
  type Shift,
} from './nodes.ts';
import { isPeriod, PERIOD_WORDS } from './periods.ts';
import { placeOf, QueryMistake, type ReadRights, UNRESTRICTED } from './place.ts';

export type FeelFilter =
  | { readonly ok: true; readonly node: FilterNode }
  | { readonly ok: false; readonly message: string; readonly start: number; readonly end: number };

interface Reading {
  readonly entity: Entity;
  readonly registry: Pick<Registry, 'entities'>;
  readonly rights: ReadRights;
  /** Entity of `record`, where a lookup is chosen for one. */
  readonly edited: Entity | null;
  /** The name a quantified expression or filter gives the record. */
  readonly own: string | null;
}

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
    if (mistake instanceof NotSql) return { ok: false, message: mistake.message, ...mistake.span };
    if (mistake instanceof QueryMistake) return { ok: false, message: mistake.message, start: 0, end: 0 };
    throw mistake;
  }
}

// helpers //////////

class NotSql extends Error {
  readonly span: { readonly start: number; readonly end: number };
  constructor(node: Node, what: string, advice: string) {
    super(`A filter can not use ${what}; ${advice}.`);
    this.span = { start: node.start, end: node.end };
  }
}

const SIMPLE = 'compare fields with values, joined by and, or, not';

function condition(node: Node, reading: Reading): FilterNode {
  switch (node.kind) {
    case 'boolean':
      return node.value ? EVERYTHING : NOTHING;
    case 'logic':
      return (node.operator === 'and' ? all : any)(
        node.operands.map((operand) => condition(operand, reading)),
      );
    case 'comparison':
      return comparison(node.operator, node.left, node.right, reading);
    case 'between':
      return all([
        comparison('>=', node.value, node.low, reading),
        comparison('<=', node.value, node.high, reading),
      ]);
    case 'in':
      return any(node.tests.map((test) => membership(node.value, test, reading)));
    case 'quantified':
      return quantified(node, reading);
    case 'call':
      return called(node, reading);
    case 'name':
    case 'path': {
      const of = scalar(node, reading);
      if (of.kind !== 'place' || of.place.column?.sql !== 'boolean')
        throw new NotSql(node, 'this as a condition', 'compare it with a value');
      return { kind: 'true', of };
    }
    default:
      throw new NotSql(node, `an expression of this kind (${node.kind})`, SIMPLE);
  }
}

function comparison(operator: Comparison, left: Node, right: Node, reading: Reading): FilterNode {
  if (left.kind === 'null') return comparison(FLIPPED[operator], right, left, reading);
  if (right.kind === 'null') return emptiness(operator, left, reading);
  const count = counted(left, reading);
  if (count) return countCondition(count, operator, right);
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
    throw new NotSql(node, `"${operator} null"`, 'write = null or != null');
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

function called(node: Extract<Node, { kind: 'call' }>, reading: Reading): FilterNode {
  const name = node.callee.kind === 'name' ? node.callee.name : '';
  const [first, second] = node.arguments;
  if (name === 'not' && first) return { kind: 'not', item: condition(first, reading) };
  if (name === 'list contains' && first && second) return listContains(first, second, reading);
  if (name === 'within' && first && second) return inPeriod(first, second, reading);
  const key = { contains: 'contains', 'starts with': 'starts_with', 'ends with': 'ends_with' }[name];
  if (key && first && second) {
    const place = placed(first, reading);
    const text = second.kind === 'string' ? second.value : null;
    if (!place?.column || !place.field?.type.operators.includes(key) || text === null)
      throw new NotSql(node, `"${name}" here`, 'it takes a text field and a text in quotes');
    return { kind: 'operator', key, place, operands: [{ kind: 'value', value: text, sql: 'text' }] };
  }
  throw new NotSql(node, name ? `the function "${name}"` : 'a call', SIMPLE);
}

function inPeriod(date: Node, period: Node, reading: Reading): FilterNode {
  const place = placed(date, reading);
  if (!place?.column || !place.field?.type.operators.includes('within'))
    throw new NotSql(date, '"within" here', 'it takes a field with a date');
  if (period.kind !== 'string' || !isPeriod(period.value))
    throw new NotSql(period, 'this period', `within takes one of ${PERIOD_WORDS}, in quotes`);
  const operand: Scalar = { kind: 'value', value: period.value, sql: 'text' };
  return { kind: 'operator', key: 'within', place, operands: [operand] };
}

function listContains(list: Node, item: Node, reading: Reading): FilterNode {
  if (isMyTeams(list)) return { kind: 'my_team', of: scalar(item, reading) };
  const place = placed(list, reading);
  const holders = place?.field?.type.holders?.(place.field);
  if (place && holders?.made) {
    const link = reading.registry.entities.get(holders.entity);
    const target = link && placeOf([holders.made.target], link, reading.registry, reading.rights);
    if (!target) throw new NotSql(list, 'this list', SIMPLE);
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
    throw new NotSql(list, '"list contains" here', 'it takes a field with several values, or me.teams');
  return {
    kind: 'operator',
    key: 'has_any',
    place,
    operands: [{ ...value, value: [value.value], sql: place.column.sql }],
  };
}

function isMyTeams(node: Node): boolean {
  return (
    node.kind === 'path' && node.name === 'teams' && node.target.kind === 'name' && node.target.name === 'me'
  );
}

/** `some line in lines satisfies line.quantity > 1`; every is "none that does not". */
function quantified(node: Extract<Node, { kind: 'quantified' }>, reading: Reading): FilterNode {
  const [iterator, ...more] = node.iterators;
  const place = iterator && placed(iterator.source, reading);
  if (!place || more.length > 0)
    throw new NotSql(node, 'this quantified expression', 'name one list of children');
  const child = childOf(place, iterator.source, reading);
  const inner = { ...reading, entity: child, own: iterator.name };
  const where = condition(node.condition, inner);
  return node.quantifier === 'some'
    ? exists(place, where, reading)
    : { kind: 'not', item: exists(place, { kind: 'not', item: where }, reading) };
}

interface Count {
  readonly exists: FilterNode;
}

/** `count(lines)` or `count(lines[…])`. */
function counted(node: Node, reading: Reading): Count | null {
  if (node.kind !== 'call' || node.callee.kind !== 'name' || node.callee.name !== 'count') return null;
  const list = node.arguments[0]!;
  const source = list.kind === 'filter' ? list.target : list;
  const place = placed(source, reading);
  if (!place) throw new NotSql(node, 'count here', 'it takes a list of children');
  const child = childOf(place, source, reading);
  const where =
    list.kind === 'filter' ? condition(list.test, { ...reading, entity: child, own: 'item' }) : null;
  return { exists: exists(place, where, reading) };
}

/** Only "some" and "none" of children are asked for in a filter; a rollup counts them. */
function countCondition(count: Count, operator: Comparison, right: Node): FilterNode {
  const number = right.kind === 'number' ? right.value.toNumber() : null;
  const text = `${operator} ${number}`;
  if (['> 0', '>= 1', '!= 0'].includes(text)) return count.exists;
  if (['= 0', '< 1', '<= 0'].includes(text)) return { kind: 'not', item: count.exists };
  throw new NotSql(
    right,
    `count compared by "${text}"`,
    'only > 0 and = 0 will do; add a rollup field to compare numbers',
  );
}

function childOf(place: Place, node: Node, reading: Reading): Entity {
  const holders = place.field?.type.holders?.(place.field);
  const child = holders && reading.registry.entities.get(holders.entity);
  if (!child) throw new NotSql(node, 'this as a list', 'it takes a field of type children or links');
  return child;
}

function exists(place: Place, where: FilterNode | null, reading: Reading): FilterNode {
  const child = childOf(place, { kind: 'null', start: 0, end: 0 }, reading);
  return { kind: 'exists', place, child, by: child.fields.get(place.field!.by!)!, where };
}

/** The place a name or path stands for; null when it is something else. */
function placed(node: Node, reading: Reading): Place | null {
  const path = pathOf(node);
  if (!path) return null;
  const { entity, registry, rights, edited, own } = reading;
  const [first, ...rest] = path;
  if (own !== null && first === own) return rest.length ? placeOf(rest, entity, registry, rights) : null;
  if (first === 'me') {
    const user = registry.entities.get('user');
    return user && rest.length ? placeOf(rest, user, registry, UNRESTRICTED, 'me') : null;
  }
  if (first === 'record' && edited)
    return rest.length ? placeOf(rest, edited, registry, UNRESTRICTED, 'edited') : null;
  return placeOf(path, entity, registry, rights);
}

function pathOf(node: Node): string[] | null {
  if (node.kind === 'name') return [node.name];
  if (node.kind !== 'path') return null;
  const target = pathOf(node.target);
  return target && [...target, node.name];
}

function scalar(node: Node, reading: Reading): Scalar {
  switch (node.kind) {
    case 'number':
      return { kind: 'value', value: node.value.toFixed(), sql: 'numeric' };
    case 'string':
      return { kind: 'value', value: node.value, sql: 'text' };
    case 'boolean':
      return { kind: 'value', value: node.value, sql: 'boolean' };
    case 'temporal':
      return temporal(node.value, node);
    case 'negation':
      return {
        kind: 'arithmetic',
        operator: '-',
        left: { kind: 'value', value: '0', sql: 'numeric' },
        right: scalar(node.operand, reading),
      };
    case 'arithmetic':
      return arithmetic(node, reading);
    case 'call':
      return calledScalar(node, reading);
    case 'name':
      if (node.name === 'me') return { kind: 'me' };
      break;
    case 'path':
      if (node.target.kind === 'call') return stageAttribute(node, reading);
      break;
    default:
      break;
  }
  const place = placed(node, reading);
  if (!place) throw new NotSql(node, `an expression of this kind (${node.kind})`, SIMPLE);
  if (place.field?.type.holders)
    throw new NotSql(node, 'a list of children as a value', 'ask with some, count or list contains');
  return { kind: 'place', place };
}

function temporal(value: Value, node: Node): Scalar {
  if (value instanceof FeelDate) return { kind: 'value', value: formatDate(value), sql: 'date' };
  if (value instanceof FeelTime)
    return { kind: 'value', value: formatTime(value), sql: 'time(0) without time zone' };
  if (value instanceof DaysDuration)
    return { kind: 'value', value: Number(value.nanos / 1_000_000_000n), sql: 'bigint' };
  if (value instanceof FeelDateTime && value.time.zone && 'offset' in value.time.zone)
    return { kind: 'value', value: formatDateTime(value), sql: 'timestamp(3) with time zone' };
  throw new NotSql(node, 'this date or time', 'write a date, or a date and time with Z or an offset');
}

function calledScalar(node: Extract<Node, { kind: 'call' }>, reading: Reading): Scalar {
  const name = node.callee.kind === 'name' ? node.callee.name : '';
  const [first] = node.arguments;
  if (name === 'now') return { kind: 'now', shift: NO_SHIFT };
  if (name === 'today') return { kind: 'today', as: 'date', shift: NO_SHIFT };
  if ((name === 'lower case' || name === 'upper case') && first)
    return { kind: 'text', change: name === 'lower case' ? 'lower' : 'upper', of: scalar(first, reading) };
  const parse = { date: parseDate, time: parseTime, 'date and time': parseDateTime, duration: parseDuration }[
    name
  ];
  const value = parse && first?.kind === 'string' ? parse(first.value) : null;
  if (value) return temporal(value, node);
  throw new NotSql(node, name ? `the function "${name}"` : 'a call', SIMPLE);
}

/** `pipeline(stage).probability` */
function stageAttribute(node: Extract<Node, { kind: 'path' }>, reading: Reading): Scalar {
  const call = node.target as Extract<Node, { kind: 'call' }>;
  const place =
    call.callee.kind === 'name' && call.callee.name === 'pipeline'
      ? placed(call.arguments[0]!, reading)
      : null;
  const { name } = node;
  if (!place?.field?.type.stages || (name !== 'key' && name !== 'probability' && name !== 'outcome'))
    throw new NotSql(
      node,
      'this',
      'pipeline(…) takes a stage field, and its probability, outcome or key can be compared',
    );
  return { kind: 'stage', place, attribute: name };
}

function arithmetic(node: Extract<Node, { kind: 'arithmetic' }>, reading: Reading): Scalar {
  if (node.operator === '**') throw new NotSql(node, '"**"', 'add a formula field');
  const left = scalar(node.left, reading);
  const shift = node.operator === '+' || node.operator === '-' ? durationOf(node.right) : null;
  if (shift) {
    if (left.kind !== 'now' && left.kind !== 'today')
      throw new NotSql(
        node,
        'a duration added to a field',
        'move it to the other side: close_date < today() - @"P7D"',
      );
    const sign = node.operator === '-' ? -1 : 1;
    const months = left.shift.months + sign * shift.months;
    return { ...left, shift: { months, seconds: left.shift.seconds + sign * shift.seconds } };
  }
  const right = scalar(node.right, reading);
  for (const [part, at] of [
    [left, node.left],
    [right, node.right],
  ] as const)
    if (familyOfScalar(part) !== 'number') throw new NotSql(at, 'arithmetic with what is no number', SIMPLE);
  return { kind: 'arithmetic', operator: node.operator, left, right };
}

function durationOf(node: Node): Shift | null {
  const text =
    node.kind === 'call' && node.callee.kind === 'name' && node.callee.name === 'duration'
      ? node.arguments[0]
      : null;
  const value =
    node.kind === 'temporal' ? node.value : text?.kind === 'string' ? parseDuration(text.value) : null;
  if (value instanceof MonthsDuration) return { months: value.months, seconds: 0 };
  return value instanceof DaysDuration ? { months: 0, seconds: Number(value.nanos / 1_000_000_000n) } : null;
}

function familyOfScalar(scalar: Scalar): string {
  switch (scalar.kind) {
    case 'place':
      return scalar.place.column ? familyOf(scalar.place.column.sql) : 'text';
    case 'value':
      return familyOf(scalar.sql);
    case 'me':
      return 'uuid';
    case 'now':
      return 'instant';
    case 'today':
      return scalar.as;
    case 'arithmetic':
      return 'number';
    case 'stage':
      return scalar.attribute === 'probability' ? 'number' : 'text';
    case 'text':
      return 'text';
  }
}

/** Both sides in one family; a literal takes the type of the column beside it, so that an index can serve. */
function agreeing(left: Scalar, right: Scalar, leftNode: Node, rightNode: Node): [Scalar, Scalar] {
  const [a, b] = [familyOfScalar(left), familyOfScalar(right)];
  if (a !== b) {
    const wrong = right.kind === 'value' ? rightNode : leftNode;
    throw new NotSql(
      wrong,
      `a comparison of ${FAMILY_WORDS[a] ?? a} with ${FAMILY_WORDS[b] ?? b}`,
      'both sides must be of one kind',
    );
  }
  return [beside(left, right), beside(right, left)];
}

const FAMILY_WORDS: Readonly<Record<string, string>> = {
  uuid: 'a record',
  text: 'text',
  number: 'a number',
  date: 'a date',
  instant: 'a date and time',
  time: 'a time',
  boolean: 'yes or no',
  list: 'a list',
  json: 'data',
};

function beside(scalar: Scalar, other: Scalar): Scalar {
  if (scalar.kind !== 'value' || other.kind !== 'place' || !other.place.column) return scalar;
  return { ...scalar, sql: castBeside(other.place.column.sql, scalar.value) };
}
