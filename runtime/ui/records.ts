/** Records from the server: the keys they are cached by, and the questions both apps ask. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Client } from '#api/client.ts';
import {
  getRecord,
  queryRecords,
  type RecordList,
  type RecordQuery,
  type RecordValues,
} from '#api/records.ts';

export type { RecordList, RecordQuery, RecordValues } from '#api/records.ts';

/** `['records', entity, 'one', id]` and `['records', entity, 'list' | 'group', …]`, as live-data.tsx knows them. */
export function recordQuery(client: Client, entity: string, id: string) {
  return queryOptions({
    queryKey: ['records', entity, 'one', id],
    queryFn: ({ signal }): Promise<RecordValues> =>
      client.call(getRecord, { params: { entity, id }, signal }),
  });
}

export function recordsQuery(client: Client, entity: string, query: RecordQuery) {
  return queryOptions({
    queryKey: ['records', entity, 'list', query],
    queryFn: ({ signal }): Promise<RecordList> =>
      client.call(queryRecords, { params: { entity }, body: query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Where a record is shown. */
export function recordHref(entity: string, id: string): string {
  return `/records/${entity}/${id}`;
}
