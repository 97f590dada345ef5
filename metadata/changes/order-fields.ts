/** The order in which people see the fields. */
import { type Change, defineChange, words } from './change-kind.ts';
import { entityOf, fieldsOf, nameOf, withFields } from './content.ts';

interface OrderFields extends Change {
  readonly definition: string;
  readonly order: string[];
}

export const orderFields = defineChange<OrderFields>({
  key: 'order_fields',
  parts: { definition: 'text', order: 'list' },
  apply: (configuration, { definition, order }) =>
    withFields(configuration, definition, (fields) => {
      const unknown = order.find((key) => !Object.hasOwn(fields, key));
      if (unknown !== undefined) return `There is no field "${unknown}".`;
      const rest = Object.keys(fields).filter((key) => !order.includes(key));
      return Object.fromEntries([...order, ...rest].map((key) => [key, fields[key]!]));
    }),
  invert: (before, { definition }) => ({
    change: 'order_fields',
    definition,
    order: Object.keys(fieldsOf(before.definitions.get(definition))),
  }),
  about: ({ definition }) => definition,
  words: ({ definition }, { before, after }) =>
    words('fields_ordered', '{entity}: order of fields changed', {
      entity: nameOf(entityOf(definition, after, before), null, after),
    }),
});
