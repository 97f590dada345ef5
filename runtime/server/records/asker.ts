/** A principal as queries and the pipeline ask of it: rights by roles and grants, the person, the time in their zone. */
import { type Grant, type Rights, rightsOf, rolesOf } from '#metadata/access.ts';
import type { Asker } from '#metadata/query.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Principal } from '../auth/principal.ts';

export interface FullAsker extends Asker {
  readonly rights: Rights;
}

export function askerOf(
  registry: Registry,
  principal: Principal,
  now: number,
  grants: readonly Grant[] = [],
): FullAsker {
  const { personId, teamIds, departmentIds, language, zone, roles, unrestricted, shared = [] } = principal;
  const holder = { personId, roles, unrestricted, grants, shared };
  return {
    registry,
    rights: rightsOf(registry, holder),
    viewer: {
      personId,
      teamIds,
      departmentIds,
      language,
      ...(shared.length > 0 && { roles: rolesOf(registry, holder).map(({ key }) => key) }),
    },
    clock: { now, zone },
  };
}
