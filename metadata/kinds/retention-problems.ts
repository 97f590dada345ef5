/** What rules of retention need of their entity, and mistakes in them: dates that are none, nothing personal, a bin within the bin. */
import { type Definition, type DefinitionProblem, error, idOf } from '../definition.ts';
import type { Registry } from '../registry/model.ts';
import { isDated } from '../retention.ts';
import type { EntityDefinition } from '../schemas/generated/definitions.ts';
import type { Use } from './kind.ts';

export function* retentionUses(entity: string, rules: EntityDefinition['retention']): Iterable<Use> {
  for (const [name, { where, since }] of Object.entries(rules ?? {})) {
    const path = ['retention', name];
    yield { needs: 'field', entity, field: since, path: [...path, 'since'], as: 'filter' };
    if (where !== undefined)
      yield { needs: 'expression', source: where, path: [...path, 'where'], entity, as: 'filter' };
  }
}

export function* retentionProblems(definition: Definition, registry: Registry): Iterable<DefinitionProblem> {
  const { retention } = definition.content as unknown as EntityDefinition;
  const entity = registry.entities.get(definition.key);
  if (!retention || !entity) return;
  for (const [name, { since, do: deed, also = [] }] of Object.entries(retention)) {
    const wrong = (code: string, text: string, key: string, params: Record<string, string> = {}) =>
      error(`retention.${code}`, text, idOf(definition), ['retention', name, key], params);
    const field = entity.fields.get(since);
    if (field && !isDated(field))
      yield wrong('since', `${entity.key}.${since} is no date; time is counted from a date.`, 'since', {
        field: `${entity.key}.${since}`,
      });
    if (since === 'deleted_at' && deed !== 'erase')
      yield wrong('bin', 'Records in the recycle bin can only be erased.', 'do');
    if (deed !== 'anonymise' && also.length > 0)
      yield wrong(
        'also',
        'Only where records are anonymised it is said what goes whole; erasing takes all.',
        'also',
      );
    if (deed === 'anonymise' && ![...entity.fields.values()].some(({ personal }) => personal))
      yield wrong('personal', `No field of ${entity.key} is marked as personal.`, 'do', {
        entity: entity.key,
      });
  }
}
