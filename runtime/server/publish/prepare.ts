/**
 * What a publish does before its switch, invisibly: columns beside the old ones, backfills in batches, indexes built without
 * a lock. Each step is remembered with its undo before it is made, so that a failure or a crash leaves nothing behind.
 */
import type { Step } from '#metadata/plan.ts';
import { type Database, errorCode } from '../db/database.ts';
import { identifier } from '../db/identifier.ts';
import { Rejection } from '../rejection.ts';
import { forgetUndo, keepPublishing, pendingUndo, rememberUndo } from '../store/publishing.ts';
import type { PublishGround } from './ground.ts';
import { BUILDING, changeTable } from './patience.ts';

const BATCH = 5000;
const UNIQUE_VIOLATION = '23505';

export async function prepare(
  ground: PublishGround,
  holder: string,
  steps: readonly Step[],
  lease: () => Date,
): Promise<void> {
  for (const step of steps) {
    if (step.phase !== 'prepare') continue;
    if (!(await keepPublishing(ground.db, holder, lease()))) throw lost();
    if ('undo' in step && step.undo) await rememberUndo(ground.db, holder, step.undo);
    if (step.kind === 'statement') await changeTable(ground.db, step.sql, ground.patience);
    else if (step.kind === 'index') await buildIndex(ground.db, step);
    else await backfill(ground.db, step);
  }
}

/** Takes back what this or a dead publish has prepared and not switched to. */
export async function takeBack(
  { db, patience }: Pick<PublishGround, 'db' | 'patience'>,
  holder: string,
): Promise<void> {
  for (const sql of await pendingUndo(db, holder)) await changeTable(db, sql, patience);
  await forgetUndo(db, holder);
}

/** Builds an index without blocking writers; an invalid rest of an earlier attempt is dropped first. */
export async function buildIndex(db: Database, step: Extract<Step, { kind: 'index' }>): Promise<void> {
  await changeTable(db, step.undo, BUILDING);
  try {
    await changeTable(db, step.sql, BUILDING);
  } catch (error) {
    await changeTable(db, step.undo, BUILDING);
    if (errorCode(error) !== UNIQUE_VIOLATION || !step.unique) throw error;
    const { entity, fields } = step.unique;
    throw new Rejection({
      status: 422,
      code: 'not_unique',
      message:
        `Some records of ${entity} have the same ${fields.join(' and ')}, so it can not be unique: ${(error as { detail?: string }).detail ?? ''}`.trim(),
      errors: [
        {
          path: `entity/${entity}.fields.${fields[0]}.unique`,
          code: 'not_unique',
          message: (error as Error).message,
        },
      ],
    });
  }
}

/** In steps of some thousand rows by id, each its own transaction; rows written meanwhile are filled by the trigger. */
export async function backfill(db: Database, step: Extract<Step, { kind: 'backfill' }>): Promise<void> {
  const table = `data.${identifier(step.table)}`;
  let after: string | null = null;
  for (;;) {
    const { rows }: { rows: { id: string }[] } = await db.query<{ id: string }>(
      `with batch as (select t.id from ${table} t where ($1::uuid is null or t.id > $1) and ${step.where} order by t.id limit ${BATCH})
       update ${table} t set ${step.set} from batch where t.id = batch.id returning t.id`,
      [after],
    );
    if (rows.length === 0) return;
    after = rows
      .map(({ id }) => id)
      .sort()
      .at(-1)!;
  }
}

// helpers //////////

function lost(): Rejection {
  return new Rejection({
    status: 409,
    code: 'publishing',
    message: 'Another publish took over. Look at the releases and try again.',
  });
}
