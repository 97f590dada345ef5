/** A field that gets another type, or other columns: its values are converted, what does not fit is put aside. */
import type { Json } from '../value.ts';
import { type Change, defineChange, words } from './change-kind.ts';
import { contentBefore, entityOf, nameOf, withField } from './content.ts';
import { retypeConsequences } from './retype-consequences.ts';

interface RetypeField extends Change {
  readonly definition: string;
  readonly field: string;
  readonly content: Json;
  /** Old value → new value or null, for those that convert by no rule. */
  readonly values?: Record<string, string | null>;
}

export const retypeField = defineChange<RetypeField>({
  key: 'retype_field',
  parts: { definition: 'text', field: 'text', content: 'object', values: 'object?' },
  apply: withField,
  invert: (before, change) => ({
    change: 'retype_field',
    definition: change.definition,
    field: change.field,
    content: contentBefore(before, change),
  }),
  about: ({ definition }) => definition,
  field: ({ field }) => field,
  words({ definition, field }, { before, after }) {
    const entity = entityOf(definition, after, before);
    const typeName = (registry: typeof after) =>
      registry.entities.get(entity)?.fields.get(field)?.type.label ?? '?';
    const params = {
      entity: nameOf(entity, null, after),
      field: nameOf(entity, field, after),
      from: typeName(before),
      to: typeName(after),
    };
    return words('field_retyped', '{entity}: field "{field}" changed from {from} to {to}', params);
  },
  hints({ definition, field, values }, hints, { before, after }) {
    if (values) hints.values.set(`${entityOf(definition, after, before)}.${field}`, values);
  },
  consequences: (_change, { subject, facts }) => (subject ? retypeConsequences(subject, facts) : []),
});
