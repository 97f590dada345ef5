/** Entities with more columns than their tables can have: PostgreSQL takes 1,600, those put aside and taken away for good counted in. */
import { type Definition, type DefinitionProblem, error, idOf } from '../definition.ts';
import type { Registry } from '../registry/model.ts';

const MOST_COLUMNS = 800;

export function* widthProblems(definition: Definition, registry: Registry): Iterable<DefinitionProblem> {
  const fields = registry.entities.get(definition.key)?.fields.values() ?? [];
  const count = [...fields].reduce((sum, { columns }) => sum + columns.length, 0);
  if (count <= MOST_COLUMNS) return;
  const text = `The fields of ${definition.key} need ${count} columns; at most ${MOST_COLUMNS} are possible. Put some of them into an entity of their own.`;
  const params = { entity: definition.key, count, max: MOST_COLUMNS };
  yield error('too_many_columns', text, idOf(definition), ['fields'], params);
}
