/** The person's queues with their counts: the shell shows the first, the inbox all. */
import { queryOptions } from '@tanstack/react-query';
import type { Client } from '#api/client.ts';
import { getTaskQueues } from '#api/tasks.ts';

export function taskQueuesQuery(client: Client) {
  return queryOptions({ queryKey: ['tasks', 'queues'], queryFn: () => client.call(getTaskQueues) });
}
