/**
 * The server for components: the API client and the cache of what it answered. What is shown is kept fresh by live updates
 * (live-data.tsx), so nothing is fetched again merely because a window got the focus.
 */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { type Client, Problem } from '#api/client.ts';

const ClientContext = createContext<Client | null>(null);

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        // A refusal stays one however often it is asked; a lost connection may come back.
        retry: (failures, error) => error instanceof Problem && error.status === 0 && failures < 2,
      },
      mutations: { retry: false },
    },
  });
}

export function ApiProvider({
  client,
  queries,
  children,
}: {
  readonly client: Client;
  readonly queries: QueryClient;
  readonly children: ReactNode;
}) {
  return (
    <QueryClientProvider client={queries}>
      <ClientContext value={client}>{children}</ClientContext>
    </QueryClientProvider>
  );
}

export function useApi(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useApi needs an ApiProvider above it');
  return client;
}
