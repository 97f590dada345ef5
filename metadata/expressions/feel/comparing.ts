/**
 * Comparisons for `=`, `<` and their kin: how they run, and which are certainly a mistake. Operators, unary tests, `in`
 * and `between` share it.
 */
import type { Said } from '../../said.ts';
import { typeName, type Value } from '../../value.ts';
import type { ComparisonOperator, Node } from '../feel-ast.ts';
import { meant, say } from '../sentences.ts';
import { parseTemporal } from '../temporal-text.ts';
import { typeSaid } from '../type-said.ts';
import { type Kind, plainKind, type Type } from '../types.ts';
import { equal } from './equality.ts';
import { compare } from './order.ts';
import type { Analysis } from './rules.ts';
import { note, type Run } from './run.ts';

/** `a operator b`; null where the two cannot be compared so. */
export function compareBy(operator: ComparisonOperator, a: Value, b: Value, run: Run): boolean | null {
  if (operator === '=' || operator === '!=') {
    const same = equal(a, b, run);
    if (same !== null) return same === (operator === '=');
  } else {
    if (a === null || b === null) return null;
    const order = compare(a, b, run.env);
    if (order !== null) return ORDERS[operator](order);
  }
  return note(run, `A ${typeName(a)} and a ${typeName(b)} cannot be compared by ${operator}.`);
}

/** Reports a comparison that can never be true: other kinds, or a text that the choice does not have. */
export function checkComparison(
  operator: ComparisonOperator,
  left: { readonly node: Node; readonly type: Type },
  right: { readonly node: Node; readonly type: Type },
  analysis: Analysis,
): void {
  checkKey(left.type, right.node, analysis);
  checkKey(right.type, left.node, analysis);
  const kinds = [plainKind(left.type), plainKind(right.type)] as const;
  if (kinds.some((kind) => kind === 'any' || kind === 'null')) return;
  const same = groupOf(left.type) === groupOf(right.type);
  const comparable = operator === '=' || operator === '!=' ? same : same && ORDERED.includes(kinds[0]);
  if (!comparable) {
    analysis.mistake(right.node, 'incomparable', {
      left: typeSaid(left.type),
      right: typeSaid(right.type),
      operator,
      hint: temporalHint(left, right) ?? temporalHint(right, left) ?? '',
    });
  }
}

/** Reports a text literal that is no key of the choice it is compared with. */
export function checkKey(type: Type, node: Node, analysis: Analysis): void {
  if (type.kind !== 'choice' || node.kind !== 'string' || type.keys.includes(node.value)) return;
  const known = type.keys.slice(0, 10).map((key) => `"${key}"`);
  const rest = type.keys.length > 10 ? ' …' : '';
  analysis.mistake(node, 'no_choice', {
    value: node.value,
    known: known.join(', ') + rest,
    hint: meant(node.value, type.keys),
  });
}

// helpers //////////

/** A date written as a text beside a date: the `@` is missing. */
function temporalHint(
  moment: { readonly type: Type },
  text: { readonly node: Node; readonly type: Type },
): Said | null {
  if (text.node.kind !== 'string' || !ORDERED.includes(moment.type.kind)) return null;
  const value = parseTemporal(text.node.value);
  return value ? say('meant_at', { text: text.node.value }) : null;
}

const ORDERS = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
} as const;

const ORDERED: readonly Kind[] = [
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
];

/** A date and a date and time can be compared with one another, records of one entity, all else only with its own kind. */
function groupOf(type: Type): string {
  const kind = plainKind(type);
  if (kind === 'date' || kind === 'date and time') return 'moment';
  return type.kind === 'record' ? `record ${type.entity}` : kind;
}
