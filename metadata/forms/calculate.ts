/**
 * Calculated fields while somebody types: the lines' formulas, the sums over them, the record's own formulas. The same
 * closures as the write path's; what needs records that are not at hand keeps its last value, and the server has the last word.
 */
import type { Compiled } from '../expression.ts';
import { valueOfFeel } from '../field.ts';
import type { Entity, Field, Registry, Rollup } from '../registry/model.ts';
import { Decimal, type Json, type Value } from '../value.ts';
import {
  type Edited,
  type FormEnv,
  type FormValues,
  formEvaluation,
  formScope,
  NEW_RECORD,
  valueIn,
} from './form-scope.ts';

const NONE: ReadonlyMap<string, Field> = new Map();

/** The values with everything calculable calculated anew; what did not change is the same object. */
export function calculate(entity: Entity, values: FormValues, env: FormEnv, registry: Registry): FormValues {
  const withLines = calculateLines(entity, values, env, registry);
  return calculateOwn(entity, withLines, env, registry, undefined);
}

// helpers //////////

function calculateLines(entity: Entity, values: FormValues, env: FormEnv, registry: Registry): FormValues {
  let result = values;
  for (const field of entity.fields.values()) {
    const child = registry.entities.get(field.type.holders?.(field)?.entity ?? '');
    const lines = values[field.key];
    if (!child || !Array.isArray(lines) || field.by === null) continue;
    const id = typeof values.id === 'string' ? values.id : NEW_RECORD;
    const edited: Edited = { entity: entity.key, id, values };
    const by = field.by;
    const calculated = lines.map((line) => {
      const given = { ...(line as Record<string, Json>), [by]: { id } };
      const { [by]: _, ...made } = calculateOwn(child, given, env, registry, edited);
      return same(line as Record<string, Json>, made) ? line : (made as Json);
    });
    if (calculated.some((line, i) => line !== lines[i])) result = { ...result, [field.key]: calculated };
  }
  return result;
}

function calculateOwn(
  entity: Entity,
  values: FormValues,
  env: FormEnv,
  registry: Registry,
  edited: Edited | undefined,
): FormValues {
  let result: Record<string, Json | undefined> = { ...values };
  const ground = { entity, variables: NONE, registry };
  for (const key of entity.calculated) {
    const field = entity.fields.get(key)!;
    const value = field.formula
      ? formulaValue(field, field.formula.compiled, result, env, ground, edited)
      : field.rollup
        ? rollupValue(field, field.rollup, entity, result, env, registry)
        : undefined;
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(result[key]))
      result = { ...result, [key]: value };
  }
  return result;
}

function formulaValue(
  field: Field,
  compiled: Compiled,
  values: FormValues,
  env: FormEnv,
  ground: Parameters<typeof formEvaluation>[0],
  edited: Edited | undefined,
): Json | undefined {
  let missing = false;
  const evaluation = formEvaluation(ground, env, edited);
  const watched = {
    ...evaluation,
    field: (...asked: Parameters<NonNullable<typeof evaluation.field>>) => {
      const found = evaluation.field!(...asked);
      if (found === undefined) missing = true;
      return found;
    },
  };
  try {
    const result = compiled.evaluate(formScope(ground, values, env.me), watched);
    return missing ? undefined : wireOf(field, result, values);
  } catch {
    return undefined;
  }
}

/** Sums over the lines in the form; undefined where they are not there. */
function rollupValue(
  field: Field,
  rollup: Rollup,
  entity: Entity,
  values: FormValues,
  env: FormEnv,
  registry: Registry,
): Json | undefined {
  const children = entity.fields.get(rollup.children);
  const child = registry.entities.get(children?.type.holders?.(children)?.entity ?? '');
  const lines = values[rollup.children];
  if (!child || !Array.isArray(lines)) return undefined;
  const ground = { entity: child, variables: NONE, registry };
  const evaluation = formEvaluation(ground, env);
  const counted = (lines as Record<string, Json>[]).filter((line) => {
    if (!rollup.where) return true;
    try {
      return rollup.where.evaluate(formScope(ground, line, env.me), evaluation) === true;
    } catch {
      return false;
    }
  });
  if (rollup.aggregate === 'count') return wireOf(field, new Decimal(counted.length), values);
  const summed = child.fields.get(rollup.field!)!;
  const parts = counted.map((line) => valueIn(summed, line[summed.key])).filter((part) => part !== null);
  const currency = currencyOf(counted.map((line) => line[summed.key]));
  return wireOf(field, aggregate(rollup.aggregate, parts), values, currency);
}

function aggregate(kind: 'sum' | 'min' | 'max' | 'avg', parts: readonly Value[]): Value {
  const numbers = parts.filter((part): part is Decimal => part instanceof Decimal);
  if (numbers.length !== parts.length) return null;
  if (numbers.length === 0) return kind === 'sum' ? new Decimal(0) : null;
  if (kind === 'min') return Decimal.min(...numbers);
  if (kind === 'max') return Decimal.max(...numbers);
  const sum = numbers.reduce((total, part) => total.plus(part), new Decimal(0));
  return kind === 'sum' ? sum : sum.div(numbers.length);
}

/** An amount takes the currency of the lines it was summed from, else the one the field's settings point to. */
function wireOf(field: Field, value: Value, values: FormValues, currency?: string): Json {
  const parsed = valueOfFeel(field, value);
  if (!parsed.ok || parsed.value === null) return null;
  if (!isAmount(parsed.value)) return parsed.value;
  const from = (field.settings as { currencyFrom?: string | null }).currencyFrom;
  const taken = currency ?? (from ? currencyOf([values[from]]) : undefined);
  return taken ? { ...parsed.value, currency: taken } : parsed.value;
}

function currencyOf(amounts: readonly (Json | undefined)[]): string | undefined {
  const codes = new Set(amounts.flatMap((amount) => (isAmount(amount) ? [amount.currency] : [])));
  return codes.size === 1 ? [...codes][0] : undefined;
}

function isAmount(value: Json | undefined): value is { amount: string; currency: string } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'currency' in value;
}

function same(a: Record<string, Json>, b: Record<string, Json | undefined>): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
