/** The loaded pages of a list with other values in one record: columns that were asked for, its version, its title. */
import type { InfiniteData } from '@tanstack/react-query';
import type { RecordList, RecordValues } from '#api/records.ts';
import type { Entity } from '#metadata/registry.ts';
import { titleFields } from './title-fields.ts';

export function withValues(
  data: InfiniteData<RecordList>,
  id: string,
  values: Readonly<Record<string, unknown>>,
  entity: Entity,
): InfiniteData<RecordList> {
  const [title, ...more] = titleFields(entity);
  const put = (record: RecordValues): RecordValues => {
    const given = Object.entries(values).filter(([key]) => Object.hasOwn(record, key));
    const named = title !== undefined && more.length === 0 && typeof values[title] === 'string';
    return { ...record, ...Object.fromEntries(given), ...(named && { title: values[title] }) };
  };
  return {
    ...data,
    pages: data.pages.map((page) =>
      page.items.some((record) => record.id === id)
        ? { ...page, items: page.items.map((record) => (record.id === id ? put(record) : record)) }
        : page,
    ),
  };
}
