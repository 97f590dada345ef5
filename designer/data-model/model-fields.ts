/** Entities and fields as the canvas and the panel list them, from the registry of the draft. */
import type { Entity, Field, Registry } from '#metadata/registry.ts';
import type { DraftView } from '../draft/draft-store.ts';

/** Fields somebody defined, in their order; what the platform brings along is left out. */
export function ownFields(entity: Entity): readonly Field[] {
  return [...entity.fields.values()].filter(({ origin }) => origin !== null);
}

export function systemFields(entity: Entity): readonly Field[] {
  return [...entity.fields.values()].filter(({ origin }) => origin === null);
}

/** Entities people design; those made for links fields are edited through them. */
export function shownEntities(registry: Registry): readonly Entity[] {
  return [...registry.entities.values()].filter(({ made }) => !made);
}

export function calculated(field: Field): 'formula' | 'rollup' | null {
  return field.formula ? 'formula' : field.rollup || field.definition.rollup ? 'rollup' : null;
}

/** Entities a field leads to. */
export function targetsOf(field: Field): readonly string[] {
  return field.type.refersTo?.(field)?.entities ?? [];
}

export type FieldMark = 'new' | 'changed' | null;

export function fieldMark({ live }: DraftView, entity: string, field: Field): FieldMark {
  const was = live.entities.get(entity)?.fields.get(field.key);
  if (!was) return 'new';
  return JSON.stringify(was.definition) === JSON.stringify(field.definition) ? null : 'changed';
}

/** Fields of the live release that the draft has taken away. */
export function goneFields({ live }: DraftView, entity: Entity): readonly Field[] {
  const was = live.entities.get(entity.key);
  return was ? ownFields(was).filter(({ key }) => !entity.fields.has(key)) : [];
}
