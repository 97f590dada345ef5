/**
 * The configuration as a person may know it: definitions the workspace works with, without entities and fields that are
 * hidden from them and whatever speaks of those. Called when the server hands out its model.
 */
import { accessSummary, type EntityAccess, type Holder, rightsOf } from './access.ts';
import type { Definition } from './definition.ts';
import { hiddenNames } from './known/hidden.ts';
import { KNOWN } from './known/table.ts';
import { withTranslations } from './registry/translate.ts';
import type { Registry } from './registry.ts';
import type { RoleDefinition } from './schemas/generated/definitions.ts';
import type { Json } from './value.ts';

export interface Known {
  readonly definitions: readonly Definition[];
  /** Entities that the person may neither see nor make are missing. */
  readonly access: Readonly<Record<string, EntityAccess>>;
}

export function knownTo(registry: Registry, holder: Holder): Known {
  const access = Object.fromEntries(
    Object.entries(accessSummary(registry, holder)).filter(
      ([, { see, create }]) => see !== 'none' || create !== 'none',
    ),
  );
  const everything = rightsOf(registry, holder).deeds.has('design');
  const hidden = hiddenNames(registry, access);
  const definitions: Definition[] = [];
  for (const definition of withTranslations(registry.configuration).definitions.values()) {
    const without = KNOWN.get(definition.kind);
    const content =
      without === undefined ? null : everything ? definition.content : without(definition, hidden);
    if (content !== null) definitions.push({ ...definition, content });
  }
  return {
    definitions: [...definitions, ...ownRoles(registry, holder)],
    access: everything ? access : withoutHidden(access),
  };
}

// helpers //////////

/** That a field is hidden is no more to be known than what stands in it. */
function withoutHidden(access: Known['access']): Known['access'] {
  return Object.fromEntries(
    Object.entries(access).map(([key, { fields, ...scopes }]) => [
      key,
      {
        ...scopes,
        fields: Object.fromEntries(Object.entries(fields).filter(([, word]) => word !== 'hidden')),
      },
    ]),
  );
}

/** The holder's own roles by name and menu; what they permit stays with the server. */
function ownRoles({ configuration }: Registry, { roles }: Holder): readonly Definition[] {
  return roles.flatMap((key) => {
    const definition = configuration.definitions.get(`role/${key}`);
    if (!definition) return [];
    const { label, menu } = definition.content as unknown as RoleDefinition;
    return [{ ...definition, content: { label, ...(menu !== undefined && { menu }) } as Json }];
  });
}
