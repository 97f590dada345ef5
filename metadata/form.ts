/**
 * The door to forms: laid out from their definitions, what they show for the values as they stand, checked, calculated. The
 * apps draw and the server checks through here, so that both say the same.
 */
import { type FormLayout, layoutOf } from './forms/layout.ts';
import { makeField } from './registry/make-field.ts';
import type { Field, Registry } from './registry/model.ts';
import type { FieldDefinition, FormDefinition } from './schemas/generated/definitions.ts';

export { beginValues } from './forms/begin-values.ts';
export { calculate } from './forms/calculate.ts';
export { checkValues } from './forms/check-values.ts';
export { type FormEnv, type FormValues, pipelineFunction } from './forms/form-scope.ts';
export { type FormState, formState, type ItemState } from './forms/form-state.ts';
export {
  type Condition,
  type FieldItem,
  type FormLayout,
  type FormSection,
  type Item,
  layoutOf,
  type TextItem,
} from './forms/layout.ts';

/**
 * The layout of a form that is no definition of its own: fields that a diagram or an imported form brings along, by key,
 * one below the other unless `sections` say otherwise. Fields of unknown types are left out.
 */
export function layoutOfFields(
  definitions: Readonly<Record<string, FieldDefinition>>,
  registry: Registry,
  sections?: FormDefinition['sections'],
): FormLayout {
  const variables = new Map<string, Field>();
  for (const [key, definition] of Object.entries(definitions)) {
    const around = {
      self: '',
      field: key,
      currency: [...registry.solutions.values()].find(({ currency }) => currency)?.currency ?? 'EUR',
      reference: (written: string) => written.slice(written.indexOf('/') + 1),
      pipeline: (pipeline: string) => registry.pipelines.get(pipeline),
    };
    const made = makeField(definition, { around, origin: null, logged: false });
    if (made) variables.set(key, made.field);
  }
  const rows = [...variables.keys()];
  const definition: FormDefinition = { sections: sections ?? (rows.length ? [{ fields: rows }] : []) };
  return layoutOf({ key: '', solution: '', definition, entity: null, variables, made: true }, registry);
}
