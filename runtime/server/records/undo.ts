/**
 * Takes back what a deed on many records did, from its journal, part by part, the latest first: created records go to the
 * recycle bin, changed values and deleted records come back. What somebody changed since stays as it is and is told. Goes
 * through the write path, with the rights of who takes it back.
 */
import type { Entity } from '#metadata/registry.ts';
import { type RowValues, rowsQuery } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import type { Principal } from '../auth/principal.ts';
import type { Transaction } from '../db/database.ts';
import type { Live } from '../model/model.ts';
import {
  closeJournalRecords,
  type JournalKind,
  type JournalRecord,
  type JournalRow,
  type Kept,
  openJournalRecords,
} from '../store/journal.ts';
import { deleteRows, restoreRows } from './delete-rows.ts';
import { type Ground, tell } from './ground.ts';
import { eachOrNone, type RowRefusal } from './many.ts';
import { saveRows } from './pipeline.ts';
import { same } from './row-set.ts';
import type { Unit } from './unit.ts';

export interface UndonePart {
  /** Records that are again what they were. */
  readonly restored: number;
  /** Records that were left, wholly or in part; the journal says why. */
  readonly kept: number;
  /** There is more to do. */
  readonly more: boolean;
}

/** Records that are taken back in one transaction. */
const PART = 200;

/** The caller has locked the journal in `tx`. */
export async function undoPart(
  ground: Ground,
  principal: Principal,
  tx: Transaction,
  live: Live,
  journal: Pick<JournalRow, 'id' | 'kind' | 'entity' | 'detail'>,
): Promise<UndonePart> {
  const first = journal.kind === 'bulk' ? journal.entity : null;
  const open = await openJournalRecords(tx, journal.id, first, PART);
  let kept = 0;
  for (const { who, entity: key, records } of groupsOf(principal, journal, open)) {
    const entity = live.registry.entities.get(key);
    const reasons = entity
      ? await undoOf(ground, who, tx, live, entity, records, journal)
      : records.map(() => [gone(key)]);
    await closeJournalRecords(
      tx,
      journal.id,
      records.map(({ recordId }, i) => ({ entity: key, recordId, kept: reasons[i]! })),
    );
    kept += reasons.filter(({ length }) => length > 0).length;
  }
  return { restored: open.length - kept, kept, more: open.length === PART };
}

// helpers //////////

interface Group {
  readonly who: Principal;
  readonly entity: string;
  readonly records: readonly JournalRecord[];
}

/**
 * Records of one entity that are taken back together, in the name of who asks. What a merge moved beside its two records, or a deed
 * on many beside its own, the platform moved without asking for rights, and moves back so, behind them.
 */
function groupsOf(
  principal: Principal,
  { kind, entity: main, detail }: Pick<JournalRow, 'kind' | 'entity' | 'detail'>,
  open: readonly JournalRecord[],
): readonly Group[] {
  const byEntity = (who: Principal, records: readonly JournalRecord[]): Group[] =>
    [...new Set(records.map(({ entity }) => entity))].map((entity) => ({
      who,
      entity,
      records: records.filter((record) => record.entity === entity),
    }));
  if (kind === 'import') return byEntity(principal, open);
  if (kind === 'bulk') return split(({ entity }) => entity === main);
  const { entity: of, into, record: other } = detail as { entity: string; into: string; record: string };
  return split(({ entity, recordId }) => entity === of && (recordId === into || recordId === other));

  function split(own: (record: JournalRecord) => boolean): Group[] {
    const platform = { ...principal, unrestricted: true };
    const others = open.filter((record) => !own(record));
    return [...byEntity(principal, open.filter(own)), ...byEntity(platform, others)];
  }
}

type Deed = 'save' | 'delete' | 'restore';

/** What there is to do for one record; nothing where it is already as it was. */
interface Step {
  readonly at: number;
  readonly id: string;
  readonly deed: Deed;
  readonly version: number;
  readonly values: Readonly<Record<string, Json>>;
}

