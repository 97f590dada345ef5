/** What a unit changed, kept so that the deed it belongs to can be taken back; only where the caller keeps a journal. */
import type { Json } from '#metadata/value.ts';
import { insertJournalRecords, type JournalRecord } from '../../store/journal.ts';
import { same } from '../row-set.ts';
import { type Change, keyOf, type Unit } from '../unit.ts';

export async function journal(unit: Unit): Promise<void> {
  if (unit.journal === null) return;
  const records = [...unit.changes.values()].flatMap((change) => recordOf(unit, change));
  if (records.length > 0) await insertJournalRecords(unit.tx, unit.journal, records);
}

// helpers //////////

/** What the platform reckons comes right by itself, and what is sealed can't be set back. */
function recordOf(unit: Unit, { entity, id, before, kind }: Change): JournalRecord[] {
  if (kind === 'calculated') return [];
  const now = unit.known.get(keyOf(entity.key, id))!;
  const [was, is]: Record<string, Json>[] = [{}, {}];
  if (kind === 'changed')
    for (const field of entity.fields.values()) {
      if (field.system || field.kept || field.type.sealed || field.columns.length === 0) continue;
      const [from, to] = [before?.[field.key] ?? null, now[field.key] ?? null];
      if (same(from, to)) continue;
      was![field.key] = from;
      is![field.key] = to;
    }
  return [
    { entity: entity.key, recordId: id, kind, version: now.version as number, before: was!, after: is! },
  ];
}
