/**
 * Live updates: who has an app open gets hints over SSE ("tasks changed", "records of deal changed", "release 28"), and the
 * app reads again what it shows. Hints come from every node by NOTIFY after the commit; several of a kind within a
 * moment are one. A stream ends when its session does.
 */
import type { Response } from 'express';
import type { ScopeWord } from '#metadata/access.ts';
import type { Principal } from '../auth/principal.ts';
import type { Listener } from '../db/notify.ts';

/** A hint on channel `live`: `topic` is `tasks`, `records`, `instances`, `notices`, `release`, `job`; `entity` and `ids` say which records. */
export interface LiveHint {
  readonly topic: string;
  readonly entity?: string;
  readonly ids?: readonly string[];
  /** Only for this person; everybody else does not hear it. */
  readonly personId?: string;
  readonly [detail: string]: unknown;
}

export interface LiveHub {
  open(response: Response, principal: Principal, sessionToken: string | null): void;
  close(): void;
  /** For tests and metrics. */
  readonly size: () => number;
}

export interface LiveHubOptions {
  readonly listener: Listener;
  /** Of which records of this entity the person may know. Where only of some, hints leave out which have changed. */
  readonly heard: (principal: Principal, entity: string) => ScopeWord;
  readonly stillSignedIn: (sessionToken: string) => Promise<boolean>;
  /** Milliseconds in which equal hints are gathered into one. */
  readonly gather?: number;
  readonly heartbeat?: number;
}

interface Stream {
  readonly response: Response;
  readonly principal: Principal;
  readonly sessionToken: string | null;
  readonly waiting: Map<string, LiveHint>;
}

export function createLiveHub({
  listener,
  heard,
  stillSignedIn,
  gather = 100,
  heartbeat = 15_000,
}: LiveHubOptions): LiveHub {
  const streams = new Set<Stream>();
  let flushTimer: NodeJS.Timeout | null = null;

  function flush(): void {
    flushTimer = null;
    for (const stream of streams) {
      for (const hint of stream.waiting.values()) stream.response.write(`data: ${JSON.stringify(hint)}\n\n`);
      stream.waiting.clear();
    }
  }

  function hear(hint: LiveHint): void {
    for (const stream of streams) {
      if (hint.personId && hint.personId !== stream.principal.personId) continue;
      const scope = hint.entity ? heard(stream.principal, hint.entity) : 'all';
      if (scope === 'none') continue;
      const told = scope === 'all' ? hint : { ...hint, ids: undefined };
      const key = `${hint.topic} ${hint.entity ?? ''}`;
      stream.waiting.set(key, merged(stream.waiting.get(key), told));
    }
    flushTimer ??= setTimeout(flush, gather);
  }

  function end(stream: Stream): void {
    streams.delete(stream);
    stream.response.end();
  }

  async function endSignedOut(): Promise<void> {
    for (const stream of [...streams]) {
      if (stream.sessionToken && !(await stillSignedIn(stream.sessionToken))) end(stream);
    }
  }

  const off = [
    listener.on('live', (payload) => hear(JSON.parse(payload) as LiveHint)),
    listener.on('sessions', () => void endSignedOut()),
  ];
  // After a lost connection hints may be missing: every app reads again.
  listener.onReconnect(() => hear({ topic: 'everything' }));
  const beat = setInterval(() => {
    for (const stream of streams) stream.response.write(': still here\n\n');
  }, heartbeat);
  beat.unref();

  return {
    size: () => streams.size,
    open(response, principal, sessionToken) {
      response.status(200).set({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.flushHeaders();
      response.write('retry: 1000\n\n');
      const stream: Stream = { response, principal, sessionToken, waiting: new Map() };
      streams.add(stream);
      response.on('close', () => streams.delete(stream));
    },
    close() {
      clearInterval(beat);
      if (flushTimer) clearTimeout(flushTimer);
      for (const stop of off) stop();
      for (const stream of [...streams]) end(stream);
    },
  };
}

// helpers //////////

const IDS_AT_MOST = 100;

/** Hints of one kind add up; too many ids, or a hint without ids, mean "any of them". */
function merged(earlier: LiveHint | undefined, hint: LiveHint): LiveHint {
  if (!earlier) return hint;
  if (!earlier.ids || !hint.ids) return { ...hint, ids: undefined };
  const ids = [...new Set([...earlier.ids, ...hint.ids])];
  return { ...hint, ids: ids.length > IDS_AT_MOST ? undefined : ids };
}
