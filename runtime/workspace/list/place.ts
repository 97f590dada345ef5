/** A path of fields as people know it: `customer.segment` is "Customer › Segment". For columns, filters and sorting. */
import type { Field } from '#metadata/field.ts';
import type { Label } from '#metadata/label.ts';
import type { Entity, Registry } from '#metadata/registry.ts';

export interface Place {
  readonly path: string;
  readonly field: Field;
  /** From the entity on: the references one goes through, then the field. */
  readonly way: readonly Field[];
}

type LabelOf = (label: Label | undefined, key: string) => string;

/** Undefined where there is no such field, or none the person may read. */
export function placeOf(path: string, entity: Entity, { entities }: Registry): Place | undefined {
  const way: Field[] = [];
  let at: Entity | undefined = entity;
  for (const key of path.split('.')) {
    const field: Field | undefined = at?.fields.get(key);
    if (!field) return undefined;
    way.push(field);
    at = entities.get(field.type.refersTo?.(field)?.entities[0] ?? '');
  }
  return { path, field: way.at(-1) as Field, way };
}

export function placeName({ way }: Place, label: LabelOf): string {
  return way.map((field) => label(field.label, field.key)).join(' › ');
}

export interface PlaceGroup {
  /** Missing for the entity's own fields. */
  readonly through?: Field;
  readonly places: readonly Place[];
}

/** Own fields, then those of each record referred to. */
export function placesOf(
  entity: Entity,
  registry: Registry,
  fits: (field: Field) => boolean,
): readonly PlaceGroup[] {
  const own = [...entity.fields.values()];
  const groups: PlaceGroup[] = [
    {
      places: own
        .filter((field) => fits(field) && field.type.key !== 'record_id')
        .map((field) => ({ path: field.key, field, way: [field] })),
    },
  ];
  for (const through of own) {
    const reference = through.type.refersTo?.(through);
    const other =
      reference?.entities.length === 1 ? registry.entities.get(reference.entities[0]!) : undefined;
    if (!other || through.system) continue;
    const places = [...other.fields.values()]
      .filter((field) => fits(field) && !field.system)
      .map((field) => ({ path: `${through.key}.${field.key}`, field, way: [through, field] }));
    if (places.length > 0) groups.push({ through, places });
  }
  return groups;
}
