/**
 * Two choices that say one thing become one: the second goes, and where the first is empty its value is told by a table. Without
 * a table it takes a split back: the first field gets its former options and values.
 */
import type { Json } from '../value.ts';
import { type Change, type Consequence, defineChange, type Moved, refused, words } from './change-kind.ts';
import { entityOf, fieldsOf, keyBehind, nameOf, sameOptions, withFields, without } from './content.ts';
import { movedValues } from './moved-values.ts';
import { retypeConsequences } from './retype-consequences.ts';

interface JoinChoices extends Change {
  readonly definition: string;
  readonly field: string;
  readonly content: Json;
  readonly second: string;
  /** Option of the second → what it becomes where the first is empty: an option of `content`, or null. */
  readonly values?: Record<string, string | null>;
}

export const joinChoices = defineChange<JoinChoices>({
  key: 'join_choices',
  parts: { definition: 'text', field: 'text', content: 'object', second: 'text', values: 'object?' },
  apply(configuration, { definition, field, content, second, values }) {
    const options = sameOptions(content);
    const table = Object.entries(values ?? {});
    if (values && table.every(([, value]) => value === null))
      return refused(`Nothing of "${second}" would stay: remove the field instead.`);
    for (const [old, value] of table)
      if (value !== null && !Object.hasOwn(options, value))
        return refused(`"${old}" can not become "${value}": there is no such option of "${field}".`);
    return withFields(configuration, definition, (fields) => {
      if (field === second) return `"${field}" can not be joined with itself.`;
      const missing = [field, second].find(
        (key) => (fields[key] as { readonly type?: string } | undefined)?.type !== 'choice',
      );
      if (missing !== undefined) return `There is no choice "${missing}".`;
      return { ...without(fields, second), [field]: content as never };
    });
  },
  invert(before, { definition, field, content, second, values }) {
    const fields = fieldsOf(before.definitions.get(definition));
    const own = (key: string) => (fields[key] ?? {}) as unknown as Json;
    return {
      change: 'split_choice',
      definition,
      field,
      content: own(field),
      second,
      secondContent: own(second),
      values: values ? kept(content, own(field)) : {},
      before: keyBehind(fields, second) ?? second,
    };
  },
  about: ({ definition }) => definition,
  field: ({ field }) => field,
  words({ definition, field, second }, { before, after }) {
    const entity = entityOf(definition, after, before);
    return words('choices_joined', '{entity}: field "{second}" joined into "{field}"', {
      entity: nameOf(entity, null, after),
      field: nameOf(entity, field, after),
      second: nameOf(entity, second, before),
    });
  },
  hints({ definition, field, content, second, values = {} }, hints, { before, after }) {
    const entity = entityOf(definition, after, before);
    // Each option stays itself; what stands aside returns where nobody has changed it since.
    hints.values.set(`${entity}.${field}`, sameOptions(content));
    const table = Object.fromEntries(
      Object.entries(values).flatMap(([old, value]) => (value === null ? [] : [[old, value]])),
    );
    const original = [...hints.entities].find(([, key]) => key === entity)?.[0] ?? entity;
    if (Object.keys(table).length > 0)
      hints.moves.set(`${entity}.${field}`, { entity: original, field: second, along: null, values: table });
  },
  consequences({ values }, { subject, facts }) {
    if (!subject) return [];
    const moved = values && facts.moved(subject.now.key, subject.is.key);
    return [...retypeConsequences(subject, facts), ...(moved ? takenOver(moved) : [])];
  },
});

// helpers //////////

/** What the first has taken over stays there, for nobody can tell it from what was written since, but for options that go. */
function kept(joined: Json, own: Json): Record<string, (string | null)[]> {
  const options = sameOptions(own);
  return Object.fromEntries(
    Object.keys(sameOptions(joined)).map((key) => [key, [options[key] ?? null, null]]),
  );
}

function takenOver({ values, conflicts, homeless }: Moved): Consequence[] {
  return movedValues(
    values - conflicts - homeless,
    [
      'danger',
      'values_second',
      '{count} records have a value in both; that of the second goes and is kept aside for 30 days',
      conflicts,
    ],
    [
      'danger',
      'values_without_option',
      '{count} values become nothing; they are kept aside for 30 days',
      homeless,
    ],
  );
}
