/** Mistakes in what makes records of an entity documents: stages, reasons and versions that are none. */
import { type Definition, type DefinitionProblem, error, idOf } from '../definition.ts';
import { hint } from '../nearest.ts';
import type { Registry } from '../registry/model.ts';
import type { EntityDefinition } from '../schemas/generated/definitions.ts';

export function* documentProblems(definition: Definition, registry: Registry): Iterable<DefinitionProblem> {
  const { document } = definition.content as unknown as EntityDefinition;
  const entity = registry.entities.get(definition.key);
  if (!document || !entity) return;
  const id = idOf(definition);
  const wrong = (code: string, text: string, params: Record<string, string>, ...path: string[]) =>
    error(`document.${code}`, text, id, ['document', ...path], params);
  const { cancel, amend } = document;
  if (cancel) {
    const staged = [...entity.fields.values()].filter((field) => field.type.stages);
    const stages = staged.length === 1 ? staged[0]!.type.stages!(staged[0]!).stages : [];
    const keys = stages.map(({ key }) => key);
    if (staged.length !== 1)
      yield wrong(
        'stage_field',
        `${entity.key} needs exactly one stage field to be cancelled by.`,
        { entity: entity.key },
        'cancel',
        'stage',
      );
    else if (!keys.includes(cancel.stage))
      yield wrong(
        'stage',
        `There is no stage "${cancel.stage}".${hint(cancel.stage, keys)}`,
        { name: cancel.stage },
        'cancel',
        'stage',
      );
  }
  if (amend && !cancel)
    yield wrong('amend', 'Only what can be cancelled is amended: say "cancel" too.', {}, 'amend');
  const versions = amend ? entity.fields.get(amend) : undefined;
  if (versions && versions.type.refersTo?.(versions)?.entities.join() !== entity.key)
    yield wrong(
      'versions',
      `${entity.key}.${amend} is no lookup to ${entity.key}.`,
      { field: `${entity.key}.${amend}`, entity: entity.key },
      'amend',
    );
}
