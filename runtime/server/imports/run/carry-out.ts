/**
 * Carries out an import that waits: a check, a run or an undo, part by part. The transaction that writes rows also counts them and
 * keeps those that were refused, so that whatever dies in between, each row is written once and the next worker goes on behind it.
 */
import { type Rights, rightsOf } from '#metadata/access.ts';
import type { ImportSettings, ImportSheet } from '../../../api/imports.ts';
import type { Principal } from '../../auth/principal.ts';
import type { Clock } from '../../clock.ts';
import type { Database, Transaction } from '../../db/database.ts';
import type { Model } from '../../model/model.ts';
import type { Records } from '../../records/records.ts';
import { Rejection } from '../../rejection.ts';
import {
  findImport,
  type ImportRow,
  type ImportState,
  insertFailures,
  updateImport,
} from '../../store/imports.ts';
import { insertJournal } from '../../store/journal.ts';
import { writeAudit } from '../../store/sessions.ts';
import type { FilesBeside } from '../bundle.ts';
import { withFileCopy } from '../file-copy.ts';
import { createReferences, type References } from '../references.ts';
import type { CsvRow } from '../sheets/csv-rows.ts';
import { sheetRows } from '../sheets/sheet.ts';
import { type ImportPlan, planImport } from './import-plan.ts';
import { type RowOutcome, writeBatch } from './write-batch.ts';

export interface RunGround {
  readonly db: Database;
  readonly model: Model;
  readonly clock: Clock;
  readonly records: Records;
  /** There is something new to see. */
  readonly told: (row: ImportRow) => void;
}

/** Rows written in one transaction. */
const BATCH = 500;
/** How long an import is ours before another worker may go on with it. */
export const LEASE = 60_000;

/** The import was cancelled or taken by somebody else. */
class Stopped extends Error {}
/** Ends a transaction that only tried. */
class Tried extends Error {
  readonly outcomes: readonly RowOutcome[];
  constructor(outcomes: readonly RowOutcome[]) {
    super('tried');
    this.outcomes = outcomes;
  }
}

/** What rows are read by. */
export interface Reading {
  readonly plan: ImportPlan;
  readonly references: References;
  /** Files that came with the table. */
  readonly beside: FilesBeside | null;
}

/** @param stopping asked between parts: the server is going down */
export async function carryOut(
  ground: RunGround,
  row: ImportRow,
  principal: Principal,
  stopping: () => boolean,
): Promise<void> {
  try {
    if (row.state === 'undoing') await undo(ground, row, principal, stopping);
    else await readFile(ground, row, principal, stopping);
  } catch (error) {
    if (error instanceof Stopped) return;
    if (!(error instanceof Rejection)) throw error;
    await end(ground, row, 'failed', error.message);
  }
}

/** What would become of these rows; nothing is written. */
export async function tryRows(
  ground: RunGround,
  row: ImportRow,
  principal: Principal,
  reading: Pick<Reading, 'plan' | 'beside'>,
  rows: readonly CsvRow[],
): Promise<readonly RowOutcome[]> {
  const own = { ...reading, references: createReferences(ground, principal) };
  try {
    await ground.model.transaction(async (tx) => {
      throw new Tried(await write(ground, row, principal, own, tx, rows, true));
    });
  } catch (error) {
    if (error instanceof Tried) return error.outcomes;
    throw error;
  }
  return [];
}

export function planOf(
  { model }: Pick<RunGround, 'model'>,
  { entity: key, sheet }: Pick<ImportRow, 'entity' | 'sheet'>,
  principal: Principal,
  settings: ImportSettings,
): ImportPlan {
  const { registry } = model.live();
  const rights: Rights = rightsOf(registry, principal);
  const entity = registry.entities.get(key);
  if (!entity)
    throw new Rejection({
      status: 422,
      code: 'unknown_entity',
      message: `There is no entity ${key} any more.`,
    });
  const { columns, files } = sheet as unknown as ImportSheet;
  const header = columns.map(({ name }) => name);
  return planImport({ registry, rights, files: files !== undefined }, entity, header, settings, principal);
}

/** The stored file that an import reads. */
export function storedFile({ fileId, fileName }: ImportRow): { id: string; name: string } {
  return { id: fileId!, name: fileName };
}

// helpers //////////

