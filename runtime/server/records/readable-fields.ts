/** Which fields somebody may read in one record: some rights depend on what stands in it. */
import type { Field } from '#metadata/field.ts';
import type { FilterNode } from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import { rowsQuery } from '#metadata/rows.ts';
import type { Queryable } from '../db/database.ts';
import type { FullAsker } from './asker.ts';

/** Fields the person may read in this record. */
export async function readableFields(
  db: Queryable,
  who: FullAsker,
  entity: Entity,
  id: string,
): Promise<Map<string, Field>> {
  const fields = [...entity.fields.values()].map((field) => ({
    field,
    right: who.rights.field(entity, field),
  }));
  const conditional = fields.filter(({ right }) => typeof right !== 'string');
  const met = new Set<Field>();
  if (conditional.length > 0) {
    const conditions = conditional.map(({ right }) => right as FilterNode);
    const query = rowsQuery({ entity, ids: [id], lock: null, conditions }, who);
    const { rows } = await db.query<Record<string, unknown>>(query);
    const answers = rows[0] ? query.decode(rows[0]).met : [];
    for (const [i, { field }] of conditional.entries()) if (answers[i]) met.add(field);
  }
  return new Map(
    fields
      .filter(({ field, right }) => right === 'open' || met.has(field))
      .map(({ field }) => [field.key, field]),
  );
}
