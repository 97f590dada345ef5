/** The filter tree of a query → filter nodes: paths resolved under the rights of who asks, operands in their column's form. */
import { parseDuration } from '../expressions/temporal-text.ts';
import { sentence, shown } from '../failures.ts';
import type { FieldOf, FieldType } from '../fields/field-type.ts';
import { FIELD_TYPES } from '../fields/table.ts';
import { hint } from '../nearest.ts';
import type { Entity, Registry } from '../registry/model.ts';
import { DaysDuration, type Json, MonthsDuration } from '../value.ts';
import { familyOf } from './family.ts';
import type { FilterInput, Special } from './input.ts';
import {
  all,
  any,
  type Comparison,
  type FilterNode,
  NO_SHIFT,
  type Place,
  type Scalar,
  type Shift,
} from './nodes.ts';
import { OPERATORS } from './operators.ts';
import { isPeriod, PERIOD_WORDS } from './periods.ts';
import { placeName, placeOf, QueryMistake, type ReadRights } from './place.ts';

export interface Asking {
  readonly entity: Entity;
  readonly registry: Pick<Registry, 'entities'>;
  readonly rights: ReadRights;
}

const MOST_NODES = 500;
const DEEPEST = 20;

/** Throws QueryMistake. `path` is where the filter stands in the query. */
export function jsonFilter(input: unknown, asking: Asking, path = 'where'): FilterNode {
  return filter(input, asking, path, { left: MOST_NODES }, 0);
}

// helpers //////////

interface Budget {
  left: number;
}

function malformed(path: string, expected: string): QueryMistake {
  return new QueryMistake('not_a_query', { path, expected }, path);
}

const SHAPES = '{"all": […]}, {"any": […]}, {"not": …}, {"field", "op", "value"}, {"some": …} or {"none": …}';

function filter(input: unknown, asking: Asking, path: string, budget: Budget, depth: number): FilterNode {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw malformed(path, SHAPES);
  if (--budget.left < 0 || depth > DEEPEST)
    throw new QueryMistake('too_many', { what: 'Conditions', max: MOST_NODES, count: MOST_NODES + 1 }, path);
  const keys = Object.keys(input);
  const object = input as Record<string, unknown>;
  const only = (...allowed: string[]) => {
    const wrong = keys.find((key) => !allowed.includes(key));
    if (wrong !== undefined) throw malformed(`${path}.${wrong}`, `only ${allowed.join(', ')} here`);
  };
  for (const key of ['all', 'any'] as const) {
    if (!(key in object)) continue;
    only(key);
    if (!Array.isArray(object[key])) throw malformed(`${path}.${key}`, 'a list of conditions');
    const items = object[key].map((item, i) =>
      filter(item, asking, `${path}.${key}[${i}]`, budget, depth + 1),
    );
    return key === 'all' ? all(items) : any(items);
  }
  if ('not' in object) {
    only('not');
    return { kind: 'not', item: filter(object.not, asking, `${path}.not`, budget, depth + 1) };
  }
  for (const key of ['some', 'none'] as const) {
    if (!(key in object)) continue;
    only(key, 'where');
    const node = children(object[key], object.where, asking, path, key, budget, depth);
    return key === 'some' ? node : { kind: 'not', item: node };
  }
  only('field', 'op', 'value');
  return leaf(object as Extract<FilterInput, { field: string }>, asking, path);
}

function located<T>(path: string, deed: () => T): T {
  try {
    return deed();
  } catch (mistake) {
    if (mistake instanceof QueryMistake && mistake.problem.path === '')
      throw new QueryMistake(mistake.problem.code, mistake.problem.params, path);
    throw mistake;
  }
}

function pathOf(text: unknown, at: string): string[] {
  if (typeof text !== 'string' || text === '') throw malformed(at, 'a field or a path such as customer.name');
  return text.split('.');
}

