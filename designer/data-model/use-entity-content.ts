/** What an entity says besides its fields, for the parts that edit it; each deed is one step of undo, typing in one place too. */
import { useRef } from 'react';
import type { Entity } from '#metadata/registry.ts';
import type { EntityDefinition } from '#metadata/schemas/generated/definitions.ts';
import type { Json } from '#metadata/value.ts';
import { useDraft, useMake } from '../draft/draft.tsx';

export type EntityContent = Omit<EntityDefinition, 'fields'>;

export interface EntityEditing {
  readonly entity: Entity;
  readonly content: EntityContent;
  /** Sets parts of it; what is undefined, empty text or an empty list is left out. `about`: as of `useContent`. */
  readonly set: (parts: { readonly [K in keyof EntityContent]?: unknown }, about?: string) => void;
}

export function useEntityContent(entity: Entity): EntityEditing {
  const make = useMake();
  const { configuration } = useDraft();
  const definition = configuration.definitions.get(`entity/${entity.key}`);
  const last = useRef<{ readonly about: string | undefined; readonly content: string } | null>(null);
  const { fields: _, ...content } = (definition?.content ?? {}) as unknown as EntityDefinition;
  return {
    entity,
    content,
    set(parts, about) {
      const next = Object.fromEntries(
        Object.entries({ ...content, ...parts }).filter(([, value]) => !isNothing(value)),
      );
      // Undone or changed by other ways meanwhile, it is another step.
      const together =
        about !== undefined &&
        last.current?.about === about &&
        last.current.content === JSON.stringify(content);
      const change = { change: 'set_entity', entity: entity.key, content: next as Json };
      if (make([change], { together })) last.current = { about, content: JSON.stringify(next) };
    },
  };
}

// helpers //////////

function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
