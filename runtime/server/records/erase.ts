/**
 * Records of the recycle bin go for good, with everything that was kept of them: history, notes, attachments, shares, files that
 * nothing else names. What was merged into them and what belongs to them goes along; what else refers to them holds them back.
 */

import { fileFields, namedFilesSql } from '#metadata/file-fields.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import { eraseSql, referringSql } from '#metadata/rows.ts';
import type { Transaction } from '../db/database.ts';
import {
  attachedFiles,
  eraseBelongings,
  eraseFiles,
  filesInHistory,
  withMerged,
} from '../store/erase-records.ts';
import { RowsRefused } from './refused.ts';
import { stillReferenced } from './still-referenced.ts';

/** @param records in the recycle bin, with the rows they came in by. Throws RowsRefused. */
export async function eraseRows(
  tx: Transaction,
  registry: Registry,
  entity: Entity,
  records: readonly { readonly id: string; readonly row: number }[],
): Promise<void> {
  const going = new Map<Entity, Set<string>>();
  const rows = new Map(records.map(({ id, row }) => [id, row]));
  await gather(tx, registry, entity, [...rows.keys()], rows, going);
  const files: string[] = [];
  for (const [of, set] of going) {
    const own = [...set];
    const fields = fileFields(of).map(({ key }) => key);
    files.push(...(await attachedFiles(tx, of.key, own)));
    files.push(...(await filesInHistory(tx, of.key, own, fields)));
    await eraseBelongings(tx, of.key, own);
  }
  for (const [of, set] of going) await tx.query(eraseSql(of), [[...set]]);
  await eraseFiles(tx, [...new Set(files)], namedFilesSql(registry));
}

// helpers //////////

/** The records, those merged into them, and what belongs to either. */
async function gather(
  tx: Transaction,
  registry: Registry,
  entity: Entity,
  ids: readonly string[],
  rowOf: ReadonlyMap<string, number>,
  going: Map<Entity, Set<string>>,
): Promise<void> {
  const known = going.get(entity) ?? new Set<string>();
  const fresh = (await withMerged(tx, entity.key, ids)).filter((id) => !known.has(id));
  if (fresh.length === 0) return;
  for (const id of fresh) known.add(id);
  going.set(entity, known);
  for (const { entity: key, field: fieldKey, onDelete } of entity.reverse) {
    if (onDelete === 'clear') continue;
    const other = registry.entities.get(key)!;
    const field = other.fields.get(fieldKey)!;
    const { rows } = await tx.query<{ id: string; target: string }>(
      referringSql(other, field, entity.key, undefined, 'deleted'),
      [fresh],
    );
    const others = rows.filter(({ id }) => !going.get(other)?.has(id));
    if (others.length === 0) continue;
    if (onDelete === 'restrict')
      throw new RowsRefused(stillReferenced(entity, other, others, (target) => rowOf.get(target) ?? null));
    await gather(
      tx,
      registry,
      other,
      others.map(({ id }) => id),
      rowOf,
      going,
    );
  }
}
