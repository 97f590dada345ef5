/**
 * What an endpoint of the HTTP API is: data that the server routes by, the client calls by, OpenAPI describes and the
 * rights matrix tests. One file per noun beside this one; `table.ts` lists them all.
 */

/** Who may call at all. Finer rights (which record, which field, which task) are decided by the deed itself. */
export type Access =
  | 'public'
  | 'person'
  | 'design'
  | 'operate'
  | 'do_external_tasks'
  | 'import'
  | 'manage_people';

/** What an API key must be for. `session`: not for keys at all, people do it at their screens. */
export type Scope = 'read' | 'write' | 'session' | Exclude<Access, 'public' | 'person'>;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A definition within `runtime/api/schemas`: file name without suffix, and the name below its `$defs`. */
export interface SchemaName {
  readonly file: string;
  readonly def: string;
}

export interface Endpoint<Params extends string = string, Query = unknown, Body = unknown, Reply = unknown> {
  readonly method: Method;
  /** Path with `:name` parameters, beginning with `/api/`. */
  readonly path: string;
  readonly access: Access;
  /** Where it is not what `scopeOf` concludes: a POST that only reads, a deed that is not for keys. */
  readonly scope?: 'read' | 'session';
  /** One sentence for OpenAPI. */
  readonly summary: string;
  readonly params: readonly Params[];
  readonly query?: SchemaName;
  readonly body?: SchemaName;
  readonly reply?: SchemaName;
  /** Status of success; 200 unless said, 204 where there is no reply. */
  readonly status?: 200 | 201 | 202 | 204;
  /** `multipart`: the body is streamed and read by the route itself. `file` and `stream`: the route writes the reply itself. */
  readonly form?: 'multipart' | 'file' | 'stream';
  /** True where even an installation without its first administrator answers. */
  readonly beforeSetup?: boolean;
  /** Only for the types of callers; never set. */
  readonly types?: { query: Query; body: Body; reply: Reply };
}

/** The scope an API key needs to call it. */
export function scopeOf({ access, method, scope }: Endpoint): Scope {
  if (scope) return scope;
  if (access !== 'public' && access !== 'person') return access;
  return method === 'GET' ? 'read' : 'write';
}

type PathParams<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParams<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** `endpoint<{query, body, reply}>()({method, path, …})`: the types of the call first, then the data. */
export function endpoint<Types extends { query?: unknown; body?: unknown; reply?: unknown } = object>() {
  return <const Path extends string>(
    data: Omit<Endpoint, 'params' | 'types' | 'path'> & { readonly path: Path },
  ): Endpoint<PathParams<Path>, Types['query'], Types['body'], Types['reply']> =>
    Object.freeze({
      ...data,
      params: [...data.path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] as PathParams<Path>),
    });
}
