/** The parent in a tree of records of the same entity. A record never becomes its own ancestor. */

import { ON_DELETE, REFERENCE_OPERATORS, referenceType } from '../field-parts/reference.ts';
import type { ReferenceFacts } from './field-type.ts';

export const parent = Object.freeze({
  ...referenceType({
    key: 'parent',
    label: { en: 'Parent in a tree', uk: 'Батько в дереві', ru: 'Родитель в дереве' },
    schema: { on_delete: { ...ON_DELETE, description: `${ON_DELETE.description} Default: restrict.` } },
    settings: (definition, around) => ({
      to: around.self,
      onDelete: (definition.on_delete as ReferenceFacts['onDelete'] | undefined) ?? 'restrict',
      where: null,
    }),
    operators: [...REFERENCE_OPERATORS, 'under'],
  }),
  tree: true,
});
