/** Personal fields of an entity, and what takes the place of their values in a record. */
import { parseValue } from '#metadata/field.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { AnonymisePreview } from '../../api/anonymise.ts';

export interface PersonalField {
  readonly field: Field;
  readonly deed: AnonymisePreview['fields'][number]['deed'];
  /** What takes the place of the value. */
  readonly to: Json;
}

/** Values that must stand are replaced by ones that tell nothing; where none is possible, they stay, which the preview says. */
export function personalFields(entity: Entity, id: string): readonly PersonalField[] {
  const personal = [...entity.fields.values()].filter(
    (field) => field.personal && !field.kept && field.columns.length > 0,
  );
  return personal.map((field) => {
    if (!field.required) return { field, deed: 'cleared', to: null };
    const stand = [`Anonymised ${id.slice(-6)}`, `anonymised-${id.slice(-12)}@anonymised.invalid`].find(
      (text) => parseValue(field, text).ok,
    );
    return stand === undefined ? { field, deed: 'kept', to: null } : { field, deed: 'replaced', to: stand };
  });
}
