/** Which tasks carry a flag: those above the usual priority of BPMN tools, 50. */
import type { TaskItem } from '#api/tasks.ts';

const USUAL = 50;

export function isHigh({ priority }: Pick<TaskItem, 'priority'>): boolean {
  return priority > USUAL;
}
