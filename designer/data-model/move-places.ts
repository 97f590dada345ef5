/** Where a field may be moved to: entities a lookup leads to or comes from. */
import type { Change } from '#metadata/change.ts';
import { PEOPLE } from '#metadata/people.ts';
import type { Entity, Field, Registry } from '#metadata/registry.ts';

export interface MovePlace {
  /** The entity it goes to. */
  readonly to: Entity;
  /** The lookup its values go along. */
  readonly along: Field;
  /** `up`: to the record the lookup names, from many to one; `down`: to every record whose lookup names this one. */
  readonly way: 'up' | 'down';
}

/** Entities of the platform itself are extended, not changed: nothing moves there. */
export function movePlaces(registry: Registry, entity: Entity): readonly MovePlace[] {
  const up = lookupsOf(entity).flatMap((along): MovePlace[] => {
    const to = registry.entities.get(targetOf(along));
    return to ? [{ to, along, way: 'up' }] : [];
  });
  const down = [...registry.entities.values()].flatMap((to) =>
    lookupsOf(to)
      .filter((along) => targetOf(along) === entity.key)
      .map((along): MovePlace => ({ to, along, way: 'down' })),
  );
  return [...up, ...down].filter(({ to }) => to.key !== entity.key && to.solution !== PEOPLE);
}

export function moveChange(definition: string, field: string, place: MovePlace, as: string): Change {
  return {
    change: 'move_field',
    definition,
    field,
    to: `entity/${place.to.key}`,
    along: place.along.key,
    ...(as !== field && { as }),
  };
}

// helpers //////////

function lookupsOf(entity: Entity): readonly Field[] {
  return [...entity.fields.values()].filter(
    ({ type, definition, origin }) =>
      type.key === 'lookup' &&
      typeof definition.to === 'string' &&
      origin?.definition === `entity/${entity.key}`,
  );
}

function targetOf({ definition }: Field): string {
  return String(definition.to).split('/').at(-1)!;
}
