/** Which fields a person may change outside the full form: one by one in cells, the same for many records at once. */
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { controlOf } from '#ui/form.tsx';
import type { EntityAccess } from '#ui/model.ts';
import { titleFields } from './title-fields.ts';
import type { ListColumn } from './use-list.ts';

/** Lists of children and files have places of their own; the rest is whoever's rights and the definition say. */
export function isEditable(field: Field, access: EntityAccess): boolean {
  return (
    access.edit !== 'none' &&
    !field.kept &&
    !field.readOnly &&
    access.fields[field.key] === undefined &&
    !field.type.holders &&
    !field.type.holdsFile
  );
}

/** The field a cell edits; undefined where it shows another record's, or one that needs the full form. */
export function cellField({ path, field }: ListColumn, access: EntityAccess): Field | undefined {
  if (path.includes('.') || controlOf(field.type.control).large) return undefined;
  return isEditable(field, access) ? field : undefined;
}

/** The same for the title's column, where the title is one field. */
export function titleCellField(entity: Entity, access: EntityAccess): Field | undefined {
  const [only, ...more] = titleFields(entity);
  const field = only === undefined || more.length > 0 ? undefined : entity.fields.get(only);
  if (!field || controlOf(field.type.control).large) return undefined;
  return isEditable(field, access) ? field : undefined;
}
