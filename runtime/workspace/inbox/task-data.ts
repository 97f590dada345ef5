/** Tasks from the server: the list of a queue page by page, one task, and what can be done with it. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { Client } from '#api/client.ts';
import type { Endpoint } from '#api/endpoint.ts';
import {
  claimTask,
  delegateTask,
  getTask,
  listTasks,
  type PlanTask,
  planTask,
  type TaskDetail,
  unclaimTask,
} from '#api/tasks.ts';
import { useApi } from '#ui/api.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';

const PAGE = 50;

export interface TaskListQuery {
  readonly queue: string;
  readonly sort: string;
  readonly search?: string;
}

export function taskListQuery(client: Client, query: TaskListQuery) {
  return infiniteQueryOptions({
    queryKey: ['tasks', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      client.call(listTasks, { query: { ...query, limit: PAGE, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

export function taskQuery(client: Client, id: string) {
  return queryOptions({
    queryKey: ['tasks', 'one', id],
    queryFn: () => client.call(getTask, { params: { id } }),
  });
}

/** A deed on a task that answers with the task as it then is. */
export function useTaskDeed<Body>(endpoint: Endpoint<'id', unknown, Body, TaskDetail>, id: string) {
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  return useMutation({
    mutationFn: (body: Body) => client.call(endpoint, { params: { id }, body }),
    onSuccess(task) {
      queries.setQueryData(['tasks', 'one', id], task);
      void queries.invalidateQueries({
        queryKey: ['tasks'],
        predicate: ({ queryKey }) => queryKey[1] !== 'one',
      });
    },
    onError(error) {
      toast(sentence(error));
      void queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
}

export const useClaim = (id: string) => useTaskDeed(claimTask, id);
export const useUnclaim = (id: string) => useTaskDeed<unknown>(unclaimTask, id);
export const useDelegate = (id: string) => useTaskDeed(delegateTask, id);
export const usePlan = (id: string) => useTaskDeed<PlanTask>(planTask, id);
