/**
 * Live updates: one stream of hints from the server; each hint makes exactly the answers it touches be read again. After a
 * pause of the connection everything on screen is read again, for hints may have been missed.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveHint } from '#api/events.ts';
import { openEvents } from '#api/events.ts';
import { useApi } from './api.tsx';

/** Keeps the cache fresh while somebody is signed in. Drawn once, in an app's root. */
export function LiveData() {
  const queries = useQueryClient();
  const client = useApi();
  useEffect(() => {
    const stream = new EventSource(client.url(openEvents));
    let broken = false;
    stream.onmessage = (event) => applyHint(queries, JSON.parse(event.data) as LiveHint);
    stream.onerror = () => {
      broken = true;
    };
    stream.onopen = () => {
      if (broken) void queries.invalidateQueries();
      broken = false;
    };
    return () => stream.close();
  }, [queries, client]);
  return null;
}

/** Marks what a hint touches as old; what is on screen is fetched at once, the rest when it is shown. */
export function applyHint(queries: QueryClient, hint: LiveHint): void {
  const old = (...queryKey: unknown[]) => void queries.invalidateQueries({ queryKey });
  switch (hint.topic) {
    case 'tasks':
      old('tasks');
      break;
    case 'instances':
      old('instances');
      old('processes');
      break;
    case 'records':
      if (hint.entity) recordsChanged(queries, hint.entity, hint.ids);
      else old('records');
      break;
    case 'notices':
      old('notices');
      break;
    case 'imports':
      old('imports');
      break;
    case 'release':
      old('model');
      old('processes');
      old('releases');
      old('me');
      break;
    case 'everything':
      void queries.invalidateQueries();
      break;
  }
}

/**
 * Lists of the entity may have gained or lost a line; of single records only those named are read again. A change of one's own
 * is told twice, by who made it and by the stream: what comes within a moment is read again once.
 */
export function recordsChanged(queries: QueryClient, entity: string, ids?: readonly string[]): void {
  const open = waiting.get(queries) ?? new Map<string, Set<string> | 'all'>();
  waiting.set(queries, open);
  if (open.size === 0) setTimeout(() => readAgain(queries, open), MOMENT);
  const known = open.get(entity);
  if (!ids || known === 'all') open.set(entity, 'all');
  else open.set(entity, new Set([...(known ?? []), ...ids]));
}

// helpers //////////

/** Milliseconds. */
const MOMENT = 60;
const waiting = new WeakMap<QueryClient, Map<string, Set<string> | 'all'>>();

function readAgain(queries: QueryClient, open: Map<string, Set<string> | 'all'>): void {
  waiting.delete(queries);
  void queries.invalidateQueries({
    predicate: ({ queryKey: [noun, of, what, id] }) => {
      const ids = noun === 'records' && typeof of === 'string' ? open.get(of) : undefined;
      return ids !== undefined && (what !== 'one' || ids === 'all' || ids.has(id as string));
    },
  });
}