function children(
  list: unknown,
  where: unknown,
  asking: Asking,
  path: string,
  key: string,
  budget: Budget,
  depth: number,
): FilterNode {
  const at = `${path}.${key}`;
  const place = located(at, () => placeOf(pathOf(list, at), asking.entity, asking.registry, asking.rights));
  const holders = place.field?.type.holders?.(place.field);
  const child = holders && asking.registry.entities.get(holders.entity);
  if (!child) throw malformed(at, 'a field of type children or links');
  const by = child.fields.get(place.field!.by!)!;
  const condition =
    where === undefined
      ? null
      : filter(where, { ...asking, entity: child }, `${path}.where`, budget, depth + 1);
  return { kind: 'exists', place, child, by, where: condition };
}

function leaf(input: Extract<FilterInput, { field: string }>, asking: Asking, path: string): FilterNode {
  const place = located(`${path}.field`, () =>
    placeOf(pathOf(input.field, `${path}.field`), asking.entity, asking.registry, asking.rights),
  );
  const { type, field } = typeAt(place);
  const allowed = type?.operators ?? TITLE_OPERATORS;
  const operator = OPERATORS.get(input.op);
  if (!operator)
    throw malformed(`${path}.op`, `an operator${hint(String(input.op), allowed)}: ${allowed.join(', ')}`);
  if (!allowed.includes(operator.key)) {
    const params = { field: placeName(place), operator: shown(input.op), expected: allowed.join(', ') };
    throw new QueryMistake('not_comparable', params, `${path}.op`);
  }
  const value = (wire: unknown, at = `${path}.value`) => operand(wire, place, type, field, asking, at);
  const list = (): readonly unknown[] => {
    if (isSpecial(input.value)) return [input.value];
    if (!Array.isArray(input.value)) throw malformed(`${path}.value`, 'a list of values');
    if (input.value.length > 1000)
      throw new QueryMistake(
        'too_many',
        { what: 'Values', max: 1000, count: input.value.length },
        `${path}.value`,
      );
    return input.value;
  };
  const left: Scalar = { kind: 'place', place };
  const empty: FilterNode = { kind: 'empty', of: left };
  switch (operator.takes) {
    case 'nothing':
      return operator.key === 'empty' ? empty : { kind: 'not', item: empty };
    case 'condition':
      throw malformed(path, `{"${operator.key === 'any' ? 'some' : 'none'}": "${input.field}", "where": …}`);
    case 'two': {
      const [low, high, ...more] = list();
      if (high === undefined || more.length) throw malformed(`${path}.value`, 'a list of two values');
      return all([compare('>=', left, value(low)), compare('<=', left, value(high))]);
    }
    case 'period':
      if (!isPeriod(input.value)) throw malformed(`${path}.value`, `a period: ${PERIOD_WORDS}`);
      return {
        kind: 'operator',
        key: operator.key,
        place,
        operands: [{ kind: 'value', value: input.value, sql: 'text' }],
      };
    case 'text': {
      const text = operandText(input.value, type, field, `${path}.value`);
      return {
        kind: 'operator',
        key: operator.key,
        place,
        operands: [{ kind: 'value', value: text, sql: 'text' }],
      };
    }
    case 'list':
      return listCondition(operator.key, left, place, list(), value);
    case 'one':
      if (input.value === undefined) throw malformed(`${path}.value`, 'a value');
      if (input.value === null) return operator.key === '=' ? empty : { kind: 'not', item: empty };
      if (operator.sql) return { kind: 'operator', key: operator.key, place, operands: [value(input.value)] };
      return compare(operator.key as Comparison, left, value(input.value));
  }
}

const TITLE_OPERATORS = [
  '=',
  '!=',
  'contains',
  'matches',
  'not_contains',
  'starts_with',
  'ends_with',
  'empty',
  'not_empty',
];

/** What answers for the place: the field's type, or that of a part such as a currency; null for titles. */
function typeAt(place: Place): { type: FieldType | null; field: FieldOf<unknown> } {
  const { field, column, entity } = place;
  if (field === null)
    return { type: null, field: { key: 'title', entity: entity.key, name: 'Title', settings: {} } };
  if (column && column.suffix !== '') {
    const type = FIELD_TYPES.get(column.as ?? 'text')!;
    const settings = type.settings(
      {},
      {
        self: entity.key,
        field: column.name,
        currency: 'EUR',
        reference: (key) => key,
        pipeline: () => undefined,
      },
    );
    return { type, field: { key: column.name, entity: entity.key, name: column.name, settings } };
  }
  return { type: field.type, field };
}

