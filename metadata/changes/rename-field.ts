/** A field under another key: its column is renamed, its values stay, what names it in other definitions follows. */
import { type Change, defineChange, refused, words } from './change-kind.ts';
import { entityOf, fieldsOf, nameOf } from './content.ts';
import { renameFieldEverywhere } from './rename-references.ts';

interface RenameField extends Change {
  readonly definition: string;
  readonly field: string;
  readonly to: string;
}

export const renameField = defineChange<RenameField>({
  key: 'rename_field',
  parts: { definition: 'text', field: 'text', to: 'text' },
  apply(configuration, { definition, field, to }) {
    const fields = fieldsOf(configuration.definitions.get(definition));
    if (!Object.hasOwn(fields, field)) return refused(`There is no field "${field}".`);
    if (Object.hasOwn(fields, to)) return refused(`There is already a field "${to}".`);
    return { ok: true, configuration: renameFieldEverywhere(configuration, definition, field, to) };
  },
  invert: (_before, { definition, field, to }) => ({
    change: 'rename_field',
    definition,
    field: to,
    to: field,
  }),
  about: ({ definition }) => definition,
  field: ({ to }) => to,
  renames: ({ definition, field, to }) => ({ definition, field, to }),
  words({ definition, field, to }, { before, after }) {
    const entity = entityOf(definition, after, before);
    const params = {
      entity: nameOf(entity, null, after, before),
      field: nameOf(entity, to, after),
      from: field,
      to,
    };
    return words('field_renamed', '{entity}: key of field "{field}" changed from {from} to {to}', params);
  },
  hints({ definition, field, to }, hints, { before, after }) {
    const now = entityOf(definition, after, before);
    const original = [...hints.entities].find(([, key]) => key === now)?.[0] ?? now;
    const first =
      [...hints.fields].find(([id, key]) => id.startsWith(`${original}.`) && key === field)?.[0] ??
      `${original}.${field}`;
    hints.fields.set(first, to);
  },
});
