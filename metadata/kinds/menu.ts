/** The navigation of the workspace. */
import type { MenuDefinition } from '../schemas/generated/definitions.ts';
import { defineKind, SNAKE, type Use } from './kind.ts';

const TARGETS = { view: 'view', entity: 'entity', start: 'process' } as const;

export const menu = defineKind({
  key: 'menu',
  label: { en: 'Menu', uk: 'Меню', ru: 'Меню' },
  folder: 'menus',
  extension: '.yaml',
  keys: SNAKE,
  *uses(json): Iterable<Use> {
    for (const [i, group] of (json as unknown as MenuDefinition).groups.entries()) {
      for (const [j, entry] of group.items.entries()) {
        for (const [key, kind] of Object.entries(TARGETS)) {
          const reference = entry[key as keyof typeof TARGETS];
          if (reference) yield { needs: 'definition', kind, reference, path: ['groups', i, 'items', j, key] };
        }
      }
    }
  },
});
