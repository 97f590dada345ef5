/** What the deeds on records stand on: how they read, and how one unit of writing is begun, finished and told. */
import type { Grant } from '#metadata/access.ts';
import type { Principal } from '../auth/principal.ts';
import { type Cause, causeOf } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Database, Queryable, Transaction } from '../db/database.ts';
import type { Live, Model } from '../model/model.ts';
import { askerOf, type FullAsker } from './asker.ts';
import { finishUnit } from './pipeline.ts';
import { createPrepare, type Prepare } from './prepared.ts';
import { RowsRefused, rejectionOf } from './refused.ts';
import { createSlowQueries, type SlowQueries } from './slow-queries.ts';
import { beginUnit, type Maker, type Unit } from './unit.ts';

export interface WriteOptions {
  /** Who or what made it happen; by default the principal. */
  readonly cause?: Cause;
  /** Write within this transaction: the change stands or falls with it. */
  readonly transaction?: Transaction;
  /** Fields that an open task opens for this principal. */
  readonly grants?: readonly Grant[];
  /** Refuse what the entity warns of, with the warnings, so that somebody can answer. */
  readonly ask?: boolean;
  /** Id of the journal that keeps what it was before, so that it can be taken back. */
  readonly journal?: string;
}

export interface GroundOptions {
  readonly db: Database;
  readonly model: Model;
  readonly clock: Clock;
  /** Seals secrets; `createSeal` makes it. */
  readonly seal: (text: string) => string;
  /** Told after the commit: which records were written. */
  readonly announce: (entity: string, ids: readonly string[]) => void;
  /** Told after the commit: there are orders in the outbox. */
  readonly ordered?: () => void;
  /** Remembers lists and figures that took long, for who keeps them. */
  readonly slow?: SlowQueries;
}

export interface Ground extends GroundOptions, Pick<SlowQueries, 'watch'> {
  /** Prepares statements once a connection, for deeds on single records. */
  readonly prepared: Prepare;
  asker(live: Live, principal: Principal, grants?: readonly Grant[]): FullAsker;
  /** Reads with the live registry, on the caller's transaction where there is one. */
  reading<T>(on: Queryable | undefined, deed: (live: Live, db: Queryable) => Promise<T>): Promise<T>;
  /** A transaction that holds the release, or the caller's. */
  within<T>(
    transaction: Transaction | undefined,
    deed: (tx: Transaction, live: Live) => Promise<T>,
  ): Promise<T>;
  /** One unit in an open transaction: the deed, then what follows for the whole. `after` sees the finished unit. */
  unit<T>(
    tx: Transaction,
    live: Live,
    principal: Principal,
    options: UnitOptions,
    deed: (unit: Unit) => Promise<T>,
  ): Promise<{ readonly value: T; readonly unit: Unit }>;
  /** One unit in a transaction of its own or the caller's; `after` gives the answer. Refusals become rejections. */
  writing<T, R>(
    principal: Principal,
    options: WriteOptions,
    deed: (unit: Unit) => Promise<T>,
    after: (unit: Unit, value: T) => Promise<R>,
  ): Promise<R>;
}

export interface UnitOptions {
  readonly cause?: Cause;
  /** The cause of single rows, such as the line of a file. */
  readonly causeOf?: (row: number) => Cause;
  /** Makers of single rows, where they are others than the principal at this moment. */
  readonly makers?: ReadonlyMap<number, Maker>;
  readonly grants?: readonly Grant[];
  readonly ask?: boolean;
  readonly journal?: string;
  readonly keepsLocks?: boolean;
}

export function createGround(options: GroundOptions): Ground {
  const { db, model, clock, seal } = options;
  const prepared = createPrepare();
  const { watch } = options.slow ?? createSlowQueries(clock);

  const asker: Ground['asker'] = (live, principal, grants) =>
    askerOf(live.registry, principal, clock.now(), grants);

  const within: Ground['within'] = async (transaction, deed) =>
    transaction ? deed(transaction, await model.enter(transaction)) : model.transaction(deed);

  const unit: Ground['unit'] = async (
    tx,
    live,
    principal,
    { cause, causeOf: of, makers = NOBODY_ELSE, grants, ask = false, journal, keepsLocks = false },
    deed,
  ) => {
    const who = asker(live, principal, grants);
    const begun = beginUnit({
      tx,
      registry: live.registry,
      release: live.release,
      principal,
      rights: who.rights,
      asker: who,
      cause: cause ?? causeOf(principal),
      ...(of && { causeOf: of }),
      makers,
      ask,
      keepsLocks,
      journal: journal ?? null,
      now: clock.now(),
      seal,
    });
    const value = await deed(begun);
    await finishUnit(begun);
    return { value, unit: begun };
  };

  return {
    ...options,
    prepared,
    watch,
    asker,
    within,
    unit,
    reading: (on, deed) => (on ? deed(model.live(), on) : model.reading((live) => deed(live, db))),
    async writing(principal, { transaction, ...more }, deed, after) {
      try {
        return await within(transaction, async (tx, live) => {
          const done = await unit(prepared(tx, live.release), live, principal, more, deed);
          tell(done.unit, options);
          return after(done.unit, done.value);
        });
      } catch (error) {
        throw error instanceof RowsRefused ? rejectionOf(error.problems) : error;
      }
    },
  };
}

const NOBODY_ELSE: ReadonlyMap<number, Maker> = new Map();

/** Announces, after the commit, every record the unit has written. */
export function tell(unit: Unit, { announce, ordered }: Pick<GroundOptions, 'announce' | 'ordered'>): void {
  const written = new Map<string, string[]>();
  for (const { entity, id } of unit.changes.values()) {
    const ids = written.get(entity.key) ?? [];
    ids.push(id);
    written.set(entity.key, ids);
  }
  unit.tx.afterCommit(() => {
    for (const [entity, ids] of written) announce(entity, ids);
    if (unit.ordered) ordered?.();
  });
}