/** Why each record was left, wholly or in part; empty where it is again what it was. */
async function undoOf(
  ground: Ground,
  principal: Principal,
  tx: Transaction,
  live: Live,
  entity: Entity,
  records: readonly JournalRecord[],
  { id, kind }: { readonly id: string; readonly kind: JournalKind },
): Promise<Kept[][]> {
  const kept: Kept[][] = records.map(() => []);
  const now = await presentValues(ground, principal, tx, live, entity, records);
  const steps = records.flatMap((record, at) =>
    stepOf(entity, record, now.get(record.recordId), at, kept[at]!),
  );
  const carry = async (deed: Deed, mine = steps.filter((step) => step.deed === deed)) => {
    const refused = new Map<Step, RowRefusal[]>();
    if (mine.length === 0) return refused;
    const run = async (set: readonly number[]) => {
      const options = { cause: { kind: 'undo', id, of: kind } as const };
      const rows = set.map((row) => ({ ...mine[row]!, row }));
      const { unit } = await ground.unit(tx, live, principal, options, (begun) =>
        DEEDS[deed](begun, entity, rows),
      );
      return { unit, values: set };
    };
    for (const one of (await eachOrNone(tx, [...mine.keys()], run, (unit) => tell(unit, ground))).refused) {
      const step = mine[one.row]!;
      refused.set(step, [...(refused.get(step) ?? []), one]);
    }
    return refused;
  };
  const keep = (refused: ReadonlyMap<Step, readonly RowRefusal[]>) => {
    for (const [step, reasons] of refused)
      for (const { path, code, message } of reasons)
        kept[step.at]!.push({ field: path || null, code, message });
  };
  // Values first, for a record that comes back may need one of them; what refers to a record that comes back goes again.
  const waiting = await carry('save');
  keep(await carry('restore'));
  keep(await carry('save', [...waiting.keys()]));
  keep(await carry('delete'));
  return kept;
}

const DEEDS: Readonly<
  Record<Deed, (unit: Unit, entity: Entity, rows: readonly (Step & { row: number })[]) => Promise<unknown>>
> = {
  save: (unit, entity, rows) =>
    saveRows(
      unit,
      entity,
      rows.map(({ row, id, version, values }) => ({ row, path: '', id, version, values })),
    ),
  delete: (unit, entity, rows) => deleteRows(unit, entity, rows),
  restore: (unit, entity, rows) => restoreRows(unit, entity, rows),
};

function stepOf(
  entity: Entity,
  { recordId: id, kind, version, before, after }: JournalRecord,
  now: RowValues | undefined,
  at: number,
  kept: Kept[],
): Step[] {
  const step = { at, id, version: (now?.version as number | undefined) ?? version };
  if (kind === 'created') {
    if (!now || now.deleted_at !== null) return [];
    if (now.version === version) return [{ ...step, deed: 'delete', values: {} }];
    kept.push({ field: null, code: 'changed_since', message: 'It was changed since, so it stays.' });
    return [];
  }
  if (kind === 'deleted')
    return now && now.deleted_at !== null ? [{ ...step, deed: 'restore', values: {} }] : [];
  if (kind === 'restored')
    return now && now.deleted_at === null ? [{ ...step, deed: 'delete', values: {} }] : [];
  if (!now || now.deleted_at !== null) {
    kept.push({ field: null, code: 'deleted', message: 'It is in the recycle bin.' });
    return [];
  }
  const values: Record<string, Json> = {};
  for (const [key, was] of Object.entries(before)) {
    const field = entity.fields.get(key);
    if (!field || field.kept) continue;
    const is = now[key] ?? null;
    if (same(is, was)) continue;
    if (same(is, after[key] ?? null)) values[key] = was;
    else
      kept.push({
        field: key,
        code: 'changed_since',
        message: `${field.name} was changed since, so it stays.`,
      });
  }
  return Object.keys(values).length > 0 ? [{ ...step, deed: 'save', values }] : [];
}

async function presentValues(
  ground: Ground,
  principal: Principal,
  tx: Transaction,
  live: Live,
  entity: Entity,
  records: readonly JournalRecord[],
): Promise<Map<string, RowValues>> {
  const ids = records.map(({ recordId }) => recordId);
  const query = rowsQuery({ entity, ids, lock: null }, ground.asker(live, principal));
  const { rows } = await tx.query(query);
  return new Map(rows.map((row) => query.decode(row).values).map((values) => [values.id as string, values]));
}

function gone(entity: string): Kept {
  return { field: null, code: 'unknown_entity', message: `There is no entity ${entity} any more.` };
}
