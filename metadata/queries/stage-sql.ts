/** What a record's stage says of it, as SQL: its probability or outcome, told by the stage's key. */
import type { StageFacts } from '../fields/field-type.ts';
import { literal } from '../sql.ts';
import type { EmitContext, Frame } from './frame.ts';
import type { Place, Scalar } from './nodes.ts';
import { placeSql } from './place-sql.ts';

export function stageSql(
  place: Place,
  attribute: 'key' | 'probability' | 'outcome',
  frame: Frame,
  context: EmitContext,
): string {
  const column = placeSql(place, frame, context);
  if (attribute === 'key') return column;
  const stages: readonly StageFacts[] = place.field?.type.stages?.(place.field).stages ?? [];
  const known = stages.filter((stage) => stage[attribute] !== null);
  const type = attribute === 'probability' ? 'numeric' : 'text';
  if (known.length === 0) return `null::${type}`;
  const cases = known.map(
    (stage) => `when ${literal(stage.key)} then ${literal(String(stage[attribute]))}::${type}`,
  );
  return `(case ${column} ${cases.join(' ')} end)`;
}

/** Stages that say nothing of it: told by their keys, whose share of the records PostgreSQL knows. */
export function stageEmptySql(
  { place, attribute }: Extract<Scalar, { kind: 'stage' }>,
  frame: Frame,
  context: EmitContext,
): string {
  const column = placeSql(place, frame, context);
  const stages: readonly StageFacts[] = place.field?.type.stages?.(place.field).stages ?? [];
  const saying = stages.filter((stage) => stage[attribute] !== null).map(({ key }) => literal(key));
  if (attribute === 'key') return `${column} is null`;
  if (saying.length === 0) return 'true';
  return `(${column} is null or ${column} not in (${saying.join(', ')}))`;
}
