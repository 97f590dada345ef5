/** A new field of an entity or extension. */
import { revivable } from '../ddl/aside.ts';
import { columnsOf } from '../ddl/shape.ts';
import type { Json } from '../value.ts';
import { type Change, type Consequence, consequence, defineChange, words } from './change-kind.ts';
import { entityOf, inserted, nameOf, withFields } from './content.ts';

interface AddField extends Change {
  /** `entity/deal` or `extension/…`. */
  readonly definition: string;
  readonly field: string;
  readonly content: Json;
  /** Key of the field it is put in front of; at the end when not given. */
  readonly before?: string;
  /** Key it had when its values were put aside, to bring them back. */
  readonly formerly?: string;
}

export const addField = defineChange<AddField>({
  key: 'add_field',
  parts: { definition: 'text', field: 'text', content: 'object', before: 'text?', formerly: 'text?' },
  apply: (configuration, { definition, field, content, before }) =>
    withFields(configuration, definition, (fields) =>
      Object.hasOwn(fields, field)
        ? `There is already a field "${field}".`
        : inserted(fields, field, content as never, before ?? null),
    ),
  invert: (_before, { definition, field }) => ({ change: 'drop_field', definition, field }),
  about: ({ definition }) => definition,
  field: ({ field }) => field,
  words({ definition, field }, { before, after }) {
    const entity = entityOf(definition, after, before);
    return words('field_added', '{entity}: field "{field}" added', {
      entity: nameOf(entity, null, after),
      field: nameOf(entity, field, after),
    });
  },
  hints({ definition, field, formerly }, hints, { before, after }) {
    if (formerly) hints.formerly.set(`${entityOf(definition, after, before)}.${field}`, formerly);
  },
  consequences({ definition, field, formerly }, { before, after, facts, tables }) {
    const entity = entityOf(definition, after, before);
    const made = after.entities.get(entity)?.fields.get(field);
    if (!made) return [];
    const found: Consequence[] = [];
    const columns = columnsOf(made);
    const kept = columns.length
      ? revivable(facts.tombstones, { entity, table: tables.get(entity) ?? entity }, field, columns, {
          called: formerly ?? field,
          type: made.type.key,
        })
      : null;
    if (kept)
      found.push(
        consequence(
          'info',
          'values_brought_back',
          'Brings back the values that release {release} put aside',
          { release: kept.release },
        ),
      );
    else if (columns.length > 0) {
      const names = columns.map((column) => column.name).join(', ');
      found.push(
        consequence('info', 'column_added', 'Adds the column {column}; no lock, no record is touched', {
          column: names,
        }),
      );
    }
    const rows = facts.rows(tables.get(entity) ?? entity);
    if ((made.formula || made.rollup) && rows > 0)
      found.push(
        consequence('info', 'recalculated', 'Calculated for about {count} records after publishing', {
          count: rows,
        }),
      );
    if (made.required && rows > 0)
      found.push(
        consequence(
          'warning',
          'required_empty',
          'Required, but empty in about {count} records; they are asked for it when the field is changed',
          { count: rows },
        ),
      );
    return found;
  },
});
