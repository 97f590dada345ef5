/**
 * What an open task lets its people do: read and write exactly the fields its form names (DECISIONS 7), of the record and of the
 * line items that the form shows.
 */
import type { Grant, LinesGrant } from '#metadata/access.ts';
import type { FormLayout } from '#metadata/form.ts';
import type { Registry } from '#metadata/registry.ts';
import type { RecordId } from './task-records.ts';

export function grantOf(layout: FormLayout, { entity, id }: RecordId, registry: Registry): Grant {
  const own = layout.items.filter(({ path }) => !layout.variables.has(path));
  const keys = (some: typeof own) => [...new Set(some.map(({ path }) => path.split('.')[0]!))];
  const writable = own.filter(({ path, readOnly }) => !path.includes('.') && readOnly !== true);
  return {
    entity,
    ids: [id],
    read: keys(own),
    write: keys(writable),
    lines: own.flatMap((item) => linesOf(item, writable.includes(item), registry)),
  };
}

// helpers //////////

/** A list without named columns shows all fields of its lines. */
function linesOf(
  { path, field, columns }: FormLayout['items'][number],
  writable: boolean,
  registry: Registry,
): LinesGrant[] {
  const holders = path.includes('.') ? undefined : field.type.holders?.(field);
  const line = holders && registry.entities.get(holders.entity);
  if (!line || field.by === null) return [];
  const shown = [...line.fields.values()].filter(({ key }) => columns === null || columns.includes(key));
  const set = shown.filter(({ kept, readOnly }) => writable && !kept && !readOnly);
  return [
    {
      entity: line.key,
      by: field.by,
      read: shown.map(({ key }) => key),
      write: set.map(({ key }) => key),
    },
  ];
}
