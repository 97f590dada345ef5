/**
 * New records of an entity that one caller sends at the same moment (a shop that hands over its orders, a form that many fill in with one
 * key) go through the write path as one set, in one transaction: a hundred are hardly more statements than one. Nobody waits
 * for company, and each caller hears of their own record only: a set with a bad record is done again in halves.
 */
import type { RecordValues } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import { errorCode } from '../db/database.ts';
import { gather } from '../gather.ts';
import { Rejection } from '../rejection.ts';
import { entityOf } from './entity-of.ts';
import { type Ground, tell } from './ground.ts';
import { saveRows } from './pipeline.ts';
import { RowsRefused, rejectionOf } from './refused.ts';
import { shown } from './shown.ts';

type Values = Readonly<Record<string, unknown>>;
type Create = (principal: Principal, entity: string, values: Values) => Promise<RecordValues>;

/** Sets of one caller under way at once. */
const LANES = 2;
/** Records of one set at most. */
const MOST = 50;

export function createsTogether(ground: Ground): Create {
  const callers = new Map<string, { create(values: Values): Promise<RecordValues>; busy: number }>();

  return async (principal, entity, values) => {
    // Whoever is alike in all of this has the same rights, and the same cause in the history.
    const key = JSON.stringify([entity, principal]);
    const caller = callers.get(key) ?? {
      create: gather<Values, RecordValues>({
        lanes: LANES,
        most: MOST,
        mayBeOneItem: (error) =>
          error instanceof RowsRefused || error instanceof Rejection || errorCode(error) !== undefined,
        run: (set) => createSet(ground, principal, entity, set),
      }),
      busy: 0,
    };
    callers.set(key, caller);
    caller.busy++;
    try {
      return await caller.create(values);
    } catch (error) {
      throw error instanceof RowsRefused ? rejectionOf(error.problems) : error;
    } finally {
      caller.busy--;
      if (caller.busy === 0) callers.delete(key);
    }
  };
}

// helpers //////////

function createSet(
  ground: Ground,
  principal: Principal,
  entity: string,
  set: readonly Values[],
): Promise<RecordValues[]> {
  return ground.within(undefined, async (tx, live) => {
    const { unit, value: ids } = await ground.unit(
      ground.prepared(tx, live.release),
      live,
      principal,
      {},
      (begun) => {
        const rows = set.map((values, row) => ({ row, path: '', id: null, version: null, values }));
        return saveRows(begun, entityOf(live.registry, entity), rows);
      },
    );
    tell(unit, ground);
    return shown(unit, entity, ids);
  });
}
