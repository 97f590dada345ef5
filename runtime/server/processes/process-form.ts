/**
 * Forms of user tasks and start events as the server hands them out: found by `#metadata/process-form.ts`, bound to the record
 * that the process is about.
 */
import type { Definition } from '#engine/process.ts';
import type { FormLayout } from '#metadata/form.ts';
import type { FoundForm } from '#metadata/process-form.ts';
import type { Json } from '#metadata/value.ts';
import type { TaskForm } from '../../api/tasks.ts';

export type Variables = Readonly<Record<string, Json>>;

/** The record a form is bound to: the variable that the process declares as a record of the form's entity. */
export function boundRecord(
  layout: FormLayout,
  definition: Definition,
  variables: Variables,
): { entity: string; id: string } | null {
  const entity = layout.entity?.key;
  if (!entity) return null;
  for (const { name, type } of definition.process.context.variables) {
    if (type.kind !== 'record' || type.entity !== entity) continue;
    const value = variables[name] as { $record?: { entity: string; id: string } } | undefined;
    if (value?.$record) return value.$record;
  }
  return null;
}

export function formReply(
  { key, fields, notRun, layout }: FoundForm,
  record: { id: string; version: number } | null,
  values: Readonly<Record<string, Json>>,
): TaskForm {
  return {
    key,
    entity: layout.entity?.key ?? null,
    recordId: record?.id ?? null,
    fields,
    sections: null,
    values,
    version: record?.version ?? null,
    notRun: [...notRun],
  };
}