function compare(operator: Comparison, left: Scalar, right: Scalar): FilterNode {
  return { kind: 'compare', operator, left, right };
}

function listCondition(
  key: string,
  left: Scalar,
  place: Place,
  items: readonly unknown[],
  value: (wire: unknown, at?: string) => Scalar,
): FilterNode {
  if (key === 'in' || key === 'not_in') {
    const [only] = items;
    const node: FilterNode =
      items.length === 1 && isSpecial(only) && only.$ === 'my_teams'
        ? { kind: 'my_team', of: left }
        : { kind: 'in', left, list: items.map((item) => value(item)) };
    const certain: FilterNode = items.length ? node : { kind: 'any', items: [] };
    return key === 'in' ? certain : { kind: 'not', item: certain };
  }
  return { kind: 'operator', key, place, operands: [value(items)] };
}

function isSpecial(value: unknown): value is Special {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && '$' in value;
}

function operand(
  wire: unknown,
  place: Place,
  type: FieldType | null,
  field: FieldOf<unknown>,
  asking: Asking,
  path: string,
): Scalar {
  if (isSpecial(wire)) return special(wire, place, asking, path);
  const sql = place.column?.sql ?? 'text';
  if (type === null) return { kind: 'value', value: operandText(wire, null, field, path), sql };
  const read = type.operand?.(wire as Json, field) ?? type.parse(wire as Json, field);
  if (!read.ok) throw new QueryMistake(read.problem.code, read.problem.params, path);
  if (read.value === null) throw malformed(path, 'a value that is not empty');
  const cell = type.operand ? read.value : type.toColumns(read.value, field)[0]!;
  return { kind: 'value', value: cell, sql };
}

function operandText(wire: unknown, type: FieldType | null, field: FieldOf<unknown>, path: string): string {
  if (typeof wire !== 'string' && typeof wire !== 'number') throw malformed(path, 'a text');
  const text = String(wire);
  if (text.trim() === '' || text.length > 1000) throw malformed(path, 'a text of at most 1,000 characters');
  const read = type?.search === 'digits' ? null : type?.operand?.(text, field);
  return read?.ok && typeof read.value === 'string' ? read.value : text;
}

function special(wire: Special, place: Place, asking: Asking, path: string): Scalar {
  const sql = place.column?.sql ?? 'text';
  const family = familyOf(sql);
  switch (wire.$) {
    case 'me':
      if (family !== 'uuid') break;
      return { kind: 'me' };
    case 'now':
      if (family !== 'instant') break;
      return { kind: 'now', shift: shiftOf(wire.plus, path) };
    case 'today':
      if (family !== 'date' && family !== 'instant') break;
      return { kind: 'today', as: family, shift: shiftOf(wire.plus, path) };
    case 'field': {
      const other = located(path, () =>
        placeOf(pathOf(wire.path, path), asking.entity, asking.registry, asking.rights),
      );
      if (!other.column || familyOf(other.column.sql) !== family) break;
      return { kind: 'place', place: other };
    }
    default:
      break;
  }
  throw malformed(
    path,
    sentence('not_comparable', {
      field: placeName(place),
      operator: JSON.stringify(wire),
      expected: 'a value of its own kind',
    }),
  );
}

function shiftOf(text: unknown, path: string): Shift {
  if (text === undefined) return NO_SHIFT;
  const value = typeof text === 'string' ? parseDuration(text) : null;
  if (value instanceof MonthsDuration) return { months: value.months, seconds: 0 };
  if (value instanceof DaysDuration) return { months: 0, seconds: Number(value.nanos / 1_000_000_000n) };
  throw malformed(`${path}.plus`, 'a duration such as P7D or -P1M');
}
