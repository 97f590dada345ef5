/** Forms of tasks and starts as the server hands them out: their layout, and the values that are sent back. */
import type { TaskForm } from '#api/tasks.ts';
import { type FormLayout, layoutOf, layoutOfFields } from '#metadata/form.ts';
import type { Registry } from '#metadata/registry.ts';
import type { FieldDefinition, FormDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Json } from '#metadata/value.ts';
import { type FormHandle, sentValue } from './form.tsx';

/** A form of the solution as it is defined; else the fields the diagram or an imported form brought along. */
export function layoutOfTaskForm(form: TaskForm, registry: Registry): FormLayout {
  const defined = form.key === null ? undefined : registry.forms.get(form.key);
  if (defined) return layoutOf(defined, registry);
  const fields = form.fields as Readonly<Record<string, FieldDefinition>>;
  return layoutOfFields(fields, registry, (form.sections as FormDefinition['sections'] | null) ?? undefined);
}

/** Everything the person may fill in, as it stands: the server checks the form as a whole. */
export function filledValues(
  { layout, state, values }: FormHandle,
  registry: Registry,
): Record<string, Json> {
  const sent = layout.items.filter((item) => {
    const { shown, readOnly } = state.items.get(item) ?? { shown: false, readOnly: true };
    return shown && !readOnly && !item.path.includes('.');
  });
  return Object.fromEntries(sent.map(({ path, field }) => [path, sentValue(field, values[path], registry)]));
}
