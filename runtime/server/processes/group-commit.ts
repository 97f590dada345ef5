/**
 * Group commit: units of work of independent instances that are ready at the same moment are written by one statement.
 * There is no timer: while a statement is under way the next batch gathers, so a lone unit never waits for company and a
 * busy server writes a hundred at a time. Each caller hears of its own unit only.
 */
import type { Queryable } from '../db/database.ts';
import { commitUnits, type UnitRows } from '../store/units.ts';

export interface GroupCommit {
  /** True: durable. False: the instance moved on or is held by another transaction; nothing of the unit was written. */
  commit(unit: UnitRows): Promise<boolean>;
  readonly counters: { statements: number; units: number };
}

export interface GroupCommitOptions {
  readonly db: Queryable;
  /** Statements under way at once; more only help where the disk's sync is slow. */
  readonly lanes?: number;
  readonly maxUnits?: number;
}

interface Waiting {
  readonly unit: UnitRows;
  readonly resolve: (written: boolean) => void;
  readonly reject: (error: unknown) => void;
}

export function createGroupCommit({ db, lanes = 2, maxUnits = 100 }: GroupCommitOptions): GroupCommit {
  const waiting: Waiting[] = [];
  const counters = { statements: 0, units: 0 };
  let busy = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || busy >= lanes || waiting.length === 0) return;
    scheduled = true;
    // What becomes ready within this turn of the event loop goes along.
    setImmediate(() => {
      scheduled = false;
      if (busy >= lanes || waiting.length === 0) return;
      busy++;
      void write(waiting.splice(0, maxUnits)).finally(() => {
        busy--;
        schedule();
      });
      schedule();
    });
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    try {
      counters.statements++;
      counters.units += batch.length;
      const written = await commitUnits(
        db,
        batch.map(({ unit }) => unit),
      );
      batch.forEach(({ resolve }, index) => void resolve(written[index]!));
    } catch (error) {
      // One bad unit must not sink its neighbours: halves, until it stands alone.
      if (batch.length === 1) batch[0]!.reject(error);
      else {
        const middle = Math.ceil(batch.length / 2);
        await write(batch.slice(0, middle));
        await write(batch.slice(middle));
      }
    }
  }

  return {
    counters,
    commit: (unit) =>
      new Promise((resolve, reject) => {
        waiting.push({ unit, resolve, reject });
        schedule();
      }),
  };
}
