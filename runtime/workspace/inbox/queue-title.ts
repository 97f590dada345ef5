/** What a queue is called. */
import type { TaskQueues } from '#api/tasks.ts';
import type { Translate } from '#ui/i18n.tsx';

export const OWN_QUEUES = ['assigned', 'overdue', 'today', 'later'] as const;
export const GROUP_PREFIX = 'group:';

export function queueTitle(queue: string, queues: TaskQueues | undefined, t: Translate): string {
  if (queue.startsWith(GROUP_PREFIX)) {
    const key = queue.slice(GROUP_PREFIX.length);
    return queues?.groups.find((group) => group.key === key)?.name ?? key;
  }
  const own = OWN_QUEUES.find((key) => key === queue);
  return own ? t(`inbox.queue.${own}`) : t('inbox.queue.done');
}
