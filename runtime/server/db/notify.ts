/**
 * News between nodes over PostgreSQL's LISTEN/NOTIFY, on one direct connection that reconnects by itself. News are hints
 * ("jobs are due", "release 28 is live"): whoever listens reads the facts from tables, so a lost hint costs a moment only.
 */
import pg from 'pg';
import type { Queryable } from './database.ts';

export interface Listener {
  /** Calls `handler` with the payload of each notification of the channel; returns how to stop. */
  on(channel: string, handler: (payload: string) => void): () => void;
  /** Called when the connection came back after a loss: hints may have been missed. */
  onReconnect(handler: () => void): void;
  close(): Promise<void>;
}

export interface ListenerOptions {
  /** DATABASE_DIRECT_URL where a pooler stands in between, else DATABASE_URL. */
  readonly url: string;
  readonly channels: readonly string[];
  readonly onError?: (error: Error) => void;
  /** First pause before connecting again, milliseconds; doubles up to 32 times. */
  readonly retryAfter?: number;
}

export async function openListener(options: ListenerOptions): Promise<Listener> {
  const handlers = new Map<string, Set<(payload: string) => void>>();
  const reconnected: (() => void)[] = [];
  let client: pg.Client | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.url,
      application_name: 'potik listen',
      keepAlive: true,
    });
    next.on('notification', ({ channel, payload }) => {
      for (const handler of handlers.get(channel) ?? []) handler(payload ?? '');
    });
    next.on('error', (error) => options.onError?.(error));
    // Of one that never came to listen, whoever waits for `connect` hears: two retries for one loss would double without end.
    next.once('end', () => {
      if (client !== next) return;
      client = null;
      if (!closed) retry(1);
    });
    try {
      await next.connect();
      for (const channel of options.channels) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      void next.end().catch(() => {});
      throw error;
    }
    if (closed) await next.end();
    else client = next;
  }

  function retry(factor: number): void {
    timer = setTimeout(
      () => {
        connect().then(
          () => {
            for (const handler of reconnected) handler();
          },
          (error: Error) => {
            options.onError?.(error);
            if (!closed) retry(Math.min(factor * 2, 32));
          },
        );
      },
      (options.retryAfter ?? 250) * factor,
    );
    timer.unref();
  }

  await connect();
  return {
    on(channel, handler) {
      if (!options.channels.includes(channel)) throw new Error(`nobody listens to the channel ${channel}`);
      const set = handlers.get(channel) ?? new Set();
      handlers.set(channel, set.add(handler));
      return () => set.delete(handler);
    },
    onReconnect: (handler) => void reconnected.push(handler),
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}

/** Sends a hint with the transaction of `target`: it is delivered at its commit, once for equal payloads. */
export async function notify(target: Queryable, channel: string, payload = ''): Promise<void> {
  await target.query({ name: 'notify', text: 'select pg_notify($1, $2)' }, [channel, payload]);
}
