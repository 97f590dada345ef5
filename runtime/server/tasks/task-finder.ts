/** What every request about a task reads by key. Requests of the same moment share a statement. */
import type { Instance } from '#engine/instance.ts';
import type { Database, Queryable } from '../db/database.ts';
import { gather } from '../gather.ts';
import { loadInstances } from '../store/instances.ts';
import { deleteTaskDrafts } from '../store/task-drafts.ts';
import { findTasks, type NextTaskWanted, nextTasks, type OpenTask, type TaskPlace } from '../store/tasks.ts';

export interface TaskFinder {
  /** One open task by its place. */
  open(place: TaskPlace): Promise<OpenTask | null>;
  /** The instance of a task with its root chunk. */
  instance(id: string): Promise<Instance | null>;
  /** What a person may do next where they have just done something. */
  next(wanted: NextTaskWanted): Promise<TaskPlace | null>;
  /** What people had entered into a task that is done. */
  forgetDrafts(place: TaskPlace): Promise<unknown>;
}

export function createTaskFinder(db: Database): TaskFinder {
  const together = <Item, Answer>(
    run: (on: Queryable, items: readonly Item[]) => Promise<readonly Answer[]>,
  ) =>
    gather<Item, Answer>({
      run: (items) => run(db.planned, items),
      lanes: 2,
      most: 100,
      mayBeOneItem: () => false,
    });
  return {
    open: together(findTasks),
    instance: together(loadInstances),
    next: together(nextTasks),
    forgetDrafts: together(async (on, places: readonly TaskPlace[]) => {
      await deleteTaskDrafts(on, places);
      return places;
    }),
  };
}
