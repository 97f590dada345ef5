/** What an entity says of itself besides its fields: labels, title, owner, uniqueness, checks. */
import { type Definition, withDefinition } from '../definition.ts';
import { inSchemaOrder } from '../schema.ts';
import type { Json } from '../value.ts';
import { type Change, defineChange, refused, words } from './change-kind.ts';
import { nameOf } from './content.ts';

interface SetEntity extends Change {
  readonly entity: string;
  /** The whole content without `fields`. */
  readonly content: Json;
}

export function propertiesOf(definition: Definition | undefined): Record<string, Json> {
  const { fields: _, ...properties } = (definition?.content ?? {}) as Record<string, Json>;
  return properties;
}

export const setEntity = defineChange<SetEntity>({
  key: 'set_entity',
  parts: { entity: 'text', content: 'object' },
  apply(configuration, { entity, content }) {
    const id = `entity/${entity}`;
    const definition = configuration.definitions.get(id);
    if (!definition) return refused(`There is no entity "${entity}".`);
    const { fields = {} } = definition.content as Record<string, Json>;
    const whole = inSchemaOrder('entity', { ...(content as Record<string, Json>), fields });
    const changed = { ...definition, content: whole };
    return { ok: true, configuration: withDefinition(configuration, id, changed) };
  },
  invert: (before, { entity }) => ({
    change: 'set_entity',
    entity,
    content: propertiesOf(before.definitions.get(`entity/${entity}`)),
  }),
  about: ({ entity }) => `entity/${entity}`,
  words: ({ entity }, { after }) =>
    words('entity_changed', 'Entity "{entity}" changed', { entity: nameOf(entity, null, after) }),
});