async function readFile(
  ground: RunGround,
  row: ImportRow,
  principal: Principal,
  stopping: () => boolean,
): Promise<void> {
  const { db } = ground;
  const plan = planOf(ground, row, principal, row.settings as unknown as ImportSettings);
  const references = createReferences(ground, principal);
  const { encoding, sheet } = row.sheet as unknown as ImportSheet;
  const finished = await withFileCopy(db, storedFile(row), async ({ path, name, files: beside }) => {
    const file = {
      path,
      name,
      decimalMark: plan.conventions.decimalMark,
      ...(encoding !== null && { encoding }),
      ...(sheet !== null && { sheet }),
    };
    let at = -1;
    let done = row.done;
    let batch: CsvRow[] = [];
    const flush = async () => {
      await writePart(ground, row, principal, { plan, references, beside }, done, batch);
      done += batch.length;
      batch = [];
    };
    for await (const one of sheetRows(file)) {
      // The header comes first, then rows that are done already.
      if (++at <= row.done) continue;
      batch.push(one);
      if (batch.length < BATCH) continue;
      await flush();
      if (stopping()) {
        await updateImport(db, row.id, { lockedUntil: null });
        return false;
      }
    }
    if (batch.length > 0) await flush();
    return true;
  });
  if (finished) await end(ground, row, row.state === 'checking' ? 'checked' : 'done', null);
}

async function writePart(
  ground: RunGround,
  row: ImportRow,
  principal: Principal,
  reading: Reading,
  done: number,
  rows: readonly CsvRow[],
): Promise<void> {
  const { model, db, clock } = ground;
  const checking = row.state === 'checking';
  const tried = checking ? await tryRows(ground, row, principal, reading, rows) : null;
  const count = async (tx: Transaction) => {
    const now = await findImport(tx, row.id, true);
    if (now?.state !== row.state || now.done !== done) throw new Stopped();
    const outcomes = tried ?? (await write(ground, row, principal, reading, tx, rows, false));
    const of = (deed: RowOutcome['deed']) => outcomes.filter((one) => one.deed === deed);
    const failures = of('fail');
    if (failures.length > 0) await insertFailures(tx, row.id, failures);
    await updateImport(tx, row.id, {
      done: done + rows.length,
      created: now.created + of('create').length,
      updated: now.updated + of('update').length,
      skipped: now.skipped + of('skip').length,
      failed: now.failed + failures.length,
      attempts: 0,
      lockedUntil: new Date(clock.now() + LEASE),
    });
  };
  await (checking ? db.transaction(count) : model.transaction(count));
  ground.told(row);
}

async function write(
  { records, model, clock }: RunGround,
  row: ImportRow,
  principal: Principal,
  { beside, ...reading }: Reading,
  tx: Transaction,
  rows: readonly CsvRow[],
  trial: boolean,
): Promise<RowOutcome[]> {
  const { id, entity, personId, fileName } = row;
  await insertJournal(tx, {
    id,
    kind: 'import',
    entity,
    personId,
    at: new Date(row.createdAt),
    detail: { file: fileName },
  });
  const files = beside && { beside, registry: model.live().registry, now: clock.now(), trial };
  return writeBatch({ ...reading, records, principal, tx, id, file: fileName, files }, rows);
}

async function undo(
  ground: RunGround,
  row: ImportRow,
  principal: Principal,
  stopping: () => boolean,
): Promise<void> {
  const { model, records, clock } = ground;
  for (let more = true; more && !stopping(); ) {
    more = await model.transaction(async (tx) => {
      const now = await findImport(tx, row.id, true);
      if (now?.state !== 'undoing') throw new Stopped();
      const part = await records.undo(principal, row.id, { transaction: tx });
      await updateImport(tx, row.id, {
        restored: now.restored + part.restored,
        kept: now.kept + part.kept,
        attempts: 0,
        lockedUntil: part.more ? new Date(clock.now() + LEASE) : null,
        ...(!part.more && { state: 'undone', endedAt: new Date(clock.now()) }),
      });
      return part.more;
    });
    ground.told(row);
  }
}

async function end(
  { db, clock, told }: RunGround,
  row: ImportRow,
  state: ImportState,
  error: string | null,
): Promise<void> {
  const at = new Date(clock.now());
  const ended = await db.transaction(async (tx) => {
    const now = await findImport(tx, row.id, true);
    if (now?.state !== row.state) return null;
    await updateImport(tx, row.id, { state, error, endedAt: at, lockedUntil: null });
    return now;
  });
  if (ended && row.state === 'running') {
    const { created, updated, skipped, failed } = ended;
    const detail = {
      import: row.id,
      entity: row.entity,
      file: row.fileName,
      created,
      updated,
      skipped,
      failed,
      state,
    };
    await writeAudit(db, { at, personId: row.personId, deed: 'imported', detail });
  }
  told(row);
}
