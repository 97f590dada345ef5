/** A task's form: its layout, and where it begins (record, draft). */
import { useMemo } from 'react';
import type { TaskDetail } from '#api/tasks.ts';
import type { FormValues } from '#metadata/form.ts';
import { type FormHandle, useForm } from '#ui/form.tsx';
import { useRegistry } from '#ui/registry.ts';
import { layoutOfTaskForm } from '#ui/task-form.ts';

export function useTaskForm({ form, draft }: TaskDetail): FormHandle {
  const registry = useRegistry();
  const layout = useMemo(() => layoutOfTaskForm(form, registry), [form, registry]);
  const original = form.values as FormValues;
  return useForm({
    layout,
    original,
    begin: draft ? { ...original, ...(draft.values as FormValues) } : undefined,
  });
}
