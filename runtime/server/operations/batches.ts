/**
 * Operations on many process instances: chosen by a filter or by id, tried without effect, then carried out in the background,
 * item by item. Each item is marked in the transaction of its last command, so that it is done once whatever dies in between.
 */
import type {
  Batch,
  BatchDetail,
  BatchList,
  BatchPreview,
  InstanceSelection,
  NewBatch,
  Operation,
  PreviewItem,
} from '../../api/batches.ts';
import type { Principal } from '../auth/principal.ts';
import type { Cause } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { isId, newId } from '../ids.ts';
import { CommandFailed, CommandRefused, Overtaken } from '../processes/command-errors.ts';
import type { Executor } from '../processes/execute.ts';
import { invalid, notFound, Rejection } from '../rejection.ts';
import {
  type BatchItem,
  type BatchRow,
  endBatches,
  findBatch,
  insertBatch,
  latestBatches,
  markItem,
  refusalsOf,
  takeItems,
} from '../store/batches.ts';
import { deleteTrees } from '../store/ended-trees.ts';
import {
  findInstanceRow,
  type InstanceFilter,
  type InstanceListRow,
  listInstances,
} from '../store/instance-lists.ts';
import { namesOf } from '../store/people.ts';
import { writeAudit } from '../store/sessions.ts';
import type { TaskRecords } from '../tasks/task-records.ts';
import { checkInstanceFilter } from './instances.ts';
import { type Step, type StepsContext, stepsOf } from './operation-steps.ts';
import { previewOf } from './preview-of.ts';

export interface Batches {
  preview(input: NewBatch, principal: Principal): Promise<BatchPreview>;
  create(input: NewBatch, principal: Principal): Promise<Batch>;
  list(): Promise<BatchList>;
  get(id: string): Promise<BatchDetail>;
  /** Carries out some open items, of one batch where it is given; says whether there were any. */
  round(batch?: string): Promise<boolean>;
}

export interface BatchesOptions extends StepsContext {
  readonly db: Database;
  readonly clock: Clock;
  readonly executor: Executor;
  readonly records: Pick<TaskRecords, 'titles'>;
  /** There is work for the worker. */
  readonly ring: () => void;
}

/** Instances of one batch at most. */
const MOST = 100_000;
/** Instances that a preview looks at. */
const EXAMINED = 500;
/** Items under way at once. */
const AT_ONCE = 32;
/** How long an item is ours before another node may try it. */
const LEASE = 60_000;
const ATTEMPTS = 5;

