/**
 * The deeds on records, for every entity: read, write, in many, with history and notes. Routes, tasks, imports and process steps
 * call them; each runs in one transaction, its own or the caller's.
 */
import type { Grant } from '#metadata/access.ts';
import type { RecordList, RecordQuery, RecordValues } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import { type Cause, causeOf } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Database, Queryable, Transaction } from '../db/database.ts';
import { isId } from '../ids.ts';
import type { Live, Model } from '../model/model.ts';
import { notFound } from '../rejection.ts';
import { askerOf } from './asker.ts';
import { deleteRows, restoreRows } from './delete-rows.ts';
import { entityOf, visibleEntity } from './entity-of.ts';
import { finishUnit, saveRows } from './pipeline.ts';
import { listRecords, type ReadOptions, type RecordRef, readRecord, recordTitles } from './read.ts';
import { RowsRefused, rejectionOf } from './refused.ts';
import { beginUnit, type Unit } from './unit.ts';

export type { ReadOptions, RecordRef } from './read.ts';

export interface WriteOptions {
  /** Who or what made it happen; by default the principal. */
  readonly cause?: Cause;
  /** Write within this transaction: the change stands or falls with it. */
  readonly transaction?: Transaction;
  /** Fields that an open task opens for this principal. */
  readonly grants?: readonly Grant[];
}

export interface UpdateInput {
  /** The version the change was made on; null writes over whichever there is. */
  readonly version: number | null;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ReadContext extends ReadOptions {
  readonly grants?: readonly Grant[];
  readonly transaction?: Queryable;
}

export interface Records {
  /** A page of records, or groups with figures. */
  query(principal: Principal, entity: string, query: RecordQuery, on?: Queryable): Promise<RecordList>;
  /** One record with its lines and links; throws 404 where it is gone or may not be seen. */
  get(principal: Principal, entity: string, id: string, options?: ReadContext): Promise<RecordValues>;
  /** The same, null where it is gone or may not be seen. */
  find(principal: Principal, entity: string, id: string, options?: ReadContext): Promise<RecordValues | null>;
  /** Titles by `entity:id`, of those that may be seen. */
  titles(principal: Principal, records: readonly RecordRef[], on?: Queryable): Promise<Map<string, string>>;
  /** Creates a record with its lines; gives it as the person may see it. */
  create(
    principal: Principal,
    entity: string,
    values: Readonly<Record<string, unknown>>,
    options?: WriteOptions,
  ): Promise<RecordValues>;
  update(
    principal: Principal,
    entity: string,
    id: string,
    input: UpdateInput,
    options?: WriteOptions,
  ): Promise<RecordValues>;
  /** Moves a record to the recycle bin, with what belongs to it. */
  delete(
    principal: Principal,
    entity: string,
    id: string,
    options?: WriteOptions & { readonly version?: number | null },
  ): Promise<void>;
  restore(principal: Principal, entity: string, id: string, options?: WriteOptions): Promise<RecordValues>;
}

export interface RecordsOptions {
  readonly db: Database;
  readonly model: Model;
  readonly clock: Clock;
  /** Seals secrets; `createSeal` makes it. */
  readonly seal: (text: string) => string;
  /** Told after the commit: which records were written. */
  readonly announce: (entity: string, ids: readonly string[]) => void;
}

export function openRecords({ db, model, clock, seal, announce }: RecordsOptions): Records {
  const asker = (live: Live, principal: Principal, grants?: readonly Grant[]) =>
    askerOf(live.registry, principal, clock.now(), grants);

  async function reading<T>(
    on: Queryable | undefined,
    deed: (live: Live, db: Queryable) => Promise<T>,
  ): Promise<T> {
    return on ? deed(model.live(), on) : model.reading((live) => deed(live, db));
  }

  /** One unit of writing, told as rejections of one record. */
  async function writing<T>(
    principal: Principal,
    { cause = causeOf(principal), transaction, grants }: WriteOptions,
    deed: (unit: Unit) => Promise<T>,
  ): Promise<T> {
    const run = async (tx: Transaction, live: Live) => {
      const { rights, ...rest } = asker(live, principal, grants);
      const { registry, release } = live;
      const facts = {
        tx,
        registry,
        release,
        principal,
        rights,
        asker: { ...rest, rights },
        cause,
        now: clock.now(),
        seal,
      };
      const unit = beginUnit(facts);
      const value = await deed(unit);
      const written = new Map<string, string[]>();
      for (const { entity, id } of unit.changes.values())
        written.set(entity.key, [...(written.get(entity.key) ?? []), id]);
      tx.afterCommit(() => {
        for (const [entity, ids] of written) announce(entity, ids);
      });
      return value;
    };
    try {
      return transaction
        ? await run(transaction, await model.enter(transaction))
        : await model.transaction(run);
    } catch (error) {
      throw error instanceof RowsRefused ? rejectionOf(error.problems) : error;
    }
  }

  /** As the person may see it after the deed; who may not see it learns only which it is. */
  async function shown(unit: Unit, entity: string, id: string): Promise<RecordValues> {
    const of = entityOf(unit.registry, entity);
    const record = await readRecord(unit.tx, { ...unit.asker, rights: unit.rights }, of, id);
    const version = (unit.known.get(`${entity}:${id}`)?.version ?? 1) as number;
    return record ?? ({ id, version } as RecordValues);
  }

  const deeds: Records = {
    query: (principal, entity, query, on) =>
      reading(on, (live, from) => {
        const who = asker(live, principal);
        return listRecords(from, who, visibleEntity(live.registry, who.rights, entity), query);
      }),
    async get(principal, entity, id, options) {
      const record = await deeds.find(principal, entity, id, options);
      if (!record) throw notFound(`record ${id} of ${entity}`);
      return record;
    },
    find: (principal, entity, id, { transaction, grants, ...options } = {}) =>
      reading(transaction, (live, from) => {
        const who = asker(live, principal, grants);
        return readRecord(from, who, visibleEntity(live.registry, who.rights, entity), id, options);
      }),
    titles: (principal, records, on) =>
      reading(on, (live, from) => recordTitles(from, asker(live, principal), records)),
    create: (principal, entity, values, options = {}) =>
      writing(principal, options, async (unit) => {
        const of = entityOf(unit.registry, entity);
        const [id] = await saveRows(unit, of, [{ row: 0, path: '', id: null, version: null, values }]);
        await finishUnit(unit);
        return shown(unit, entity, id!);
      }),
    update: (principal, entity, id, { version, values }, options = {}) =>
      writing(principal, options, async (unit) => {
        const of = entityOf(unit.registry, entity);
        await saveRows(unit, of, [{ row: 0, path: '', id: demandId(entity, id), version, values }]);
        await finishUnit(unit);
        return shown(unit, entity, id);
      }),
    delete: (principal, entity, id, { version = null, ...options } = {}) =>
      writing(principal, options, async (unit) => {
        const of = entityOf(unit.registry, entity);
        await deleteRows(unit, of, [{ id: demandId(entity, id), row: 0, version }]);
        await finishUnit(unit);
      }),
    restore: (principal, entity, id, options = {}) =>
      writing(principal, options, async (unit) => {
        const of = entityOf(unit.registry, entity);
        await restoreRows(unit, of, [{ id: demandId(entity, id), row: 0, version: null }]);
        await finishUnit(unit);
        return shown(unit, entity, id);
      }),
  };
  return Object.freeze(deeds);
}

// helpers //////////

function demandId(entity: string, id: string): string {
  if (!isId(id)) throw notFound(`record ${id} of ${entity}`);
  return id.toLowerCase();
}
