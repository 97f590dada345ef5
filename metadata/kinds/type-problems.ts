/** Mistakes in the kinds of record of an entity: no field that says them, unknown options, forms and pipelines of others. */
import { type Definition, type DefinitionProblem, error, idOf, splitReference } from '../definition.ts';
import { hint } from '../nearest.ts';
import type { Registry } from '../registry/model.ts';
import type { EntityDefinition } from '../schemas/generated/definitions.ts';

export function* typeProblems(definition: Definition, registry: Registry): Iterable<DefinitionProblem> {
  const { typed_by: by, types } = definition.content as unknown as EntityDefinition;
  if (!by && !types) return;
  const id = idOf(definition);
  if (!by) {
    yield error(
      'record_types.typed_by',
      'Say by "typed_by" which choice field tells the kind of a record.',
      id,
      ['types'],
      {},
    );
    return;
  }
  const entity = registry.entities.get(definition.key);
  const field = entity?.fields.get(by);
  if (!entity || !field) return; // a problem of the use
  if (!field.type.options) {
    yield error(
      'record_types.no_choice',
      `${entity.key}.${by} is no field of type choice.`,
      id,
      ['typed_by'],
      { field: `${entity.key}.${by}` },
    );
    return;
  }
  const options = field.type.options(field).map(({ key }) => key);
  const staged = [...entity.fields.values()].filter((candidate) => candidate.type.stages);
  for (const [key, { form, pipeline, requires = [] }] of Object.entries(types ?? {})) {
    const path = ['types', key];
    if (!options.includes(key))
      yield error('record_types.option', `${by} has no option "${key}".${hint(key, options)}`, id, path, {
        field: by,
        name: key,
      });
    const formOf = form && registry.forms.get(splitReference(form).key)?.entity;
    if (formOf && formOf !== entity.key)
      yield error('record_types.form', `The form "${form}" is one of ${formOf}.`, id, [...path, 'form'], {
        name: form!,
        entity: formOf,
      });
    for (const [i, name] of requires.entries())
      if (entity.fields.get(name)?.type.holders)
        yield error(
          'record_types.list',
          `"${name}" is a list; a kind requires fields.`,
          id,
          [...path, 'requires', i],
          { name },
        );
    const facts = pipeline && registry.pipelines.get(splitReference(pipeline).key);
    if (!facts) continue;
    const at = [...path, 'pipeline'];
    if (facts.entity !== entity.key)
      yield error('record_types.pipeline', `The pipeline "${pipeline}" is one of ${facts.entity}.`, id, at, {
        name: pipeline,
        entity: facts.entity,
      });
    if (staged.length !== 1)
      yield error(
        'record_types.stage_field',
        `${entity.key} needs exactly one stage field for pipelines of its kinds.`,
        id,
        at,
        { entity: entity.key },
      );
    // Conditions and figures know the stage alone: what it says must not depend on the kind.
    const all = staged[0]?.type.stages?.(staged[0]).stages ?? [];
    for (const stage of facts.stages) {
      const other = all.find((candidate) => candidate.key === stage.key);
      if (other && (other.probability !== stage.probability || other.outcome !== stage.outcome))
        yield error(
          'record_types.stage_twice',
          `The stage "${stage.key}" stands in two pipelines of ${entity.key} with another probability or outcome; give it another key.`,
          id,
          at,
          { name: stage.key, entity: entity.key },
        );
    }
  }
}