export function createBatches(options: BatchesOptions): Batches {
  const { db, clock, executor, records, ring } = options;

  async function chosen({ instances, filter }: NewBatch): Promise<string[]> {
    if ((instances === undefined) === (filter === undefined))
      throw invalid([
        { path: 'instances', code: 'choose', message: 'Name either instances or a filter for them.' },
      ]);
    if (instances) return instances.filter(isId);
    const ids: string[] = [];
    for (let after: readonly [string, string] | undefined; ids.length < MOST; ) {
      const page = await listInstances(db, { ...filterOf(filter!), limit: 1000, ...(after && { after }) });
      ids.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (page.length < 1000 || !last) return ids;
      after = [last.startedAt, last.id];
    }
    throw invalid([
      {
        path: 'filter',
        code: 'too_many',
        message: `The filter fits more than ${MOST} instances; narrow it, and make several batches.`,
      },
    ]);
  }

  async function titlesOf(rows: readonly InstanceListRow[], principal: Principal) {
    const about = rows.flatMap(({ entity, record: id }) => (entity && id ? [{ entity, id }] : []));
    return about.length > 0 ? records.titles(about, principal) : new Map<string, string>();
  }

  async function shown(row: BatchRow): Promise<Batch> {
    const { personId, operation, ...rest } = row;
    const people = await namesOf(db, personId ? [personId] : []);
    return {
      ...rest,
      operation: operation as unknown as Operation,
      by: (personId && people.get(personId)) || null,
    };
  }

  async function work(item: BatchItem): Promise<void> {
    const at = () => new Date(clock.now());
    const mark = (tx: Transaction) => markItem(tx, item, at(), null);
    try {
      const row = await findInstanceRow(db, item.instance);
      if (!row) throw notFound('process instance of that id');
      const steps = await stepsOf(options, row, item.operation as unknown as Operation);
      for (const [index, step] of steps.entries())
        await carryOut(item, step, index === steps.length - 1 ? mark : undefined);
      if (steps.length === 0) await db.transaction(mark);
    } catch (error) {
      if (error instanceof Overtaken) return;
      const isRefusal =
        error instanceof Rejection || error instanceof CommandRefused || error instanceof CommandFailed;
      if (!isRefusal && item.attempts < ATTEMPTS) throw error;
      await db.transaction((tx) => markItem(tx, item, at(), (error as Error).message));
    }
  }

  async function carryOut(
    { instance, personId }: BatchItem,
    step: Step,
    guard?: (tx: Transaction) => Promise<boolean>,
  ): Promise<void> {
    const cause: Cause = personId ? { kind: 'person', id: personId } : { kind: 'system', what: 'batch' };
    if (step.kind === 'delete') {
      await db.transaction(async (tx) => {
        if (!guard || (await guard(tx))) await deleteTrees(tx, [instance]);
      });
      return;
    }
    if (step.kind === 'start') {
      await executor.start(step.definition, step.command, { cause, ...(guard && { guard }) });
      return;
    }
    const { command, chunk } = step;
    await executor.command(instance, command, { cause, ...(chunk && { chunk }), ...(guard && { guard }) });
  }

  return {
    async preview(input, principal) {
      const ids = await chosen(input);
      const rows: InstanceListRow[] = [];
      for (const id of ids.slice(0, EXAMINED)) {
        const row = await findInstanceRow(db, id);
        if (row) rows.push(row);
      }
      const titles = await titlesOf(rows, principal);
      const items: PreviewItem[] = [];
      for (const row of rows) {
        const title = titles.get(`${row.entity}:${row.record}`) ?? null;
        items.push({ ...(await previewOf(options, row, input.operation, principal.language)), title });
      }
      const possible = items.filter(({ message }) => message === null).length;
      return { total: ids.length, examined: items.length, possible, items };
    },
    async create(input, principal) {
      const id = newId(clock.now());
      const instances = await chosen(input);
      await insertBatch(db, {
        id,
        operation: input.operation as never,
        personId: principal.personId,
        at: new Date(clock.now()),
        instances,
      });
      await writeAudit(db, {
        at: new Date(clock.now()),
        personId: principal.personId,
        deed: 'batch',
        detail: { batch: id, operation: input.operation, instances: instances.length },
      });
      ring();
      return shown((await findBatch(db, id))!);
    },
    async list() {
      return { items: await Promise.all((await latestBatches(db, 50)).map(shown)) };
    },
    async get(id) {
      const row = isId(id) ? await findBatch(db, id) : null;
      if (!row) throw notFound('batch of that id');
      return { batch: await shown(row), refusals: await refusalsOf(db, id, 100) };
    },
    async round(batch) {
      const now = clock.now();
      const items = await takeItems(db, {
        now: new Date(now),
        until: new Date(now + LEASE),
        limit: AT_ONCE,
        ...(batch !== undefined && { batch }),
      });
      const ended = await Promise.allSettled(items.map(work));
      await endBatches(db, [...new Set(items.map((item) => item.batch))], new Date(clock.now()));
      const failed = ended.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      return items.length > 0;
    },
  };
}

// helpers //////////

const STATES: readonly InstanceFilter['state'][] = ['running', 'incident', 'suspended', 'ended', 'all'];

function filterOf({ state = 'running', ...filter }: InstanceSelection): Omit<InstanceFilter, 'limit'> {
  const known = STATES.find((one) => one === state);
  if (!known)
    throw invalid([
      { path: 'filter.state', code: 'unknown_state', message: `There is no state ${JSON.stringify(state)}.` },
    ]);
  if (filter.record !== undefined && !isId(filter.record))
    throw invalid([
      {
        path: 'filter.record',
        code: 'id',
        message: `${JSON.stringify(filter.record)} is no id of a record.`,
      },
    ]);
  checkInstanceFilter(filter);
  return { ...filter, state: known, processes: null };
}
