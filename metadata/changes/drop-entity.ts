/** An entity taken away: its table is put aside with all records. */
import { withDefinition } from '../definition.ts';
import type { Json } from '../value.ts';
import { type Change, type Consequence, consequence, defineChange, refused, words } from './change-kind.ts';
import { nameOf } from './content.ts';

interface DropEntity extends Change {
  readonly entity: string;
}

export const dropEntity = defineChange<DropEntity>({
  key: 'drop_entity',
  parts: { entity: 'text' },
  apply(configuration, { entity }) {
    const id = `entity/${entity}`;
    if (!configuration.definitions.has(id)) return refused(`There is no entity "${entity}".`);
    return { ok: true, configuration: withDefinition(configuration, id, undefined) };
  },
  invert(before, { entity }) {
    const definition = before.definitions.get(`entity/${entity}`);
    return {
      change: 'add_entity',
      entity,
      solution: definition?.solution ?? '',
      content: (definition?.content ?? {}) as Json,
    };
  },
  about: ({ entity }) => `entity/${entity}`,
  words: ({ entity }, { before }) =>
    words('entity_removed', 'Entity "{entity}" removed', { entity: nameOf(entity, null, before) }),
  consequences({ entity }, { facts }) {
    const rows = facts.rows(entity);
    const found: Consequence[] = [];
    if (rows > 0)
      found.push(
        consequence(
          'danger',
          'records_kept',
          'About {count} records are put aside for 30 days, then erased',
          { count: rows },
        ),
      );
    return found;
  },
});
