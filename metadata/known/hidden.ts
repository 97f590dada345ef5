/** What somebody may not know of: entities out of their reach, hidden fields, and what speaks of either. */
import type { EntityAccess } from '../access.ts';
import { splitReference } from '../definition.ts';
import type { Registry } from '../registry/model.ts';
import type { FieldDefinition } from '../schemas/generated/definitions.ts';

export interface Hidden {
  entity(reference: string): boolean;
  /** A path over lookups from an entity, any step of which is hidden. */
  place(entity: string, path: string): boolean;
  /** Fields that lead to an entity out of reach lead nowhere. */
  field(entity: string, key: string, definition: FieldDefinition): boolean;
  /** An expression about a record of the entity that names something hidden. Errs on the side of saying nothing. */
  speaks(entity: string, expression: string): boolean;
}

export function hiddenNames(
  { entities }: Pick<Registry, 'entities'>,
  access: Readonly<Record<string, EntityAccess>>,
): Hidden {
  const isHidden = (entity: string, field: string) => access[entity]?.fields[field] === 'hidden';
  const entity = (reference: string) => !Object.hasOwn(access, splitReference(reference).key);
  const field: Hidden['field'] = (of, key, definition) =>
    isHidden(of, key) || targetsOf(definition).some((target) => entity(target));
  const anywhere = new Set(
    Object.values(access).flatMap(({ fields }) =>
      Object.keys(fields).filter((key) => fields[key] === 'hidden'),
    ),
  );

  return {
    entity,
    field,
    place(from, path) {
      let at = from;
      for (const key of path.split('.')) {
        const known = entities.get(at)?.fields.get(key);
        if (!known) return isHidden(at, key);
        if (field(at, key, known.definition)) return true;
        at = splitReference(targetsOf(known.definition)[0] ?? '').key;
      }
      return false;
    },
    speaks(about, expression) {
      for (const [, dot, name] of expression.matchAll(/(\.\s*)?([a-z][a-z0-9_]*)/g)) {
        if (dot === undefined ? isHidden(about, name!) || leadsAway(about, name!) : anywhere.has(name!))
          return true;
      }
      return false;
    },
  };

  function leadsAway(of: string, key: string): boolean {
    const known = entities.get(of)?.fields.get(key);
    return known !== undefined && field(of, key, known.definition);
  }
}

// helpers //////////

function targetsOf(definition: FieldDefinition): readonly string[] {
  const { to, of } = definition as { readonly to?: string | readonly string[]; readonly of?: string };
  return [to ?? [], of ?? []].flat();
}
