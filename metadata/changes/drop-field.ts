/** A field taken away: its column is put aside with the values. */
import type { Json } from '../value.ts';
import { type Change, type Consequence, consequence, defineChange, words } from './change-kind.ts';
import { entityOf, fieldsOf, keyBehind, nameOf, withFields, without } from './content.ts';

interface DropField extends Change {
  readonly definition: string;
  readonly field: string;
}

export const dropField = defineChange<DropField>({
  key: 'drop_field',
  parts: { definition: 'text', field: 'text' },
  apply: (configuration, { definition, field }) =>
    withFields(configuration, definition, (fields) =>
      Object.hasOwn(fields, field) ? without(fields, field) : `There is no field "${field}".`,
    ),
  invert(before, { definition, field }) {
    const fields = fieldsOf(before.definitions.get(definition));
    const behind = keyBehind(fields, field);
    const content = (fields[field] ?? {}) as unknown as Json;
    return { change: 'add_field', definition, field, content, ...(behind !== null && { before: behind }) };
  },
  about: ({ definition }) => definition,
  field: ({ field }) => field,
  words({ definition, field }, { before, after }) {
    const entity = entityOf(definition, before, after);
    return words('field_removed', '{entity}: field "{field}" removed', {
      entity: nameOf(entity, null, before),
      field: nameOf(entity, field, before),
    });
  },
  consequences({ definition, field }, { before, after, facts }) {
    const values = facts.values(entityOf(definition, before, after), field);
    const found: Consequence[] = [];
    if (values !== null && values > 0)
      found.push(
        consequence('danger', 'values_kept', '{count} values are kept for 30 days, then erased', {
          count: values,
        }),
      );
    return found;
  },
});
