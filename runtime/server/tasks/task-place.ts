/** The id of a task is the place it has in its instance: `<instance>.<key>`. */
import { isId } from '../ids.ts';
import type { TaskPlace } from '../store/tasks.ts';

/** Null for what is no id of a task; a key may hold points itself. */
export function placeOf(id: string): TaskPlace | null {
  const instance = id.slice(0, 36);
  const key = id.slice(37);
  return isId(instance) && id[36] === '.' && key ? { instance, key } : null;
}
