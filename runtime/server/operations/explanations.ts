/**
 * Why somebody has a task or not, and why they may start a process or not: what their roles, teams and the diagram say. Told only of
 * tasks and processes that the asking person sees; about others only to who may view as them.
 */
import type { Definition } from '#engine/process.ts';
import { rightsOf, rolesOf } from '#metadata/access.ts';
import { textOf } from '#metadata/label.ts';
import type { Registry } from '#metadata/registry.ts';
import type { ProcessWhy } from '../../api/processes.ts';
import type { TaskWhy } from '../../api/tasks.ts';
import { personPrincipal } from '../auth/person-principal.ts';
import type { Principal } from '../auth/principal.ts';
import type { Database } from '../db/database.ts';
import { isId } from '../ids.ts';
import type { Definitions } from '../processes/definitions.ts';
import { forbidden, notFound } from '../rejection.ts';
import { findProcess } from '../store/processes.ts';
import { findTasks, type OpenTask } from '../store/tasks.ts';
import { identitiesOf, taskRights } from '../tasks/task-access.ts';
import type { TaskItems } from '../tasks/task-items.ts';
import { placeOf } from '../tasks/task-place.ts';
import { processRight, startElementOf } from './process-right.ts';

export interface Explanations {
  task(id: string, principal: Principal, as?: string): Promise<TaskWhy>;
  start(key: string, principal: Principal, as?: string): Promise<ProcessWhy>;
}

export interface ExplanationsOptions {
  readonly db: Database;
  readonly registry: () => Registry;
  readonly definitions: Definitions;
  readonly items: TaskItems;
}

export function createExplanations({ db, registry, definitions, items }: ExplanationsOptions): Explanations {
  /** Whom it is about: who asks, or somebody they may look as. */
  async function subject(principal: Principal, as: string | undefined): Promise<Principal> {
    if (as === undefined) return principal;
    if (!rightsOf(registry(), principal).deeds.has('view_as'))
      throw forbidden('None of your roles lets you look at the platform as somebody else.');
    const person = isId(as) ? await personPrincipal(db, as, principal.zone) : null;
    if (!person) throw notFound('person');
    return person;
  }

  return {
    async task(id, principal, as) {
      const place = placeOf(id);
      const [task] = place ? await findTasks(db, [place]) : [];
      const definition = task && (await definitions.load(task.process));
      const key = definition?.process.key ?? '';
      if (!task || !definition || !taskRights(task, key, principal, registry()).see)
        throw notFound('such task; it may have been done meanwhile');
      const person = await subject(principal, as);
      const { names, groups } = identitiesOf(person);
      const rights = taskRights(task, key, person, registry());
      const [item] = await items.of([task], principal);
      const { assignee, candidates } = item!;
      const people = (task.users ?? []).map((mention, i) => ({
        kind: 'person' as const,
        name: candidates.people[i]?.name ?? mention,
        met: names.includes(mention),
      }));
      const given = candidates.groups.map((group) => ({
        kind: registry().roles.has(group.key) ? ('role' as const) : ('team' as const),
        name: group.name,
        met: groups.includes(group.key),
      }));
      return {
        see: rights.see,
        claim: rights.claim,
        complete: rights.complete,
        because: becauseOf(
          task,
          names,
          [...people, ...given].some(({ met }) => met),
          rights.operate,
        ),
        assignee,
        candidates: [...people, ...given],
      };
    },
    async start(key, principal, as) {
      const own = await processRight(key, principal, registry(), definitions);
      const row = await findProcess(db, key, { by: 'latest' });
      if (own === 'none' || !row) throw notFound(`process ${JSON.stringify(key)}`);
      const person = await subject(principal, as);
      const right = await processRight(key, person, registry(), definitions);
      const definition = await definitions.latest(key);
      const startable = definition && startElementOf(definition) !== null;
      const manager = rightsOf(registry(), principal).deeds.has('manage_people');
      return {
        right,
        mayStart: row.active && startable === true && (right === 'start' || right === 'operate'),
        hindered: !row.active ? 'inactive' : startable === true ? null : 'no_start',
        roles: rolesOf(registry(), person).map((role) => ({
          role: role.key,
          name: textOf(role.definition.label, principal.language, role.key),
          right: role.everything ? 'operate' : (role.definition.processes?.[key] ?? 'none'),
        })),
        starters: definition ? startersOf(definition, person, registry(), principal.language) : [],
        others: manager ? othersWith(registry(), key, principal.language) : [],
      };
    },
  };
}

// helpers //////////

function becauseOf(
  task: OpenTask,
  names: readonly string[],
  candidate: boolean,
  operate: boolean,
): TaskWhy['because'] {
  if (task.assignee !== null && names.includes(task.assignee)) return 'assignee';
  if (candidate) return task.assignee === null ? 'candidate' : 'taken';
  return operate ? 'operator' : 'none';
}

/** Whom the diagram names as starters, beside roles. */
function startersOf(
  { process: { starters } }: Definition,
  person: Principal,
  registry: Registry,
  language: string,
): ProcessWhy['starters'] {
  const { names, groups } = identitiesOf(person);
  return [
    ...(starters?.users ?? []).map((name) => ({ kind: 'person' as const, name, met: names.includes(name) })),
    ...(starters?.groups ?? []).map((key) => {
      const role = registry.roles.get(key);
      return {
        kind: role ? ('role' as const) : ('team' as const),
        name: role ? textOf(role.definition.label, language, key) : key,
        met: groups.includes(key),
      };
    }),
  ];
}

/** Roles that let one start it, for whoever may give them. */
function othersWith(registry: Registry, key: string, language: string): ProcessWhy['others'] {
  return [...registry.roles.values()].flatMap((role) => {
    const right = role.definition.processes?.[key];
    const gives = role.everything || right === 'start' || right === 'operate';
    return gives ? [{ role: role.key, name: textOf(role.definition.label, language, role.key) }] : [];
  });
}
