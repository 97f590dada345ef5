/** Scenarios on the server's engine with its database: every step through SQL, jobs and orders as the workers run them. */
import type { Chunk, Instance } from '#engine/instance.ts';
import { localVariables, rootVariables, visibleVariables } from '#engine/read.ts';
import type { Json } from '#metadata/value.ts';
import { CommandFailed, CommandRefused } from '../../../runtime/server/processes/command-errors.ts';
import { historyOf } from '../../../runtime/server/store/history.ts';
import { loadInstance } from '../../../runtime/server/store/instances.ts';
import { startTriggersNamed } from '../../../runtime/server/store/processes.ts';
import { conditionInstances } from '../../../runtime/server/store/subscriptions.ts';
import type { TestEngine } from '../test-engine.ts';
import { type ScenarioRecords, writeRecord } from './records.ts';
import { activeLeaves, compensationCount, visit } from './state.ts';
import type { Did, ScenarioTarget } from './target.ts';

const CAUSE = { cause: { kind: 'system', what: 'scenario' } } as const;

/** `records`: those that the engine was made to read. */
export function serverTarget(engine: TestEngine, records: ScenarioRecords): ScenarioTarget {
  const { db, executor, definitions, deliveries, clock } = engine;

  /** The deed, with everything it set going elsewhere. */
  async function did<T extends object>(deed: () => Promise<T>): Promise<Did<T>> {
    try {
      const value = await deed();
      await engine.drain();
      return { ok: true, ...value };
    } catch (error) {
      if (error instanceof CommandRefused || error instanceof CommandFailed)
        return { ok: false, reason: error.message };
      throw error;
    }
  }

  async function whole(id: string): Promise<Instance> {
    const instance = await loadInstance(db, id);
    if (!instance) throw new Error(`no instance ${id}`);
    const { rows } = await db.query<{ id: string; state: Chunk }>(
      'select id, state from potik.chunk where instance_id = $1',
      [id],
    );
    return {
      ...instance,
      chunks: { ...instance.chunks, ...Object.fromEntries(rows.map((row) => [row.id, row.state])) },
    };
  }

  async function all(): Promise<Instance[]> {
    const { rows } = await db.query<{ id: string }>('select id from potik.instance order by id');
    return Promise.all(rows.map(({ id }) => whole(id)));
  }

  const at = (id: string) => ({ instance: id.slice(0, id.indexOf('/')), key: id.slice(id.indexOf('/') + 1) });

  async function command(place: { instance: string; key: string }, rest: object): Promise<Did> {
    const chunk = place.key.includes('.') ? place.key.slice(0, place.key.lastIndexOf('.')) : '0';
    return did(() =>
      executor
        .command(place.instance, { ...rest, key: place.key } as never, { ...CAUSE, chunk })
        .then(() => ({})),
    );
  }

  return {
    async deploy(files) {
      try {
        await engine.deploy(
          files.map(({ name, text }) => ({
            name,
            kind: name.endsWith('.dmn') ? 'decision' : 'process',
            xml: text,
          })),
          // "A further deployment" of FORMAT.md is a new version, equal or not.
          { again: true },
        );
        return { ok: true };
      } catch (error) {
        return { ok: false, reason: (error as Error).message };
      }
    },
    start: (process, { version, ...options }) =>
      did(async () => {
        const definition =
          version === undefined
            ? await definitions.latest(process)
            : await definitions.version(process, version);
        if (!definition)
          throw new CommandRefused({ code: 'start.none', message: `no process ${process}`, params: {} });
        return { id: (await executor.start(definition, { type: 'start', ...options }, CAUSE)).instance.id };
      }),
    startByMessage: (message, options) =>
      did(async () => {
        const [trigger] = await startTriggersNamed(db, 'message', message);
        if (!trigger)
          throw new CommandRefused({
            code: 'start.none',
            message: `no process starts with ${message}`,
            params: {},
          });
        const definition = (await definitions.load(trigger.processId))!;
        return {
          id: (
            await executor.start(definition, { type: 'start', element: trigger.element, ...options }, CAUSE)
          ).instance.id,
        };
      }),
    completeTask: (id, variables) => command(at(id), { type: 'complete', ...(variables && { variables }) }),
    message: (
      name,
      { instance, businessKey, variables, localVariables: local },
      { variables: payload, all: toAll },
    ) =>
      did(async () => {
        const correlation = {
          ...(instance !== undefined && { instance }),
          ...(businessKey !== undefined && { businessKey }),
          ...(variables && { variables }),
          ...(local && { local }),
        };
        return {
          reached: await deliveries.message(
            name,
            { correlation, ...(payload && { variables: payload }), all: toAll },
            CAUSE,
          ),
        };
      }),
    signal: (name, variables) =>
      did(async () => ({ reached: await deliveries.signal(name, variables, CAUSE) })),
    conditions: (variables) => did(async () => ({ started: await deliveries.conditions(variables, CAUSE) })),
    error: (id, error) => command(at(id), { type: 'error', ...error }),
    escalate: (id, escalation) => command(at(id), { type: 'escalation', ...escalation }),
    trigger: (instance, key, variables) =>
      command({ instance, key }, { type: 'trigger', ...(variables && { variables }) }),
    setVariables: (instance, key, variables, local) =>
      did(() =>
        executor
          .command(
            instance,
            { type: 'setVariables', ...(key !== null && { scope: key }), variables, local },
            CAUSE,
          )
          .then(() => ({})),
      ),
    removeVariables: (instance, names) =>
      did(() => executor.command(instance, { type: 'removeVariables', names }, CAUSE).then(() => ({}))),
    changeRecord: (entity, id, set) =>
      did(async () => {
        writeRecord(records, entity, id, set);
        for (const { instance } of await conditionInstances(db, entity, id))
          await executor.command(instance, { type: 'recordChanged', entity, id }, CAUSE);
        return {};
      }),
    completeExternal: (id, variables) =>
      command(at(id), { type: 'completeWork', ...(variables && { variables }) }),
    failExternal: (id, { retries, message = 'failed' }) =>
      command(at(id), { type: 'fail', code: 'external', message, retries }),
    cancel: (instance) => did(() => executor.command(instance, { type: 'cancel' }, CAUSE).then(() => ({}))),
    modify: (instance, change) =>
      did(() => executor.command(instance, { type: 'modify', ...change }, CAUSE).then(() => ({}))),
    migrate: (id, version, plan) =>
      did(async () => {
        const instance = await loadInstance(db, id);
        const from = instance && (await definitions.load(instance.definition));
        const to = from && (await definitions.version(from.process.key, version));
        if (!to)
          throw new CommandRefused({ code: 'start.none', message: `no version ${version}`, params: {} });
        await executor.command(id, { type: 'migrate', definition: to.ref, ...plan }, CAUSE);
        return {};
      }),
    runJobs: () => engine.runDue(),
    moveClock: (to) => clock.moveTo(to),
    now: () => clock.now(),

    async instances() {
      const { rows } = await db.query<{
        id: string;
        process: string;
        version: number;
        businessKey: string | null;
        ended: boolean;
        caller: string | null;
      }>(
        `select i.id, p.key as process, p.version, i.business_key as "businessKey", i.ended_at is not null as ended, i.caller_id as caller
           from potik.instance i join potik.process p on p.id = i.process_id order by i.id`,
      );
      return rows;
    },
    async tasks() {
      const { rows } = await db.query<Record<string, never>>(
        `select instance_id as instance, key, element, name, description, assignee, owner, priority, due_at as due, follow_up_at as "followUp",
                coalesce(users, '{}') as users, coalesce(groups, case when queue is null then '{}' else array[queue] end) as groups
           from potik.task order by instance_id, key`,
      );
      return Promise.all(
        rows.map(async (row: Record<string, unknown>) => ({
          ...withoutNulls(row),
          ...(row.due ? { due: Date.parse(row.due as string) } : {}),
          ...(row.followUp ? { followUp: Date.parse(row.followUp as string) } : {}),
          id: `${row.instance}/${row.key}`,
          variables: visibleVariables(await whole(row.instance as string), row.key as string),
        })),
      ) as never;
    },
    async externals() {
      const { rows } = await db.query<{ instance: string; key: string; element: string; topic: string }>(
        `select instance_id as instance, key, element, topic from potik.job where kind = 'external' and retries > 0 order by instance_id, key`,
      );
      return Promise.all(
        rows.map(async (row) => ({
          ...row,
          id: `${row.instance}/${row.key}`,
          variables: visibleVariables(await whole(row.instance), row.key),
        })),
      );
    },
    async jobs() {
      const { rows } = await db.query<{ instance: string | null; kind: 'timer' | 'async'; due: string }>(
        `select instance_id as instance, kind, due_at as due from potik.job where kind in ('timer', 'async') and due_at is not null
         union all select null, case kind when 'job' then 'async' else kind end, due_at from potik.start_trigger where due_at is not null`,
      );
      return rows.map((row) => ({ ...row, due: Date.parse(row.due) }));
    },
    async subscriptions() {
      const { rows } = await db.query<{
        instance: string | null;
        type: 'message' | 'signal' | 'conditional';
        name: string;
      }>(
        `select instance_id as instance, case kind when 'condition' then 'conditional' else kind end as type, name from potik.subscription
         union all select null, case kind when 'condition' then 'conditional' else kind end, name from potik.start_trigger where kind in ('message', 'signal', 'condition')`,
      );
      const compensations = (await all()).flatMap((instance) =>
        Array.from({ length: compensationCount(instance) }, () => ({
          instance: instance.id,
          type: 'compensate' as const,
          name: '',
        })),
      );
      return [...rows, ...compensations];
    },
    async incidents() {
      return (await db.query<{ instance: string }>('select instance_id as instance from potik.incident'))
        .rows;
    },
    async active(id) {
      const instance = await whole(id);
      return activeLeaves(instance, (await definitions.load(instance.definition))!.process);
    },
    async visits(id) {
      return (await historyOf(db, id)).flatMap(({ events }) => events.flatMap(visit));
    },
    variables: async (id) => rootVariables(await whole(id)) as Record<string, Json>,
    localVariables: async (id, key) => localVariables(await whole(id), key),
  };
}

// helpers //////////

function withoutNulls(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
