/**
 * Process instances for people and operators: lists, one instance with its path and where it stands, history in words of the
 * model, and the deeds of operating: variables, cancel, suspend, resume, retry, modify.
 */
import type { Command } from '#engine/commands.ts';
import type { Event } from '#engine/events.ts';
import type { Chunk, Instance } from '#engine/instance.ts';
import { nameIn } from '#engine/name-in.ts';
import type { Definition } from '#engine/process.ts';
import { rootVariables } from '#engine/read.ts';
import { rightsOf } from '#metadata/access.ts';
import type { Registry } from '#metadata/registry.ts';
import type { InstanceSelection, Operation } from '../../api/batches.ts';
import type {
  HistoryEntry,
  InstanceDetail,
  InstanceHistory,
  InstanceItem,
  InstanceList,
  InstanceQuery,
  MigrateInstance,
  RestartedInstance,
  RestartInstance,
} from '../../api/instances.ts';
import type { PageQuery } from '../../api/schemas/generated/api.ts';
import type { Principal } from '../auth/principal.ts';
import { type Cause, causeOf } from '../cause.ts';
import type { Clock } from '../clock.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../db/database.ts';
import { isId } from '../ids.ts';
import type { Definitions } from '../processes/definitions.ts';
import type { Executor } from '../processes/execute.ts';
import { refusalOf } from '../processes/refusal.ts';
import { forbidden, invalid, notFound } from '../rejection.ts';
import { deleteTrees } from '../store/ended-trees.ts';
import { causesOfStart, historyOf } from '../store/history.ts';
import {
  endedVariables,
  findInstanceRow,
  type InstanceFilter,
  type InstanceListRow,
  listInstances,
} from '../store/instance-lists.ts';
import { loadAllChunks, loadInstance, openIncidents } from '../store/instances.ts';
import { namesOf } from '../store/people.ts';
import { writeAudit } from '../store/sessions.ts';
import type { TaskRecords } from '../tasks/task-records.ts';
import { elementName, pathOf, standingOf } from './instance-path.ts';
import { chunkOf, stepsOf } from './operation-steps.ts';
import { restartOf } from './restart-of.ts';

export interface Instances {
  list(query: InstanceQuery, principal: Principal): Promise<InstanceList>;
  get(id: string, principal: Principal): Promise<InstanceDetail>;
  history(id: string, page: PageQuery, principal: Principal): Promise<InstanceHistory>;
  /** Carries out a deed of an operator. */
  operate(id: string, command: Command, principal: Principal): Promise<void>;
  /** New attempts for incidents: those of these keys, or all of the instance. */
  retry(
    id: string,
    options: { keys?: readonly string[]; retries?: number },
    principal: Principal,
  ): Promise<void>;
  migrate(id: string, to: MigrateInstance, principal: Principal): Promise<void>;
  /** Starts an ended instance once more, as a new one. */
  restart(id: string, how: RestartInstance, principal: Principal): Promise<RestartedInstance>;
  /** Removes an ended instance with its history and all that it called. */
  remove(id: string, principal: Principal): Promise<void>;
}

export interface InstancesOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: () => Registry;
  readonly definitions: Definitions;
  readonly executor: Executor;
  readonly records: TaskRecords;
}

const STATES: readonly InstanceFilter['state'][] = ['running', 'incident', 'suspended', 'ended', 'all'];

