/** FEEL → values of a filter: fields, literals, today and now, arithmetic, what a stage says. */

import type { Node } from '../expression.ts';
import {
  formatDate,
  formatDateTime,
  formatTime,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
} from '../expressions/temporal-text.ts';
import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration, type Value } from '../value.ts';
import { NotSql, placed, type Reading, SIMPLE } from './feel-reading.ts';
import { say } from './filter-sentences.ts';
import { NO_SHIFT, type Scalar, type Shift } from './nodes.ts';
import { familyOfScalar } from './scalar-family.ts';

export function scalar(node: Node, reading: Reading): Scalar {
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
  if (!place) throw new NotSql(node, say('filter_kind', { kind: node.kind }), SIMPLE);
  if (place.field?.type.holders) throw new NotSql(node, say('filter_children'), say('do_ask'));
  return { kind: 'place', place };
}

// helpers //////////

function temporal(value: Value, node: Node): Scalar {
  if (value instanceof FeelDate) return { kind: 'value', value: formatDate(value), sql: 'date' };
  if (value instanceof FeelTime)
    return { kind: 'value', value: formatTime(value), sql: 'time(0) without time zone' };
  if (value instanceof DaysDuration)
    return { kind: 'value', value: Number(value.nanos / 1_000_000_000n), sql: 'bigint' };
  if (value instanceof FeelDateTime && value.time.zone && 'offset' in value.time.zone)
    return { kind: 'value', value: formatDateTime(value), sql: 'timestamp(3) with time zone' };
  throw new NotSql(node, say('filter_moment'), say('do_write_moment'));
}

type Call = Extract<Node, { kind: 'call' }>;

/** The functions that give values, by name; null where the arguments are not those it takes. */
const CALLS = new Map<string, (node: Call, reading: Reading) => Scalar | null>([
  ['now', () => ({ kind: 'now', shift: NO_SHIFT })],
  ['today', () => ({ kind: 'today', as: 'date', shift: NO_SHIFT })],
  ['lower case', changed('lower')],
  ['upper case', changed('upper')],
  ['date', parsed(parseDate)],
  ['time', parsed(parseTime)],
  ['date and time', parsed(parseDateTime)],
  ['duration', parsed(parseDuration)],
]);

function calledScalar(node: Call, reading: Reading): Scalar {
  const name = node.callee.kind === 'name' ? node.callee.name : '';
  const found = CALLS.get(name)?.(node, reading);
  if (found) return found;
  throw new NotSql(node, name ? say('filter_function', { name }) : say('filter_call'), SIMPLE);
}

function changed(change: 'lower' | 'upper') {
  return ({ arguments: [text] }: Call, reading: Reading): Scalar | null =>
    text ? { kind: 'text', change, of: scalar(text, reading) } : null;
}

function parsed(parse: (text: string) => Value) {
  return (node: Call): Scalar | null => {
    const [text] = node.arguments;
    const value = text?.kind === 'string' ? parse(text.value) : null;
    return value ? temporal(value, node) : null;
  };
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
    throw new NotSql(node, say('filter_this'), say('do_pipeline'));
  return { kind: 'stage', place, attribute: name };
}

function arithmetic(node: Extract<Node, { kind: 'arithmetic' }>, reading: Reading): Scalar {
  if (node.operator === '**') throw new NotSql(node, say('filter_power'), say('do_formula'));
  const left = scalar(node.left, reading);
  const shift = node.operator === '+' || node.operator === '-' ? durationOf(node.right) : null;
  if (shift) {
    if (left.kind !== 'now' && left.kind !== 'today')
      throw new NotSql(node, say('filter_shift'), say('do_move'));
    const sign = node.operator === '-' ? -1 : 1;
    const months = left.shift.months + sign * shift.months;
    return { ...left, shift: { months, seconds: left.shift.seconds + sign * shift.seconds } };
  }
  const right = scalar(node.right, reading);
  for (const [part, at] of [
    [left, node.left],
    [right, node.right],
  ] as const)
    if (familyOfScalar(part) !== 'number') throw new NotSql(at, say('filter_arithmetic'), SIMPLE);
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
