/** An entity under another key: its table is renamed, its records stay, references in other definitions follow. */
import { type Change, defineChange, refused, words } from './change-kind.ts';
import { nameOf } from './content.ts';
import { renameEntityEverywhere } from './rename-references.ts';

interface RenameEntity extends Change {
  readonly entity: string;
  readonly to: string;
}

export const renameEntity = defineChange<RenameEntity>({
  key: 'rename_entity',
  parts: { entity: 'text', to: 'text' },
  apply(configuration, { entity, to }) {
    if (!configuration.definitions.has(`entity/${entity}`)) return refused(`There is no entity "${entity}".`);
    if (configuration.definitions.has(`entity/${to}`)) return refused(`There is already an entity "${to}".`);
    return { ok: true, configuration: renameEntityEverywhere(configuration, entity, to) };
  },
  invert: (_before, { entity, to }) => ({ change: 'rename_entity', entity: to, to: entity }),
  about: ({ to }) => `entity/${to}`,
  renames: ({ entity, to }) => ({ definition: `entity/${entity}`, field: null, to }),
  words: ({ entity, to }, { before }) =>
    words('entity_renamed', 'Entity "{entity}": key changed from {from} to {to}', {
      entity: nameOf(entity, null, before),
      from: entity,
      to,
    }),
  hints({ entity, to }, hints) {
    const original = [...hints.entities].find(([, now]) => now === entity)?.[0] ?? entity;
    hints.entities.set(original, to);
  },
});
