/** What uses a definition: the other definitions that name it. */
import { type Configuration, type Definition, splitReference } from '#metadata/definition.ts';
import { definitionKind } from '#metadata/kind.ts';

/** How diagrams name a definition of a kind. */
const NAMED_IN_DIAGRAMS: Readonly<Record<string, (key: string) => RegExp>> = {
  entity: (key) => new RegExp(`\\bentity="${key}"`),
  calendar: (key) => new RegExp(`<potik:calendar\\b[^>]*\\bkey="${key}"`),
};

export function definitionsUsing(
  configuration: Configuration,
  kind: string,
  key: string,
): readonly Definition[] {
  return [...configuration.definitions.values()].filter((definition) => {
    if (definition.kind === kind && definition.key === key) return false;
    if (typeof definition.content === 'string')
      return NAMED_IN_DIAGRAMS[kind]?.(key).test(definition.content) ?? false;
    for (const use of definitionKind(definition.kind)?.uses(definition.content, definition) ?? [])
      if (use.needs === 'definition' && use.kind === kind && splitReference(use.reference).key === key)
        return true;
    return false;
  });
}
