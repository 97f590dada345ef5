/** What the pages of imports ask the server; the live stream makes the answers be read again (topic `imports`). */
import { queryOptions } from '@tanstack/react-query';
import type { Client } from '#api/client.ts';
import { getImport, type Import, listImports } from '#api/imports.ts';

/** Milliseconds; in case a hint of the live stream gets lost. */
const POLL = 2_000;

export const isAtWork = ({ state }: Pick<Import, 'state'>): boolean =>
  state === 'checking' || state === 'running' || state === 'undoing';

export const importQuery = (client: Client, id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: () => client.call(getImport, { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data && isAtWork(data.import) ? POLL : false),
  });

export const importsQuery = (client: Client) =>
  queryOptions({ queryKey: ['imports', 'list'], queryFn: () => client.call(listImports) });
