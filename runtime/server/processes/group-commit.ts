/** Group commit (ARCHITECTURE §5): units of work of independent instances that are ready at the same moment are written by one statement. */
import { errorCode, type Queryable } from '../db/database.ts';
import { gather } from '../gather.ts';
import type { UnitRows } from '../store/unit-rows.ts';
import { commitUnits } from '../store/units.ts';

export interface GroupCommit {
  /** True: durable. False: the instance moved on or is held by another transaction; nothing of the unit was written. */
  commit(unit: UnitRows): Promise<boolean>;
  readonly counters: { statements: number; units: number };
}

/** More statements under way at once only help where the disk's sync is slow. */
const LANES = 2;
const MOST = 100;

export function createGroupCommit(db: Queryable): GroupCommit {
  const counters = { statements: 0, units: 0 };
  const commit = gather<UnitRows, boolean>({
    lanes: LANES,
    most: MOST,
    // Not a connection that was lost: every half would lose it again.
    mayBeOneItem: (error) => errorCode(error) !== undefined,
    run(units) {
      counters.statements++;
      counters.units += units.length;
      return commitUnits(db, units);
    },
  });
  return { counters, commit };
}
