/**
 * What a process reads of a record: the fields at the ends of paths, relations followed, a statement a step of the way. The
 * values are in the engine's form, and a relation that was followed is still the record it refers to.
 */
import type { FollowedRecord, RecordAnswer } from '#engine/asks.ts';
import type { Entity } from '#metadata/registry.ts';
import { rowsQuery } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import { toState } from '#metadata/value-json.ts';
import type { Queryable } from '../db/database.ts';
import { isId } from '../ids.ts';
import type { FullAsker } from './asker.ts';
import { nameIn } from './evaluate.ts';

const TITLE = 'title';

/** Null where there is no such record, or it lies in the recycle bin. */
export async function readPaths(
  db: Queryable,
  asker: FullAsker,
  { entity: key, id }: { readonly entity: string; readonly id: string },
  paths: readonly (readonly string[])[],
): Promise<RecordAnswer> {
  const entity = asker.registry.entities.get(key);
  if (!entity || !isId(id)) return null;
  const title = paths.some(([step]) => step === TITLE) && !entity.fields.has(TITLE);
  const query = rowsQuery({ entity, ids: [id], lock: null, title }, asker);
  const { rows } = await db.query(query);
  const found = rows[0] && query.decode(rows[0]);
  if (!found || found.values.deleted_at) return null;
  const answer: Record<string, Json> = Object.create(null);
  for (const [step, rests] of bySteps(paths)) {
    const target = targetOf(asker, entity, step);
    const referred = found.values[step];
    if (step === TITLE && title) answer[step] = found.title;
    else if (target && rests.length > 0 && typeof referred === 'string')
      answer[step] = await follow(db, asker, { entity: target, id: referred }, rests);
    else answer[step] = toState(nameIn(entity, found.values, step) ?? null);
  }
  return answer;
}

// helpers //////////

async function follow(
  db: Queryable,
  asker: FullAsker,
  record: { readonly entity: string; readonly id: string },
  rests: readonly (readonly string[])[],
): Promise<Json> {
  const fields = await readPaths(db, asker, record, rests);
  if (fields === null) return null;
  const followed: FollowedRecord = { $record: record, $fields: fields };
  return followed as unknown as Json;
}

/** First steps with what follows each of them. */
function bySteps(paths: readonly (readonly string[])[]): Map<string, (readonly string[])[]> {
  const steps = new Map<string, (readonly string[])[]>();
  for (const [step, ...rest] of paths) {
    if (step === undefined) continue;
    const rests = steps.get(step) ?? [];
    steps.set(step, rest.length ? [...rests, rest] : rests);
  }
  return steps;
}

function targetOf({ registry }: FullAsker, entity: Entity, step: string): string | null {
  const field = entity.fields.get(step);
  const targets = field?.type.refersTo?.(field)?.entities ?? [];
  return targets.length === 1 && registry.entities.has(targets[0]!) ? targets[0]! : null;
}
