/** What the page of webhooks asks of the server, and the keys it is cached by. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Client } from '#api/client.ts';
import { type DeliveryItem, listDeliveries, listWebhooks } from '#api/webhooks.ts';

export const WEBHOOKS = ['webhooks'];

/** Milliseconds after which it is asked for again while somebody looks. */
const LIVE = 5_000;

export function webhooksQuery(client: Client) {
  return queryOptions({
    queryKey: WEBHOOKS,
    queryFn: () => client.call(listWebhooks),
    refetchInterval: LIVE,
  });
}

export type CallState = DeliveryItem['state'];

export function deliveriesQuery(client: Client, key: string, state: CallState | null) {
  return infiniteQueryOptions({
    queryKey: [...WEBHOOKS, key, state],
    queryFn: ({ pageParam }) =>
      client.call(listDeliveries, {
        params: { key },
        query: { ...(state && { state }), ...(pageParam && { cursor: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: LIVE,
  });
}
