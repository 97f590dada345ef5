/** Keeps what was typed on the server a moment after the last key, so that nothing is lost and another device goes on from it. */
import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { saveTaskDraft, type TaskDetail } from '#api/tasks.ts';
import { useApi } from '#ui/api.tsx';
import type { FormHandle } from '#ui/form.tsx';
import { useFormat } from '#ui/i18n.tsx';

const PAUSE = 1200;

export interface TaskDraft {
  /** When the draft was kept last; null while there is none. */
  readonly keptAt: string | null;
  readonly failed: boolean;
}

export function useTaskDraft(task: TaskDetail, form: FormHandle): TaskDraft {
  const client = useApi();
  const format = useFormat();
  /** Something was typed here; before that there is nothing to keep. */
  const typed = useRef(false);
  const save = useMutation({
    mutationFn: async (values: Record<string, unknown>) => {
      await client.call(saveTaskDraft, { params: { id: task.item.id }, body: { values } });
      return new Date(format.now()).toISOString();
    },
  });
  const keep = useDebouncedCallback(save.mutate, { delay: PAUSE, flushOnUnmount: true });
  const { values, changed } = form;
  /** As the form was opened, with the draft in it. */
  const begun = useRef(values);
  useEffect(() => {
    if (changed.length > 0 && values !== begun.current) typed.current = true;
    if (!task.may.complete || !typed.current) return;
    keep(Object.fromEntries(changed.map(({ path }) => [path, values[path] ?? null])));
  }, [keep, values, changed, task.may.complete]);
  return { keptAt: save.data ?? task.draft?.savedAt ?? null, failed: save.isError };
}
