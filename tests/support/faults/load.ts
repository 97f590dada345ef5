/**
 * People at work on an installation that breaks: they start orders and approve them, over HTTP, on whichever server answers. What
 * was not answered is asked again, with the same Idempotency-Key; what was answered must be true for ever.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { ADMIN } from './node.ts';
import { ORDER, ORDER_FILES } from './order-process.ts';
import type { Site } from './site.ts';

export interface Load {
  /** Ids of instances whose start was answered. */
  readonly started: readonly string[];
  /** Numbers of orders that were sent, answered or not. */
  readonly sent: readonly string[];
  /** Milliseconds of the requests that were answered, since this was last called. */
  takeTimes(): number[];
  /** Requests that got no answer, or that the server could not carry out. */
  readonly failed: () => number;
  /** Throws what somebody met that nobody may meet. */
  check(): void;
  /** No new orders; resolves when all that were begun have come to their end. */
  finish(): Promise<void>;
}

export interface LoadOptions {
  /** How many people work at the same time. */
  readonly people: number;
  /** Milliseconds between two orders of one person. */
  readonly rest?: number;
}

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}

export async function beginLoad(site: Site, { people, rest = 0 }: LoadOptions): Promise<Load> {
  const session = await signIn(site);
  await deployOrders(site, session);
  const started: string[] = [];
  const sent: string[] = [];
  let times: number[] = [];
  let failed = 0;
  let over = false;
  let count = 0;

  /** The first answer that tells anything; null after so long that something is wrong. */
  async function ask(method: string, path: string, body?: object, key?: string): Promise<Answer> {
    for (let tries = 0; tries < 600; tries++) {
      const node = site.nodes[(count + tries) % Math.max(1, site.nodes.length)];
      const began = performance.now();
      const answer = node && (await send(node.url, method, path, session, body, key));
      if (answer && answer.status < 500) {
        times.push(performance.now() - began);
        return answer;
      }
      failed++;
      await pause(100);
    }
    throw new Error(`nobody answers ${method} ${path}`);
  }

  async function order(): Promise<void> {
    const number = `t${++count}`;
    sent.push(number);
    const body = { businessKey: number, variables: { number, total: 0, approver: session.person } };
    const answer = await ask('POST', `/api/processes/${ORDER}/instances`, body, `order ${number}`);
    const id = answer.status === 201 ? (answer.body.id as string) : await findCutOff(number, answer);
    if (id === null) return;
    started.push(id);
    await approve(id);
  }

  /** A start whose answer was lost may be there or not: the server says so, and the orders tell. */
  async function findCutOff(number: string, { status, body }: Answer): Promise<string | null> {
    if (status !== 409 || body.code !== 'in_progress') throw new Error(`${status} ${JSON.stringify(body)}`);
    const found = await ask('GET', `/api/instances?businessKey=${number}&process=${ORDER}&state=all`);
    return found.body.items[0]?.id ?? null;
  }

  async function approve(instance: string): Promise<void> {
    for (let looks = 0; looks < 1_500; looks++) {
      const { body } = await ask('GET', `/api/tasks?queue=all&instance=${instance}`);
      const task = body.items[0];
      if (task) {
        const { status, body: said } = await ask('POST', `/api/tasks/${task.id}/complete`, {});
        // An answer that was lost may have been a yes.
        if (status === 200 || status === 404 || status === 409) return;
        throw new Error(`${status} ${JSON.stringify(said)}`);
      }
      const { body: now } = await ask('GET', `/api/instances/${instance}`);
      if (now.item.endedAt) return;
      await pause(20);
    }
    throw new Error(`the order ${instance} doesn't come to its task`);
  }

  const working = Array.from({ length: people }, async () => {
    while (!over) {
      await order();
      await pause(rest);
    }
  });
  let broken: unknown = null;
  for (const one of working)
    one.catch((error) => {
      broken ??= error;
    });
  return {
    started,
    sent,
    takeTimes() {
      const taken = times;
      times = [];
      return taken;
    },
    failed: () => failed,
    check() {
      if (broken) throw broken;
    },
    async finish() {
      over = true;
      await Promise.all(working);
      // Starts that nobody was told of, but that were done.
      const { body } = await ask('GET', `/api/instances?process=${ORDER}&limit=500`);
      await Promise.all(body.items.map(({ id }: { id: string }) => approve(id)));
    },
  };
}

/** Returns in the midst of it: when a few more orders have begun. */
export async function someWork(load: Load): Promise<void> {
  const enough = load.started.length + 15;
  for (let waits = 0; load.started.length < enough; waits++) {
    load.check();
    if (waits > 3_000) throw new Error('no order has begun for a minute');
    await pause(20);
  }
}

// helpers //////////

interface Session {
  /** Id of who works. */
  readonly person: string;
  readonly cookie: string;
  readonly token: string;
}

async function signIn({ nodes }: Site): Promise<Session> {
  const response = await fetch(`${nodes[0]!.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  });
  const { csrfToken, person } = (await response.json()) as { csrfToken: string; person: { id: string } };
  const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
  return { cookie, token: csrfToken, person: person.id };
}

async function deployOrders({ nodes }: Site, { cookie, token }: Session): Promise<void> {
  const form = new FormData();
  for (const [name, xml] of Object.entries(ORDER_FILES)) form.append('files', new Blob([xml]), name);
  const response = await fetch(`${nodes[0]!.url}/api/deployments`, {
    method: 'POST',
    headers: { cookie, 'x-potik-csrf': token },
    body: form,
  });
  if (response.status !== 201) throw new Error(`the orders can't be deployed: ${await response.text()}`);
}

/** Null: there was no answer. */
async function send(
  url: string,
  method: string,
  path: string,
  { cookie, token }: Session,
  body: object | undefined,
  key: string | undefined,
): Promise<Answer | null> {
  try {
    const response = await fetch(url + path, {
      method,
      headers: {
        cookie,
        'x-potik-csrf': token,
        ...(body && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  } catch {
    return null;
  }
}
