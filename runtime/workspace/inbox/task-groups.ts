/** Tasks in the groups a person thinks in: overdue, today, tomorrow, later, without a date. */
import type { TaskItem } from '#api/tasks.ts';
import type { Format } from '#ui/format.ts';

export type GroupKey = 'overdue' | 'today' | 'tomorrow' | 'later' | 'undated';

export interface TaskGroup {
  readonly key: GroupKey;
  readonly tasks: readonly TaskItem[];
}

const ORDER: readonly GroupKey[] = ['overdue', 'today', 'tomorrow', 'later', 'undated'];

export function groupTasks(tasks: readonly TaskItem[], format: Format): TaskGroup[] {
  const groups = new Map<GroupKey, TaskItem[]>();
  for (const task of tasks) {
    const key = groupOf(task.dueAt, format);
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return ORDER.flatMap((key) => {
    const own = groups.get(key);
    return own ? [{ key, tasks: own }] : [];
  });
}

// helpers //////////

const DAY = 86_400_000;

function groupOf(dueAt: string | null, format: Format): GroupKey {
  if (dueAt === null) return 'undated';
  if (Date.parse(dueAt) < format.now()) return 'overdue';
  const day = format.dayOf(dueAt);
  if (day === format.dayOf()) return 'today';
  if (day === format.dayOf(new Date(format.now() + DAY).toISOString())) return 'tomorrow';
  return 'later';
}
