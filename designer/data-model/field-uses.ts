/** What names a field: forms, views, roles, formulas, diagrams. By the word where the place can't be known exactly. */
import type { Configuration, Definition } from '#metadata/definition.ts';
import { splitReference } from '#metadata/definition.ts';

export function definitionsUsingField(
  configuration: Configuration,
  entity: string,
  field: string,
): readonly Definition[] {
  const word = new RegExp(`(^|[^A-Za-z0-9_])${field}([^A-Za-z0-9_]|$)`);
  return [...configuration.definitions.values()].filter((definition) => {
    const { kind, key, content } = definition;
    if (kind === 'entity' && key === entity) return false;
    if (typeof content === 'string') return content.includes(`entity="${entity}"`) && word.test(content);
    const about = (content as { entity?: string }).entity;
    if (about !== undefined)
      return splitReference(about).key === entity && word.test(JSON.stringify(content));
    const rights = (content as { fields?: Record<string, Record<string, unknown>> }).fields;
    return kind === 'role' && rights?.[entity]?.[field] !== undefined;
  });
}
