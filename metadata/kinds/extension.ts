/** Fields that a solution adds to an entity of another one. */
import { splitReference } from '../definition.ts';
import type { ExtensionDefinition } from '../schemas/generated/definitions.ts';
import { fieldUses } from '../uses/field-uses.ts';
import { checkUses, setUses } from './entity.ts';
import { defineKind, SNAKE, type Use } from './kind.ts';

export const extension = defineKind({
  key: 'extension',
  label: { en: 'Extension', uk: 'Розширення', ru: 'Расширение' },
  folder: 'extensions',
  extension: '.yaml',
  keys: SNAKE,
  *uses(json): Iterable<Use> {
    const content = json as unknown as ExtensionDefinition;
    const { key } = splitReference(content.entity);
    yield { needs: 'definition', kind: 'entity', reference: content.entity, path: ['entity'] };
    yield* fieldUses(content.fields ?? {}, ['fields'], key);
    yield* setUses(key, content.unique, ['unique']);
    yield* checkUses(key, content.checks);
  },
});
