/** Fields that must have a value: all of a new record, of a changed one those that were given. */
import { type RowSet, refuse } from '../row-set.ts';

export function required(set: RowSet): void {
  const fields = [...set.entity.fields.values()].filter((field) => field.required);
  for (const row of set.rows) {
    for (const field of fields) {
      const lines = row.lists.get(field);
      if (field.type.holders && row.input.listsFollow) continue;
      if (field.type.holders) {
        const empty = row.created ? !lines?.save.length : lines?.whole && lines.save.length === 0;
        if (empty) refuse(set, row, field.key, 'required', { field: field.name });
      } else if ((row.created || row.given.has(field)) && row.values[field.key] === null)
        refuse(set, row, field.key, 'required', { field: field.name });
    }
  }
}
