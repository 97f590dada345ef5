/**
 * What a form begins with: defaults of its fields and its own, first stages. Expressions are evaluated where what they read is at
 * hand; those that give a record are left to the server, which knows its title.
 */
import { valueOfFeel } from '../field.ts';
import type { Registry } from '../registry/model.ts';
import { type Json, Reference } from '../value.ts';
import { type FormEnv, formEvaluation, formScope } from './form-scope.ts';
import type { FieldItem, FormLayout } from './layout.ts';

export function beginValues(layout: FormLayout, env: FormEnv, registry: Registry): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (const item of layout.items) {
    if (item.path.includes('.')) continue;
    const given = defaultOf(item, layout, values, env, registry);
    if (given !== undefined) values[item.path] = given;
    const pipeline = item.field.type.stages?.(item.field);
    if (pipeline && values[item.path] === undefined) values[item.path] = pipeline.start;
  }
  return values;
}

// helpers //////////

function defaultOf(
  { field, default: given }: FieldItem,
  layout: FormLayout,
  values: Readonly<Record<string, Json>>,
  env: FormEnv,
  registry: Registry,
): Json | undefined {
  if (given === null) return undefined;
  if (given.kind === 'literal') return given.value;
  const ground = { entity: layout.entity, variables: layout.variables, registry };
  try {
    const result = given.compiled.evaluate(formScope(ground, values, env.me), formEvaluation(ground, env));
    if (result === null || result instanceof Reference) return undefined;
    const parsed = valueOfFeel(field, result);
    return parsed.ok && parsed.value !== null ? parsed.value : undefined;
  } catch {
    return undefined;
  }
}
