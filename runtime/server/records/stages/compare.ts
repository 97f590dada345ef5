/** Notes which records are to be compared with others, by the rules of their entity; `find-duplicates.ts` does it afterwards. */
import { insertChecks } from '../../store/duplicates.ts';
import { same } from '../row-set.ts';
import { keyOf, type Unit } from '../unit.ts';

export async function compare(unit: Unit): Promise<void> {
  const byEntity = new Map<string, string[]>();
  for (const { entity, id, before, kind } of unit.changes.values()) {
    if (!entity.duplicates) continue;
    const after = unit.known.get(keyOf(entity.key, id))!;
    const compared = entity.duplicates.match.flatMap(({ equal, similar }) => [...equal, ...similar]);
    const moved = kind === 'created' || kind === 'deleted' || kind === 'restored';
    if (!moved && !compared.some((key) => !same(before?.[key] ?? null, after[key] ?? null))) continue;
    const ids = byEntity.get(entity.key) ?? [];
    ids.push(id);
    byEntity.set(entity.key, ids);
  }
  for (const [entity, ids] of byEntity) await insertChecks(unit.tx, entity, ids);
}
