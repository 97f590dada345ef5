/** A reference to one record of another entity. */

import { ON_DELETE, referenceType, WHERE } from '../field-parts/reference.ts';
import type { ReferenceFacts } from './field-type.ts';

export const lookup = referenceType({
  key: 'lookup',
  label: { en: 'To a record', uk: 'Посилання на запис', ru: 'Ссылка на запись' },
  schema: {
    to: { type: 'string', 'x-ref': 'entity', description: 'Key of the entity referred to.' },
    on_delete: { ...ON_DELETE, description: `${ON_DELETE.description} Default: restrict.` },
    where: WHERE,
  },
  mandatory: ['to'],
  settings: (definition, around) => ({
    to: around.reference(definition.to as string),
    onDelete: (definition.on_delete as ReferenceFacts['onDelete'] | undefined) ?? 'restrict',
    where: (definition.where as string | undefined) ?? null,
  }),
});
