/** What uses a definition: the other definitions that name it. */
import { type Configuration, type Definition, splitReference } from '#metadata/definition.ts';
import { definitionKind } from '#metadata/kind.ts';

export function definitionsUsing(
  configuration: Configuration,
  kind: string,
  key: string,
): readonly Definition[] {
  return [...configuration.definitions.values()].filter((definition) => {
    if (definition.kind === kind && definition.key === key) return false;
    if (typeof definition.content === 'string')
      return kind === 'entity' && new RegExp(`\\bentity="${key}"`).test(definition.content);
    for (const use of definitionKind(definition.kind)?.uses(definition.content, definition) ?? [])
      if (use.needs === 'definition' && use.kind === kind && splitReference(use.reference).key === key)
        return true;
    return false;
  });
}
