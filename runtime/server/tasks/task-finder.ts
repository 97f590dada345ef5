/** One open task by its place. Requests that look for theirs at the same moment share a statement. */
import type { Database } from '../db/database.ts';
import { gather } from '../gather.ts';
import { findTasks, type OpenTask, type TaskPlace } from '../store/tasks.ts';

export type TaskFinder = (place: TaskPlace) => Promise<OpenTask | null>;

export function createTaskFinder(db: Database): TaskFinder {
  return gather({
    run: (places: readonly TaskPlace[]) => findTasks(db.planned, places),
    lanes: 2,
    most: 100,
    mayBeOneItem: () => false,
  });
}