export function createInstances({
  db,
  clock,
  registry,
  definitions,
  executor,
  records,
}: InstancesOptions): Instances {
  /** Processes the person may see; null: all. */
  function visible(principal: Principal): readonly string[] | null {
    const rights = rightsOf(registry(), principal);
    if (principal.unrestricted || rights.deeds.has('operate')) return null;
    return [...registry().processes].filter((key) => rights.process(key) !== 'none');
  }

  /** By key and version. */
  async function processNames(
    rows: readonly InstanceListRow[],
    { language }: Principal,
  ): Promise<Map<string, string | null>> {
    const versions = new Map(rows.map(({ key, version }) => [`${key} ${version}`, { key, version }]));
    const named = await Promise.all(
      [...versions].map(async ([of, { key, version }]) => {
        const definition = await definitions.version(key, version);
        return [of, definition && nameIn(definition.process.root, language)] as const;
      }),
    );
    return new Map(named);
  }

  async function items(rows: readonly InstanceListRow[], principal: Principal): Promise<InstanceItem[]> {
    const causes = await causesOfStart(
      db,
      rows.map(({ id }) => id),
    );
    const starters = [...causes.values()].flatMap((cause) => (cause?.kind === 'person' ? [cause.id] : []));
    const people = await namesOf(db, [...new Set(starters)]);
    const about = rows.flatMap(({ entity, record }) => (entity && record ? [{ entity, id: record }] : []));
    const titles = about.length ? await records.titles(about, principal) : new Map<string, string>();
    const names = await processNames(rows, principal);
    return rows.map((row) => {
      const cause = causes.get(row.id);
      return {
        id: row.id,
        process: {
          key: row.key,
          name: names.get(`${row.key} ${row.version}`) ?? row.name,
          version: row.version,
        },
        status: row.status,
        incidents: row.incidents,
        businessKey: row.businessKey,
        record:
          row.entity && row.record
            ? { entity: row.entity, id: row.record, title: titles.get(`${row.entity}:${row.record}`) ?? '' }
            : null,
        startedAt: row.startedAt,
        endedAt: row.endedAt,
        startedBy: cause?.kind === 'person' ? (people.get(cause.id) ?? null) : null,
        callerId: row.callerId,
      };
    });
  }

  async function open(
    id: string,
    principal: Principal,
  ): Promise<{ row: InstanceListRow; operator: boolean }> {
    const row = isId(id) ? await findInstanceRow(db, id) : null;
    const processes = visible(principal);
    if (!row || (processes !== null && !processes.includes(row.key)))
      throw notFound('process instance of that id');
    return { row, operator: processes === null };
  }

  async function whole(id: string): Promise<Instance | null> {
    const instance = await loadInstance(db, id);
    const chunks: Record<string, Chunk> = instance ? await loadAllChunks(db, id) : {};
    return instance && { ...instance, chunks: { ...instance.chunks, ...chunks } };
  }

  async function standing(
    instance: Instance,
    definition: Definition,
    { language }: Principal,
  ): Promise<InstanceDetail['standing']> {
    const stands = standingOf(instance, definition.process, language);
    const incidents = new Map(
      (await openIncidents(db, instance.id)).map((incident) => [incident.key, incident]),
    );
    const people = await namesOf(
      db,
      stands.map(({ assignee }) => assignee).filter((name) => name !== null),
    );
    return stands.map(({ assignee, incident, ...stand }) => ({
      ...stand,
      since: null,
      assignee: assignee === null ? null : (people.get(assignee) ?? { id: null, name: assignee }),
      incident: incident && { ...incident, at: incidents.get(incident.key)?.at ?? incident.at },
    }));
  }

  /** The operation's steps, as a batch would carry them out. */
  async function perform(id: string, operation: Operation, principal: Principal): Promise<void> {
    const { row } = await open(id, principal);
    for (const step of await stepsOf({ db, definitions }, row, operation)) {
      if (step.kind === 'delete')
        await db.transaction(async (tx) => {
          const instances = await deleteTrees(tx, [id]);
          const detail = { instance: id, process: row.key, instances };
          await writeAudit(tx, {
            at: new Date(clock.now()),
            personId: principal.personId,
            deed: 'instance_deleted',
            detail,
          });
        });
      else if (step.kind === 'command') {
        const { command, chunk } = step;
        await executor
          .command(id, command, { cause: causeOf(principal), ...(chunk && { chunk }) })
          .catch((error) => Promise.reject(refusalOf(error)));
      }
    }
  }

  return {
    async list(query, principal) {
      const limit = query.limit ?? 50;
      const state = (query.state ?? 'running') as InstanceFilter['state'];
      if (!STATES.includes(state))
        throw invalid([
          { path: 'state', code: 'unknown_state', message: `There is no state ${JSON.stringify(state)}.` },
        ]);
      if (query.record !== undefined && !isId(query.record)) return { items: [], next: null };
      const processes = visible(principal);
      checkInstanceFilter(query);
      if (query.variable !== undefined && processes !== null)
        throw forbidden('Instances are found by variables only by those who operate processes.');
      const found = await listInstances(db, {
        ...query,
        state,
        ...(query.startedBy === 'me' && { startedBy: principal.personId ?? '' }),
        processes,
        limit: limit + 1,
        ...(query.cursor && { after: readCursor<readonly [string, string]>(query.cursor, 2) }),
      });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await items(page, principal),
        next: found.length > limit && last ? writeCursor([last.startedAt, last.id]) : null,
      };
    },
    async get(id, principal) {
      const { row, operator } = await open(id, principal);
      const instance = await whole(id);
      const definition = instance && (await definitions.load(instance.definition));
      const events = (await historyOf(db, id)).flatMap((unit) => unit.events);
      const [item] = await items([row], principal);
      const variables = instance ? rootVariables(instance) : await endedVariables(db, id);
      return {
        item: item!,
        standing:
          instance && definition && instance.endedAt === undefined
            ? await standing(instance, definition, principal)
            : [],
        ...pathOf(events),
        variables: operator ? (variables as Record<string, unknown> | null) : null,
        scopes: operator && instance ? innerScopes(instance) : [],
      };
    },
    async history(id, { limit = 200, cursor }, principal) {
      const { row, operator } = await open(id, principal);
      const after = cursor ? readCursor<readonly [number]>(cursor, 1)[0] : 0;
      const units = await historyOf(db, id, after, limit);
      const instance = await loadInstance(db, id);
      const definition = instance
        ? await definitions.load(instance.definition)
        : await definitions.version(row.key, row.version);
      const people = await namesOf(
        db,
        units.flatMap(({ cause }) => (cause?.kind === 'person' ? [cause.id] : [])),
      );
      const entries = units.flatMap(({ at, cause, events }) =>
        events
          .filter((event) => operator || event.type !== 'variables')
          .map((event) => entry(event, at, cause, people, definition, principal.language)),
      );
      return { items: entries, next: units.length === limit ? writeCursor([units.at(-1)!.revision]) : null };
    },
    async operate(id, command, principal) {
      await open(id, principal);
      const keys = 'scope' in command && command.scope ? [command.scope] : [];
      try {
        await executor.command(id, command, {
          cause: causeOf(principal),
          ...(keys[0] && { chunk: chunkOf(keys[0]) }),
        });
      } catch (error) {
        throw refusalOf(error);
      }
    },
    async migrate(id, plan, principal) {
      await perform(id, { type: 'migrate', ...plan }, principal);
    },
    async remove(id, principal) {
      await perform(id, { type: 'delete' }, principal);
    },
    async restart(id, how, principal) {
      const { row } = await open(id, principal);
      const { definition, command } = await restartOf({ db, definitions }, row, how);
      try {
        const { instance } = await executor.start(definition, command, { cause: causeOf(principal) });
        return { id: instance.id };
      } catch (error) {
        throw refusalOf(error);
      }
    },
    async retry(id, { keys, retries }, principal) {
      await open(id, principal);
      const incidents = await openIncidents(db, id);
      const wanted = incidents.filter(({ key }) => keys === undefined || keys.includes(key));
      for (const { key } of wanted) {
        try {
          await executor.command(
            id,
            { type: 'retry', key, ...(retries !== undefined && { retries }) },
            { cause: causeOf(principal), chunk: chunkOf(key) },
          );
        } catch (error) {
          throw refusalOf(error);
        }
      }
    },
  };
}

