/** The task types of the server, read once: what service tasks can do and which inputs each takes. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { listTaskTypes, type TaskTypeItem } from '#api/processes.ts';
import { useApi } from '#ui/api.tsx';

export type { TaskTypeItem } from '#api/processes.ts';

/** By name; empty until they are read. */
export function useTaskTypes(): ReadonlyMap<string, TaskTypeItem> {
  const client = useApi();
  const { data } = useQuery({
    queryKey: ['task-types'],
    queryFn: ({ signal }) => client.call(listTaskTypes, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => new Map(data?.items.map((item) => [item.name, item])), [data]);
}

export interface TaskTypeTexts {
  summary(type: TaskTypeItem): string;
  input(type: TaskTypeItem, name: string): string;
  inputHelp(type: TaskTypeItem, name: string): string;
}

/** What they are called in the person's language: ours for those of the platform, their own words for those of plugins. */
export function useTaskTypeTexts(): TaskTypeTexts {
  const { t, i18n } = useTranslation();
  const told = (key: string, own: string) => (i18n.exists(key) ? t(key) : own);
  const place = ({ name }: TaskTypeItem) => `design.taskType.${name.replaceAll('.', '_')}`;
  return {
    summary: (type) => told(`${place(type)}.does`, type.summary),
    input: (type, name) => told(`${place(type)}.input.${name}`, name),
    inputHelp: (type, name) =>
      told(`${place(type)}.help.${name}`, type.inputs.find((input) => input.name === name)?.summary ?? ''),
  };
}
