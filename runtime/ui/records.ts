/** Records from the server: the keys they are cached by, and the questions both apps ask. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
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

/** A question made of read-only parts. */
export type Question = Readonly<Record<string, unknown>>;

/** Page by page. */
export function recordPagesQuery(client: Client, entity: string, question: Question) {
  return infiniteQueryOptions({
    queryKey: ['records', entity, 'list', question],
    queryFn: ({ pageParam, signal }): Promise<RecordList> =>
      client.call(queryRecords, {
        params: { entity },
        body: { ...question, ...(pageParam && { cursor: pageParam }) } as RecordQuery,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Groups and figures: a row for each group, one row where nothing is grouped. */
export function recordGroupsQuery(client: Client, entity: string, question: Question) {
  return queryOptions({
    queryKey: ['records', entity, 'group', question],
    queryFn: ({ signal }): Promise<RecordList> =>
      client.call(queryRecords, { params: { entity }, body: question as RecordQuery, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Where a record is shown. */
export function recordHref(entity: string, id: string): string {
  return `/records/${entity}/${id}`;
}
