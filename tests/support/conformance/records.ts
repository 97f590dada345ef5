/** The records of a scenario: fields by `entity:id`, as expressions read them. What writes them is the step `changeRecord`. */
import type { Answer, Question } from '#engine/asks.ts';
import type { Json } from '#metadata/value.ts';

export type ScenarioRecords = Map<string, Readonly<Record<string, Json>>>;

export function fieldsOf(
  records: ScenarioRecords,
  { entity, id }: Extract<Question, { kind: 'record' }>,
): Answer {
  return records.get(`${entity}:${id}`) ?? null;
}

/** Fields that are not named stay as they are. */
export function writeRecord(
  records: ScenarioRecords,
  entity: string,
  id: string,
  set: Readonly<Record<string, Json>>,
): void {
  records.set(`${entity}:${id}`, { ...records.get(`${entity}:${id}`), ...set });
}
