/**
 * The client that `potik types --client` writes behind the types: records by entity, upserts, batches, refusals as errors. One file
 * without dependencies, for Node and browsers; what it sends and gets is what OpenAPI describes.
 */
import type { Registry } from './registry/model.ts';
import { typesOf } from './typegen.ts';

export function clientOf(registry: Registry): string {
  return `${typesOf(registry)}\n${CLIENT}`;
}

// helpers //////////

const CLIENT = `type Key = keyof Entities;
type Own<E extends Key> = keyof Entities[E] & string;
/** A field, or a path over its references: \`customer.name\`. */
export type Path<E extends Key> = Own<E> | \`\${Own<E>}.\${string}\`;
export type Operand = Json | { readonly $: 'me' | 'my_teams' } | { readonly $: 'now' | 'today'; readonly plus?: string };
/** A filter tree, or FEEL as text. */
export type Where<E extends Key> = string | Filter<E>;
export type Filter<E extends Key> =
  | { readonly all: readonly Filter<E>[] }
  | { readonly any: readonly Filter<E>[] }
  | { readonly not: Filter<E> }
  | { readonly field: Path<E>; readonly op: string; readonly value?: Operand | readonly Operand[] }
  | { readonly some: Own<E>; readonly where?: unknown }
  | { readonly none: Own<E>; readonly where?: unknown };

export interface Query<E extends Key> {
  readonly where?: Where<E>;
  /** \`-amount\`: the largest first. */
  readonly sort?: readonly (Path<E> | \`-\${Path<E>}\`)[];
  readonly search?: string;
  /** At most 500; 50 when not given. */
  readonly limit?: number;
  /** \`next\` of the page before. */
  readonly cursor?: string;
}
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface Match<E extends Key> {
  /** Fields that tell records apart; left out: the rows' \`external\` ids do. */
  readonly by?: readonly Own<E>[];
  readonly found?: 'update' | 'skip' | 'fail';
  readonly missing?: 'create' | 'skip' | 'fail';
}
export interface UpsertResult {
  readonly deed: 'created' | 'updated' | 'unchanged' | 'linked' | 'skipped' | 'refused';
  readonly id: string | null;
  readonly errors?: readonly InputProblem[];
}

/** Part of the reply to an earlier call of the batch: \`{$ref: 'customer.id'}\`. */
export interface Given {
  readonly $ref: string;
}
type Values<T> = { readonly [K in keyof T]: T[K] | Given };
type RecordCall<E extends Key> =
  | { readonly deed: 'create'; readonly entity: E; readonly values: Values<Inputs[E]> }
  | { readonly deed: 'update'; readonly entity: E; readonly id: string | Given; readonly version?: number; readonly values: Partial<Values<Inputs[E]>> }
  | { readonly deed: 'delete'; readonly entity: E; readonly id: string | Given; readonly version?: number }
  | { readonly deed: 'restore'; readonly entity: E; readonly id: string | Given }
  | { readonly deed: 'upsert'; readonly entity: E; readonly match?: Match<E>; readonly external?: string; readonly values: Partial<Values<Inputs[E]>> };
export type Call = { readonly name?: string } & (
  | { [E in Key]: RecordCall<E> }[Key]
  | { readonly deed: 'start_process'; readonly process: string; readonly variables?: { readonly [name: string]: Json | Given }; readonly businessKey?: string; readonly record?: { readonly entity: Key; readonly id: string | Given } }
  | { readonly deed: 'complete_task'; readonly task: string; readonly values?: { readonly [field: string]: Json | Given }; readonly outcome?: string; readonly version?: number }
);
export interface CallResult {
  readonly name?: string;
  readonly status: number;
  readonly reply?: { readonly [key: string]: unknown } | null;
  readonly problem?: { readonly code: string; readonly detail: string; readonly errors: readonly InputProblem[] };
}

export interface InputProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What the server refuses: its sentence, the code to tell refusals apart by, and what is wrong with which input. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly InputProblem[];
  constructor(status: number, problem: { readonly detail?: string; readonly code?: string; readonly errors?: readonly InputProblem[] }) {
    super(problem.detail ?? \`The server answered \${status}.\`);
    this.name = 'Refusal';
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.errors = problem.errors ?? [];
  }
}

export interface RecordsOf<E extends Key> {
  list(query?: Query<E>): Promise<Page<Entities[E]>>;
  /** The same with these fields only, and the record's id. */
  list<F extends Own<E>>(query: Query<E> & { readonly fields: readonly F[] }): Promise<Page<Pick<Entities[E], F | ('id' & Own<E>)>>>;
  /** All records of a query, page by page. */
  each(query?: Query<E>): AsyncGenerator<Entities[E], void, undefined>;
  get(id: string): Promise<Entities[E]>;
  /** @param once a key of your own: sent again with the same, nothing is created twice */
  create(values: Inputs[E], once?: string): Promise<Entities[E]>;
  /** @param version the version the change was made on; a record that was changed since is refused with \`version_conflict\` */
  update(id: string, version: number, values: Partial<Inputs[E]>): Promise<Entities[E]>;
  delete(id: string): Promise<void>;
  restore(id: string): Promise<Entities[E]>;
  /** Up to 1,000 rows, found by key fields or external ids and created or changed; each is told what became of it. */
  upsert(match: Match<E>, rows: readonly { readonly external?: string; readonly values: Partial<Inputs[E]> }[]): Promise<readonly UpsertResult[]>;
}

export interface Potik {
  records<E extends Key>(entity: E): RecordsOf<E>;
  /** Up to 100 calls, in one transaction unless \`together\` is false. */
  batch(calls: readonly Call[], together?: boolean): Promise<readonly CallResult[]>;
  /** Any other endpoint of the API. */
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<unknown>;
}

/** @param url where people open Potik; @param key an API key (Profile and settings) */
export function potik(url: string, key: string): Potik {
  const send: Potik['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        authorization: \`Bearer \${key}\`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null;
    if (!response.ok) throw new Refusal(response.status, json ?? {});
    return json ?? text;
  };
  const records = <E extends Key>(entity: E): RecordsOf<E> => {
    const at = (rest = '') => \`/api/records/\${entity}\${rest}\`;
    const list = (query: Query<E> = {}) => send('POST', at('/query'), query) as Promise<Page<Entities[E]>>;
    return {
      list: list as RecordsOf<E>['list'],
      async *each(query = {}) {
        for (let cursor = query.cursor; ; ) {
          const { items, next } = await list({ ...query, ...(cursor !== undefined && { cursor }) });
          yield* items;
          if (next === null) return;
          cursor = next;
        }
      },
      get: (id) => send('GET', at(\`/\${id}\`)) as Promise<Entities[E]>,
      create: (values, once) =>
        send('POST', at(), { values }, once === undefined ? {} : { 'idempotency-key': once }) as Promise<Entities[E]>,
      update: (id, version, values) => send('PATCH', at(\`/\${id}\`), { version, values }) as Promise<Entities[E]>,
      async delete(id) {
        await send('DELETE', at(\`/\${id}\`));
      },
      restore: (id) => send('POST', at(\`/\${id}/restore\`)) as Promise<Entities[E]>,
      async upsert(match, rows) {
        const { results } = (await send('POST', at('/upsert'), { match, rows })) as { results: readonly UpsertResult[] };
        return results;
      },
    };
  };
  return {
    records,
    send,
    async batch(calls, together = true) {
      const { results } = (await send('POST', '/api/batch', { together, calls })) as { results: readonly CallResult[] };
      return results;
    },
  };
}
`;
