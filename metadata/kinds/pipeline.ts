/** The stages a record goes through, and what each of them asks. */
import {
  type Definition,
  type DefinitionProblem,
  error,
  idOf,
  splitReference,
  warning,
} from '../definition.ts';
import { hint } from '../nearest.ts';
import type { PipelineDefinition } from '../schemas/generated/definitions.ts';
import { defineKind, SNAKE, type Use } from './kind.ts';

export const pipeline = defineKind({
  key: 'pipeline',
  label: { en: 'Pipeline', uk: 'Воронка', ru: 'Воронка' },
  folder: 'pipelines',
  extension: '.yaml',
  keys: SNAKE,
  *uses(json): Iterable<Use> {
    const content = json as unknown as PipelineDefinition;
    const entity = splitReference(content.entity).key;
    yield { needs: 'definition', kind: 'entity', reference: content.entity, path: ['entity'] };
    for (const [key, stage] of Object.entries(content.stages))
      for (const [i, field] of (stage.requires ?? []).entries())
        yield { needs: 'field', entity, field, path: ['stages', key, 'requires', i], as: 'required' };
  },
  *check(definition, registry): Iterable<DefinitionProblem> {
    yield* stageProblems(definition);
    const content = definition.content as unknown as PipelineDefinition;
    const entity = registry.entities.get(splitReference(content.entity).key);
    const used = [...(entity?.fields.values() ?? [])].some(
      (field) =>
        field.type.stages?.(field).key === definition.key ||
        [...(entity?.types?.of.keys() ?? [])].some(
          (type) => field.type.stages?.(field, type).key === definition.key,
        ),
    );
    if (entity && !used) {
      const message = `No field of ${entity.key} uses this pipeline; add one: {type: stage, pipeline: ${definition.key}}.`;
      yield warning('pipeline_unused', message, idOf(definition), ['entity'], {});
    }
  },
});

// helpers //////////

function* stageProblems(definition: Definition): Iterable<DefinitionProblem> {
  const { stages, moves = {}, start } = definition.content as unknown as PipelineDefinition;
  const known = Object.keys(stages);
  const unknown = (stage: string) => `There is no stage "${stage}".${hint(stage, known)}`;
  const id = idOf(definition);
  if (start !== undefined && !known.includes(start))
    yield error('unknown_stage', unknown(start), id, ['start'], { name: start });
  for (const [from, targets] of Object.entries(moves)) {
    if (!known.includes(from))
      yield error('unknown_stage', unknown(from), id, ['moves', from], { name: from });
    for (const [i, to] of targets.entries())
      if (!known.includes(to))
        yield error('unknown_stage', unknown(to), id, ['moves', from, i], { name: to });
  }
}
