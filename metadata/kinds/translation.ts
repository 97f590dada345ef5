/** Labels in one more language, beside those in the definitions. */
import type { TranslationDefinition } from '../schemas/generated/definitions.ts';
import { defineKind, SNAKE, type Use } from './kind.ts';

export const translation = defineKind({
  key: 'translation',
  label: { en: 'Translation', uk: 'Переклад', ru: 'Перевод' },
  folder: 'translations',
  extension: '.yaml',
  keys: SNAKE,
  *uses(json): Iterable<Use> {
    for (const id of Object.keys((json as unknown as TranslationDefinition).texts)) {
      const slash = id.indexOf('/');
      yield {
        needs: 'definition',
        kind: id.slice(0, slash),
        reference: id.slice(slash + 1),
        path: ['texts', id],
      };
    }
  },
});
