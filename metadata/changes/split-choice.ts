/**
 * A choice that says two things becomes two choices: each old option is told what it means in the one and in the other. Records
 * follow; the old values stand aside and come back with the inverse.
 */
import type { Json } from '../value.ts';
import { type Change, defineChange, refused, words } from './change-kind.ts';
import { entityOf, fieldsOf, inserted, keyBehind, nameOf, sameOptions, withFields } from './content.ts';
import { retypeConsequences } from './retype-consequences.ts';

interface SplitChoice extends Change {
  readonly definition: string;
  readonly field: string;
  /** The field as it is afterwards. */
  readonly content: Json;
  /** Key and content of the second field. */
  readonly second: string;
  readonly secondContent: Json;
  /** Old option → what it becomes: an option of the first, or null, and one of the second, or null. */
  readonly values: Record<string, (string | null)[]>;
  /** Key of the field the second is put in front of, the end where there is none such; behind the first when not given. */
  readonly before?: string;
}

export const splitChoice = defineChange<SplitChoice>({
  key: 'split_choice',
  parts: {
    definition: 'text',
    field: 'text',
    content: 'object',
    second: 'text',
    secondContent: 'object',
    values: 'object',
    before: 'text?',
  },
  apply(configuration, { definition, field, content, second, secondContent, values, before }) {
    const stays = sameOptions(content);
    for (const [old, both] of Object.entries(values)) {
      if (!Array.isArray(both) || both.length !== 2)
        return refused(`"${old}" needs two options, one of each field, or null.`);
      // Else nothing would tell afterwards that its records were changed, and no way would lead back.
      if (Object.hasOwn(stays, old) && both[0] !== old)
        return refused(`"${old}" stays an option of "${field}", so it can become no other.`);
    }
    return withFields(configuration, definition, (fields) => {
      if ((fields[field] as { readonly type?: string } | undefined)?.type !== 'choice')
        return `There is no choice "${field}".`;
      if (Object.hasOwn(fields, second)) return `There is already a field "${second}".`;
      const changed = { ...fields, [field]: content as never };
      return inserted(changed, second, secondContent as never, before ?? keyBehind(changed, field));
    });
  },
  invert(before, { definition, field, second }) {
    const content = (fieldsOf(before.definitions.get(definition))[field] ?? {}) as unknown as Json;
    return { change: 'join_choices', definition, field, content, second };
  },
  about: ({ definition }) => definition,
  field: ({ field }) => field,
  words({ definition, field, second }, { before, after }) {
    const entity = entityOf(definition, after, before);
    return words('choice_split', '{entity}: field "{field}" split, with "{second}" beside it', {
      entity: nameOf(entity, null, after),
      field: nameOf(entity, field, after),
      second: nameOf(entity, second, after),
    });
  },
  hints({ definition, field, second, values }, hints, { before, after }) {
    const entity = entityOf(definition, after, before);
    const part = (at: 0 | 1) => Object.entries(values).map(([old, both]) => [old, both[at] ?? null] as const);
    if (Object.keys(values).length > 0) hints.values.set(`${entity}.${field}`, Object.fromEntries(part(0)));
    const table = Object.fromEntries(
      part(1).flatMap(([old, value]) => (value === null ? [] : [[old, value]])),
    );
    const original = [...hints.entities].find(([, key]) => key === entity)?.[0] ?? entity;
    if (Object.keys(table).length > 0)
      hints.moves.set(`${entity}.${second}`, { entity: original, field, along: null, values: table });
  },
  consequences: (_change, { subject, facts }) => (subject ? retypeConsequences(subject, facts) : []),
});
