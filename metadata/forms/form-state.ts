/** What of a form is shown, required and writable for the values as they stand. */
import type { Env, Scope } from '../expression.ts';
import { type FormEnv, type FormGround, type FormValues, formEvaluation, formScope } from './form-scope.ts';
import type { Condition, FieldItem, FormLayout, FormSection } from './layout.ts';

export interface ItemState {
  readonly shown: boolean;
  readonly required: boolean;
  readonly readOnly: boolean;
}

export interface FormState {
  readonly sections: ReadonlyMap<FormSection, boolean>;
  readonly items: ReadonlyMap<FieldItem, ItemState>;
}

export function formState(
  layout: FormLayout,
  values: FormValues,
  env: FormEnv,
  registry: FormGround['registry'],
): FormState {
  const ground = { entity: layout.entity, variables: layout.variables, registry };
  const scope = formScope(ground, values, env.me);
  const evaluation = formEvaluation(ground, env);
  const holds = (condition: Condition) => isTrue(condition, scope, evaluation);
  const sections = new Map<FormSection, boolean>();
  const items = new Map<FieldItem, ItemState>();
  for (const section of layout.sections) {
    const open = holds(section.show);
    sections.set(section, open);
    for (const item of section.rows.flat()) {
      if (item.kind !== 'field') continue;
      const shown = open && holds(item.show);
      const readOnly = holds(item.readOnly);
      items.set(item, { shown, readOnly, required: shown && !readOnly && holds(item.required) });
    }
  }
  return { sections, items };
}

// helpers //////////

/** A condition that can not be evaluated (a record not at hand) does not hold. */
function isTrue(condition: Condition, scope: Scope, env: Env): boolean {
  if (typeof condition === 'boolean') return condition;
  try {
    return condition.evaluate(scope, env) === true;
  } catch {
    return false;
  }
}
