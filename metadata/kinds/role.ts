/** What people of a role may see and do. */
import { splitReference } from '../definition.ts';
import type { RoleDefinition } from '../schemas/generated/definitions.ts';
import { defineKind, expressionOf, SNAKE, type Use } from './kind.ts';

export const role = defineKind({
  key: 'role',
  label: { en: 'Role', uk: 'Роль', ru: 'Роль' },
  folder: 'roles',
  extension: '.yaml',
  keys: SNAKE,
  *uses(json): Iterable<Use> {
    const {
      records = {},
      fields = {},
      types = {},
      unlock = [],
      processes = {},
      menu,
    } = json as unknown as RoleDefinition;
    for (const [reference, rights] of Object.entries(records)) {
      const entity = splitReference(reference).key;
      yield { needs: 'definition', kind: 'entity', reference, path: ['records', reference] };
      const scopes = typeof rights === 'string' ? { '': rights } : rights;
      for (const [action, scope] of Object.entries(scopes)) {
        const source = expressionOf(scope);
        const path = ['records', reference, ...(action ? [action] : [])];
        if (source !== null) yield { needs: 'expression', source, path, entity, as: 'filter' };
      }
    }
    for (const [reference, rights] of Object.entries(fields)) {
      const entity = splitReference(reference).key;
      yield { needs: 'definition', kind: 'entity', reference, path: ['fields', reference] };
      for (const field of Object.keys(rights))
        yield { needs: 'field', entity, field, path: ['fields', reference, field], as: 'right' };
    }
    for (const reference of Object.keys(types))
      yield { needs: 'definition', kind: 'entity', reference, path: ['types', reference] };
    for (const [i, reference] of unlock.entries())
      yield { needs: 'definition', kind: 'entity', reference, path: ['unlock', i] };
    for (const reference of Object.keys(processes))
      yield { needs: 'definition', kind: 'process', reference, path: ['processes', reference] };
    if (menu) yield { needs: 'definition', kind: 'menu', reference: menu, path: ['menu'] };
  },
});
