/**
 * What a publish leaves for afterwards (DECISIONS 8): keys validated, large indexes built, fields of old records calculated. One
 * step after the other, by one node at a time; it goes on where it stopped.
 */
import type { Step } from '#metadata/plan.ts';
import type { Cause } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Records } from '../records/records.ts';
import {
  deleteFinishing,
  type FinishingRow,
  finishingFailed,
  keepFinishing,
  takeFinishing,
} from '../store/publishing.ts';
import { changeTable } from './patience.ts';
import { backfill, buildIndex } from './prepare.ts';

export interface FinishOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly records: Pick<Records, 'recalculate'>;
  /** A step could not be done and was put aside. */
  readonly onFailure: (row: FinishingRow, error: Error) => void;
}

/** Longer than one part of a step; index builds may take long, and are begun anew where a node has died. */
const LEASE = 10 * 60_000;

/** Does the next step, or a part of it; false when there is none for this node. */
export async function finishNext(options: FinishOptions): Promise<boolean> {
  const { db, clock, onFailure } = options;
  const until = () => new Date(clock.now() + LEASE);
  const row = await takeFinishing(db, new Date(clock.now()), until());
  if (!row) return false;
  try {
    await doStep(options, row, until);
    await deleteFinishing(db, row.id);
  } catch (error) {
    await finishingFailed(db, row.id, (error as Error).message);
    onFailure(row, error as Error);
  }
  return true;
}

// helpers //////////

async function doStep({ db, records }: FinishOptions, row: FinishingRow, until: () => Date): Promise<void> {
  const { step, release } = row;
  if (step.kind === 'statement') await changeTable(db, step.sql);
  else if (step.kind === 'index') await buildIndex(db, step);
  else if (step.kind === 'backfill') await backfill(db, step);
  else if (step.kind === 'recalculate') {
    const { entity, field } = step as Extract<Step, { kind: 'recalculate' }>;
    const cause: Cause = { kind: 'system', what: `release ${release}` };
    let { cursorId, done } = row;
    for (;;) {
      const { last, count } = await records.recalculate(entity, field, cursorId, cause);
      if (last === null) return;
      cursorId = last;
      done += count;
      await keepFinishing(db, row.id, { cursorId, done, until: until() });
    }
  }
}
