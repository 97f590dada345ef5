/**
 * The client both apps call the server with: fetch, CSRF token, problem details as errors. Types of a call follow from
 * its endpoint.
 */
import type { Endpoint } from './endpoint.ts';

/** What is wrong with one input: `path` names it, e.g. `lines[2].quantity`. */
export interface InputProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** The server's refusal, as RFC 9457 tells it. `status` 0: the server could not be reached. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  /** Names within the sentence, for a translation by code. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly errors: readonly InputProblem[];
  readonly document: Readonly<Record<string, unknown>>;
  constructor(status: number, document: Record<string, unknown>) {
    super(String(document.detail ?? document.title ?? `The server answered ${status}.`));
    this.status = status;
    this.code = String(document.code ?? 'unknown');
    this.params = (document.params ?? {}) as Record<string, unknown>;
    this.errors = Array.isArray(document.errors) ? document.errors : [];
    this.document = document;
  }
}

export interface CallOptions<Params extends string, Query, Body> {
  readonly params?: Readonly<Record<Params, string>>;
  readonly query?: Query;
  readonly body?: Body;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Client {
  /** The reply as its endpoint types it; text for endpoints that answer with a file. */
  call<Params extends string, Query, Body, Reply>(
    endpoint: Endpoint<Params, Query, Body, Reply>,
    options?: CallOptions<Params, Query, Body>,
  ): Promise<Reply>;
  /** The same for a file whatever is in it, as its bytes. */
  download<Params extends string, Query, Body, Reply>(
    endpoint: Endpoint<Params, Query, Body, Reply>,
    options?: CallOptions<Params, Query, Body>,
  ): Promise<Blob>;
  /** Path with query of a call, for links and downloads. */
  url<Params extends string, Query>(
    endpoint: Endpoint<Params, Query>,
    options?: CallOptions<Params, Query, unknown>,
  ): string;
  /** The token that `GET /api/me` and `POST /api/session` hand out. */
  setCsrfToken(token: string | null): void;
}

export interface ClientOptions {
  /** Empty within the browser. */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
  /** Called for each 401, so that an app can ask to sign in again. */
  readonly onSignedOut?: () => void;
}

export function createClient({ baseUrl = '', fetch: send = fetch, onSignedOut }: ClientOptions = {}): Client {
  let csrfToken: string | null = null;

  async function answerOf(
    endpoint: Endpoint,
    options: CallOptions<string, unknown, unknown>,
  ): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
    if (endpoint.method !== 'GET' && csrfToken) headers['x-potik-csrf'] = csrfToken;
    let body: BodyInit | undefined;
    if (options.body instanceof FormData) body = options.body;
    else if (options.body !== undefined) {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(options.body);
    }
    return send(baseUrl + pathOf(endpoint, options), {
      method: endpoint.method,
      headers,
      body,
      signal: options.signal,
      credentials: 'same-origin',
    }).catch((error: Error) => {
      if (error.name === 'AbortError') throw error;
      throw new Problem(0, { code: 'offline', detail: 'The server can’t be reached.' });
    });
  }

  function refusalOf({ status }: Response, text: string): Problem {
    const problem = new Problem(status, (text ? parse(text) : {}) as Record<string, unknown>);
    if (status === 401 && problem.code === 'not_signed_in') onSignedOut?.();
    return problem;
  }

  return {
    setCsrfToken(token) {
      csrfToken = token;
    },
    url: (endpoint, options) => baseUrl + pathOf(endpoint, options),
    async call(endpoint, options = {}) {
      const response = await answerOf(endpoint, options);
      if (response.status === 204) return undefined as never;
      const text = await response.text();
      if (!response.ok) throw refusalOf(response, text);
      if (endpoint.form === 'file') return text as never;
      return (text ? parse(text) : undefined) as never;
    },
    async download(endpoint, options = {}) {
      const response = await answerOf(endpoint, options);
      if (!response.ok) throw refusalOf(response, await response.text());
      return response.blob();
    },
  };
}

// helpers //////////

function pathOf(endpoint: Endpoint, options: CallOptions<string, unknown, unknown> = {}): string {
  const path = endpoint.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = options.params?.[name];
    if (value === undefined) throw new Error(`${endpoint.path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== null) search.append(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 300) };
  }
}
