/** What whoever made or changed records gets back: each as they may see it now. */
import type { RecordValues } from '../../api/records.ts';
import { entityOf } from './entity-of.ts';
import { readRecords } from './read.ts';
import { keyOf, type Unit } from './unit.ts';

/** In the order of the ids; of one they may not see they learn only which it is. */
export async function shown(unit: Unit, entity: string, ids: readonly string[]): Promise<RecordValues[]> {
  const of = entityOf(unit.registry, entity);
  const found = await readRecords(unit.tx, { ...unit.asker, rights: unit.rights }, of, ids);
  return ids.map((id) => {
    const version = (unit.known.get(keyOf(entity, id))?.version ?? 1) as number;
    return found.get(id) ?? ({ id, version } as RecordValues);
  });
}
