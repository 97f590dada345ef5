/** Mistakes of shape in what changes would make: a configuration is only understood once its contents have their schemas' shape. */
import {
  type Configuration,
  type DefinitionProblem,
  error,
  idOf,
  sameContent,
} from '#metadata/definition.ts';
import { definitionKind } from '#metadata/kind.ts';
import { checkShape } from '../model/check-shape.ts';

export function shapeProblems(before: Configuration, after: Configuration): DefinitionProblem[] {
  return [...after.definitions.values()].flatMap((definition) => {
    const id = idOf(definition);
    const old = before.definitions.get(id);
    if (old && sameContent(old.content, definition.content)) return [];
    if (definitionKind(definition.kind)?.extension !== '.yaml') {
      if (typeof definition.content === 'string') return [];
      return [error('shape', 'The content of this definition is the text of its file.', id)];
    }
    return checkShape(definition.kind, definition.content).map(({ path, message }) =>
      error('shape', message, id, path),
    );
  });
}
