/** Fields to choose from, in groups: the entity's own, then those of each record it refers to. */
import { useMemo } from 'react';
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { useLabel } from '#ui/model.ts';
import { useRegistry } from '#ui/registry.ts';
import { placeName, placesOf } from './place.ts';

export interface PlaceOptions {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

export function usePlaceOptions(entity: Entity, fits: (field: Field) => boolean): PlaceOptions[] {
  const label = useLabel();
  const registry = useRegistry();
  // What fits is a plain condition on the field's type, the same at every call of one place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(
    () =>
      placesOf(entity, registry, fits).map(({ through, places }) => ({
        group: through ? label(through.label, through.key) : label(entity.label, entity.key),
        items: places.map((place) => ({ value: place.path, label: placeName(place, label) })),
      })),
    [entity, registry, label],
  );
}
