/** What the parts of the view's editor are handed. */
import type { Entity } from '#metadata/registry.ts';
import type { ViewDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Edit } from '../draft/use-content.ts';

export interface ViewEditing {
  readonly content: ViewDefinition;
  readonly edit: Edit<ViewDefinition>;
  /** Whose records it shows; missing while there is no such entity. */
  readonly entity: Entity | undefined;
}

/** The content with some of its parts set; what is undefined or an empty list is left out. */
export function withParts(
  content: ViewDefinition,
  parts: { readonly [K in keyof ViewDefinition]?: unknown },
) {
  const all = Object.entries({ ...content, ...parts });
  const given = all.filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(given) as unknown as ViewDefinition;
}
