/** Takes a split of a choice back: the first field gets its former options and values, the second goes. */
import type { Json } from '../value.ts';
import { type Change, defineChange, words } from './change-kind.ts';
import { entityOf, fieldsOf, nameOf, sameOptions, withFields, without } from './content.ts';
import { retypeConsequences } from './retype-consequences.ts';

interface JoinChoices extends Change {
  readonly definition: string;
  readonly field: string;
  readonly content: Json;
  readonly second: string;
}

export const joinChoices = defineChange<JoinChoices>({
  key: 'join_choices',
  parts: { definition: 'text', field: 'text', content: 'object', second: 'text' },
  apply: (configuration, { definition, field, content, second }) =>
    withFields(configuration, definition, (fields) => {
      const missing = [field, second].find((key) => !Object.hasOwn(fields, key));
      if (missing !== undefined) return `There is no field "${missing}".`;
      return { ...without(fields, second), [field]: content as never };
    }),
  invert(before, { definition, field, second }) {
    const fields = fieldsOf(before.definitions.get(definition));
    const own = (key: string) => (fields[key] ?? {}) as unknown as Json;
    return {
      change: 'split_choice',
      definition,
      field,
      content: own(field),
      second,
      secondContent: own(second),
      values: {},
    };
  },
  about: ({ definition }) => definition,
  field: ({ field }) => field,
  words({ definition, field, second }, { before, after }) {
    const entity = entityOf(definition, after, before);
    return words('choices_joined', '{entity}: field "{second}" joined with "{field}" again', {
      entity: nameOf(entity, null, after),
      field: nameOf(entity, field, after),
      second: nameOf(entity, second, before),
    });
  },
  hints({ definition, field, content }, hints, { before, after }) {
    // Each option stays itself; what stands aside returns where nobody has changed it since.
    hints.values.set(`${entityOf(definition, after, before)}.${field}`, sameOptions(content));
  },
  consequences: (_change, { subject, facts }) => (subject ? retypeConsequences(subject, facts) : []),
});
