/** Checks what was filled in: each value by its field's type, what is required, each line of the children. */
import { problem, type ValueProblem } from '../failures.ts';
import { parseValue } from '../field.ts';
import type { Field, Registry } from '../registry/model.ts';
import type { Json } from '../value.ts';
import type { FormEnv, FormValues } from './form-scope.ts';
import { formState } from './form-state.ts';
import type { FormLayout } from './layout.ts';

/**
 * Problems with their paths (`amount`, `lines[2].quantity`). What the form does not show or does not let one change is not
 * looked at: it is not the person's to mend.
 */
export function checkValues(
  layout: FormLayout,
  values: FormValues,
  env: FormEnv,
  registry: Registry,
): readonly ValueProblem[] {
  const { items } = formState(layout, values, env, registry);
  return layout.items.flatMap((item) => {
    const state = items.get(item)!;
    if (!state.shown || state.readOnly) return [];
    // A new record's field that nobody has touched gets its default from the platform.
    const filled = item.default !== null && values[item.path] === undefined && values.id === undefined;
    return fieldProblems(item.field, values[item.path], item.path, state.required && !filled, registry);
  });
}

// helpers //////////

function fieldProblems(
  field: Field,
  wire: Json | undefined,
  path: string,
  required: boolean,
  registry: Registry,
): ValueProblem[] {
  const parsed = parseValue(field, wire);
  if (!parsed.ok) return [{ ...parsed.problem, path: path + joined(parsed.problem.path) }];
  const holders = field.type.holders?.(field);
  const lines = Array.isArray(parsed.value) ? parsed.value : null;
  const empty = holders ? !lines?.length : parsed.value === null;
  if (empty) return required ? [problem('required', { field: field.name }, path)] : [];
  const child = holders && registry.entities.get(holders.entity);
  if (!child || !lines) return [];
  const own = [...child.fields.values()].filter(
    (other) => !other.kept && !other.readOnly && other.key !== field.by,
  );
  return lines.flatMap((line, i) =>
    own.flatMap((other) =>
      fieldProblems(
        other,
        (line as Record<string, Json>)[other.key],
        `${path}[${i}].${other.key}`,
        other.required && !hasDefault(other, line),
        registry,
      ),
    ),
  );
}

/** The platform fills in the default of a line that is new and does not mention the field. */
function hasDefault(field: Field, line: Json): boolean {
  return field.default !== null && (line as Record<string, Json>).id === undefined;
}

/** `[1].number` stays, `number` becomes `.number`. */
function joined(path: string): string {
  return path === '' || path.startsWith('[') ? path : `.${path}`;
}
