/** Settings of a field whose type stays: label, options, limits, rights to be empty, formula. */
import type { Field } from '../registry/model.ts';
import type { Json } from '../value.ts';
import { type Change, type Consequence, consequence, defineChange, words } from './change-kind.ts';
import { contentBefore, entityOf, nameOf, withField } from './content.ts';
import { retypeConsequences } from './retype-consequences.ts';

interface SetField extends Change {
  readonly definition: string;
  readonly field: string;
  readonly content: Json;
}

export const setField = defineChange<SetField>({
  key: 'set_field',
  parts: { definition: 'text', field: 'text', content: 'object' },
  apply: withField,
  invert: (before, change) => ({
    change: 'set_field',
    definition: change.definition,
    field: change.field,
    content: contentBefore(before, change),
  }),
  about: ({ definition }) => definition,
  field: ({ field }) => field,
  words({ definition, field }, { before, after }) {
    const entity = entityOf(definition, after, before);
    return words('field_changed', '{entity}: field "{field}" changed', {
      entity: nameOf(entity, null, after),
      field: nameOf(entity, field, after),
    });
  },
  consequences(_change, { subject, facts }) {
    if (!subject) return [];
    const { old, was, is } = subject;
    return [...retypeConsequences(subject, facts), ...settingConsequences(was, is, facts.rows(old.table))];
  },
});

// helpers //////////

function settingConsequences(was: Field, is: Field, rows: number): Consequence[] {
  const found: Consequence[] = [];
  if (is.required && !was.required && rows > 0)
    found.push(
      consequence(
        'warning',
        'required_now',
        'Required from now on; records without a value are asked for it when the field is changed',
      ),
    );
  if (is.unique && !was.unique && rows > 0)
    found.push(
      consequence(
        'warning',
        'unique_now',
        'Values must differ from now on; publishing is refused while two records have the same one',
      ),
    );
  const gone = optionKeys(was).filter((option) => !optionKeys(is).includes(option));
  if (gone.length > 0)
    found.push(
      consequence(
        'warning',
        'options_gone',
        'Records with {options} keep it, but it can no longer be chosen',
        { options: gone.join(', ') },
      ),
    );
  const recalculated = calculation(was) !== calculation(is) && calculation(is) !== '';
  if (recalculated && rows > 0)
    found.push(
      consequence('info', 'recalculated', 'Calculated for about {count} records after publishing', {
        count: rows,
      }),
    );
  return found;
}

function calculation({ definition }: Field): string {
  return `${definition.formula ?? ''}${definition.rollup ?? ''}`;
}

function optionKeys({ type, settings }: Field): string[] {
  const options =
    (settings as { readonly options?: readonly { readonly key: string }[] } | null)?.options ?? [];
  return type.group === 'choice' ? options.map((option) => option.key) : [];
}
