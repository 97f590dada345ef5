/** The entity a request names; one that does not exist, or of which the person may see nothing, is not there. */
import type { Rights } from '#metadata/access.ts';
import { hint } from '#metadata/nearest.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import { isNothing } from '#metadata/rows.ts';
import { Rejection } from '../rejection.ts';

export function entityOf(registry: Registry, key: string): Entity {
  const entity = registry.entities.get(key);
  if (entity) return entity;
  throw new Rejection({
    status: 404,
    code: 'unknown_entity',
    message: `There is no entity “${key}”.${hint(key, registry.entities.keys())}`,
    params: { entity: key },
  });
}

export function visibleEntity(registry: Registry, rights: Rights, key: string): Entity {
  const entity = entityOf(registry, key);
  if (!isNothing(rights.see(entity))) return entity;
  throw new Rejection({
    status: 403,
    code: 'forbidden',
    message: `None of your roles lets you see ${key}.`,
    params: { entity: key },
  });
}
