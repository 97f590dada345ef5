/** Who may see and do a task: its assignee, its candidates while nobody has it, and who operates the process. */

import { rightsOf } from '#metadata/access.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Principal } from '../auth/principal.ts';
import type { Identities, OpenTask } from '../store/tasks.ts';

/** Names and groups under which tasks reach a person: candidate groups are teams by key, else roles (DECISIONS 11). */
export function identitiesOf({ personId, email, login, teamKeys, roles }: Principal): Identities {
  return {
    names: [personId, email, login].filter((name) => name !== null),
    groups: [...new Set([...teamKeys, ...roles])],
  };
}

export interface TaskRights {
  readonly see: boolean;
  readonly claim: boolean;
  readonly unclaim: boolean;
  readonly complete: boolean;
  readonly delegate: boolean;
  /** May hand tasks to anybody and change their plan. */
  readonly operate: boolean;
}

export function taskRights(
  task: OpenTask,
  processKey: string,
  principal: Principal,
  registry: Registry,
): TaskRights {
  const { names, groups } = identitiesOf(principal);
  const rights = rightsOf(registry, principal);
  const operate =
    principal.unrestricted || rights.deeds.has('operate') || rights.process(processKey) === 'operate';
  const mine = task.assignee !== null && names.includes(task.assignee);
  const ours = [...(task.groups ?? []), ...(task.queue === null ? [] : [task.queue])];
  const candidate =
    (task.users ?? []).some((name) => names.includes(name)) || ours.some((group) => groups.includes(group));
  const free = task.assignee === null;
  return {
    see: mine || candidate || operate,
    claim: free && (candidate || operate),
    unclaim: mine && (candidate || ours.length > 0 || operate),
    complete: mine || (free && candidate),
    delegate: mine || operate,
    operate,
  };
}
