/** A person who works with the installation. */
import { referenceType, WHERE } from '../field-parts/reference.ts';

export const user = referenceType({
  key: 'user',
  label: { en: 'Person', uk: 'Особа', ru: 'Сотрудник' },
  schema: { where: WHERE },
  // People who leave are switched off, not deleted; a deletion would tear their name from the history.
  settings: (definition) => ({
    to: 'user',
    onDelete: 'restrict',
    where: (definition.where as string | undefined) ?? null,
  }),
});