// helpers //////////

/** A variable is looked for within one process: of all it would be a search through everything. */
export function checkInstanceFilter(filter: InstanceSelection): void {
  const { process, variable, value } = filter;
  for (const name of ['startedFrom', 'startedTo'] as const)
    if (filter[name] !== undefined && Number.isNaN(Date.parse(filter[name])))
      throw invalid([{ path: name, code: 'time', message: `${filter[name]} is no point in time.` }]);
  if (variable === undefined && value === undefined) return;
  if (variable !== undefined && value !== undefined && process !== undefined) return;
  throw invalid([
    {
      path: 'variable',
      code: 'incomplete',
      message: 'To find instances by a variable, say the process, the name of the variable and its value.',
    },
  ]);
}

function innerScopes(instance: Instance): InstanceDetail['scopes'] {
  return Object.values(instance.chunks).flatMap(({ nodes }) =>
    Object.entries(nodes).flatMap(([key, { element, variables }]) =>
      key !== '0' && variables && Object.keys(variables).length
        ? [{ key, element, variables: { ...variables } }]
        : [],
    ),
  );
}

function entry(
  event: Event,
  at: string,
  cause: Cause | null,
  people: ReadonlyMap<string, { id: string; name: string }>,
  definition: Definition | null,
  language: string,
): HistoryEntry {
  const { type, ...detail } = event;
  const element =
    'element' in event && typeof event.element === 'string'
      ? event.element
      : 'wait' in event
        ? event.wait.element
        : null;
  const person = cause?.kind === 'person' ? (people.get(cause.id) ?? null) : null;
  return {
    at,
    type,
    element,
    elementName: element === null || !definition ? null : elementName(definition.process, element, language),
    cause: cause && { kind: cause.kind, person, text: person?.name ?? cause.kind },
    detail: detail as Record<string, unknown>,
  };
}
