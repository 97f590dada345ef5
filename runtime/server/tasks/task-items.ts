/** Tasks as the inbox shows them: names of processes, people and records found for a whole page at once. */
import { nameIn } from '#engine/name-in.ts';
import { type Label, textOf } from '#metadata/label.ts';
import type { Registry } from '#metadata/registry.ts';
import type { TaskItem } from '../../api/tasks.ts';
import type { Principal } from '../auth/principal.ts';
import type { Queryable } from '../db/database.ts';
import type { Definitions } from '../processes/definitions.ts';
import { namesOf } from '../store/people.ts';
import { type DoneTask, type OpenTask, teamNames } from '../store/tasks.ts';
import { identitiesOf } from './task-access.ts';
import type { TaskRecords } from './task-records.ts';

export interface TaskItems {
  of(tasks: readonly OpenTask[], principal: Principal): Promise<TaskItem[]>;
  ofDone(tasks: readonly DoneTask[], principal: Principal): Promise<TaskItem[]>;
  /** The queues of a person: teams and roles that take tasks, key to name. */
  queueNames(principal: Principal): Promise<Map<string, string>>;
}

export interface TaskItemsOptions {
  readonly db: Queryable;
  readonly registry: () => Registry;
  readonly definitions: Definitions;
  readonly records: TaskRecords;
}

export function createTaskItems({ db, registry, definitions, records }: TaskItemsOptions): TaskItems {
  async function groupNames(keys: readonly string[], { language }: Principal): Promise<Map<string, string>> {
    const names = await teamNames(db, keys);
    for (const key of keys) {
      const role = registry().roles.get(key);
      if (!names.has(key)) names.set(key, role ? textOf(role.definition.label as Label, language, key) : key);
    }
    return names;
  }

  async function titlesOf(
    tasks: readonly { entity: string | null; record: string | null }[],
    principal: Principal,
  ) {
    const about = tasks.flatMap(({ entity, record }) => (entity && record ? [{ entity, id: record }] : []));
    return about.length ? records.titles(about, principal) : new Map<string, string>();
  }

  function aboutOf(
    { entity, record }: { entity: string | null; record: string | null },
    titles: Map<string, string>,
  ) {
    return entity && record ? { entity, id: record, title: titles.get(`${entity}:${record}`) ?? '' } : null;
  }

  async function processOf(ref: string, instanceId: string, id: string, { language }: Principal) {
    const definition = await definitions.load(ref);
    const process = definition?.process;
    const element = process?.elements.get(id);
    return {
      process: {
        key: process?.key ?? '',
        name: (process && nameIn(process.root, language)) ?? process?.key ?? '',
        version: definition?.version ?? 0,
        instanceId,
      },
      /** A name that the process computed stays; the one of the diagram is told in the person's language. */
      nameOf: (given: string | null) =>
        given !== null && given !== element?.name ? given : ((element && nameIn(element, language)) ?? id),
    };
  }

  /** What open and done tasks tell alike. */
  async function factsOf(task: OpenTask | DoneTask, titles: Map<string, string>, principal: Principal) {
    const { process, nameOf } = await processOf(task.process, task.instance, task.element, principal);
    return {
      id: `${task.instance}.${task.key}`,
      name: nameOf(task.name),
      element: task.element,
      process,
      record: aboutOf(task, titles),
      createdAt: task.createdAt,
    };
  }

  return {
    async of(tasks, principal) {
      const mentions = tasks.flatMap(({ assignee, users }) => [
        ...(assignee === null ? [] : [assignee]),
        ...(users ?? []),
      ]);
      const people = await namesOf(db, [...new Set(mentions)]);
      const groups = await groupNames([...new Set(tasks.flatMap(groupsOf))], principal);
      const titles = await titlesOf(tasks, principal);
      const person = (mention: string) => people.get(mention) ?? { id: null, name: mention };
      return Promise.all(
        tasks.map(async (task) => {
          return {
            ...(await factsOf(task, titles, principal)),
            assignee: task.assignee === null ? null : person(task.assignee),
            candidates: {
              people: (task.users ?? []).map(person),
              groups: groupsOf(task).map((key) => ({ key, name: groups.get(key) ?? key })),
            },
            priority: task.priority,
            dueAt: task.dueAt,
            followUpAt: task.followUpAt,
          };
        }),
      );
    },
    async ofDone(tasks, principal) {
      const titles = await titlesOf(tasks, principal);
      return Promise.all(
        tasks.map(async (task) => {
          return {
            ...(await factsOf(task, titles, principal)),
            assignee: { id: principal.personId, name: principal.name },
            candidates: { people: [], groups: [] },
            priority: 50,
            dueAt: null,
            followUpAt: null,
            doneAt: task.doneAt,
            outcome: task.outcome,
          };
        }),
      );
    },
    async queueNames(principal) {
      const { groups } = identitiesOf(principal);
      const names = await groupNames(groups, principal);
      return new Map([...names].sort(([, a], [, b]) => a.localeCompare(b, principal.language)));
    },
  };
}

// helpers //////////

function groupsOf({ queue, groups }: OpenTask): string[] {
  return groups ?? (queue === null ? [] : [queue]);
}
