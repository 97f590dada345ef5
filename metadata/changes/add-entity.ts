/** A new entity with its fields. */
import { revivable } from '../ddl/aside.ts';
import { shapeOf } from '../ddl/shape.ts';
import { withDefinition } from '../definition.ts';
import { inSchemaOrder } from '../schema.ts';
import type { Json } from '../value.ts';
import { type Change, consequence, defineChange, refused, words } from './change-kind.ts';
import { nameOf } from './content.ts';

interface AddEntity extends Change {
  readonly entity: string;
  readonly solution: string;
  readonly content: Json;
  /** Key it had when its records were put aside, to bring them back. */
  readonly formerly?: string;
}

export const addEntity = defineChange<AddEntity>({
  key: 'add_entity',
  parts: { entity: 'text', solution: 'text', content: 'object', formerly: 'text?' },
  apply(configuration, { entity, solution, content }) {
    const id = `entity/${entity}`;
    if (configuration.definitions.has(id)) return refused(`There is already an entity "${entity}".`);
    return {
      ok: true,
      configuration: withDefinition(configuration, id, {
        kind: 'entity',
        key: entity,
        solution,
        content: inSchemaOrder('entity', content),
      }),
    };
  },
  invert: (_before, { entity }) => ({ change: 'drop_entity', entity }),
  about: ({ entity }) => `entity/${entity}`,
  words: ({ entity }, { after }) =>
    words('entity_added', 'Entity "{entity}" added', { entity: nameOf(entity, null, after) }),
  hints({ entity, formerly }, hints) {
    if (formerly) hints.formerly.set(entity, formerly);
  },
  consequences({ entity, formerly }, { after, facts }) {
    const columns = [...(shapeOf(after).get(entity)?.columns.values() ?? [])];
    const kept = revivable(facts.tombstones, { entity: formerly ?? entity, table: '' }, null, columns);
    const text = 'Brings back the records that release {release} put aside';
    return kept ? [consequence('info', 'records_brought_back', text, { release: kept.release })] : [];
  },
});
