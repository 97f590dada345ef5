/**
 * Webhooks of this installation for whoever runs it: what is set, how they do, the log of their calls. Definitions come with
 * solutions and do nothing until they are switched on here; the key that signs is told once, when it is made.
 */
import type { Registry, Webhook } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type {
  DeliveryItem,
  DeliveryList,
  DeliveryQuery,
  SetWebhook,
  WebhookItem,
  WebhookList,
  WebhookSecret,
  WebhookTest,
} from '../../api/webhooks.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import type { Database, Queryable } from '../db/database.ts';
import { isId, newId } from '../ids.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { Seal } from '../records/seal.ts';
import { invalid, notFound, Rejection } from '../rejection.ts';
import { writeAudit } from '../store/sessions.ts';
import {
  type DeliveryRow,
  deliveriesOf,
  dropWaiting,
  findDelivery,
  findWebhooks,
  insertDeliveries,
  setWebhook,
  type WebhookFigures,
  type WebhookRow,
  webhookFigures,
} from '../store/webhooks.ts';
import { attemptCall, DAY } from './deliver.ts';
import { newSecret } from './signature.ts';

export interface Webhooks {
  list(): Promise<WebhookList>;
  set(key: string, input: SetWebhook, principal: Principal): Promise<WebhookItem>;
  /** Switches it on or off; the first time a key is made, and told. Calls that wait are given up where it goes off. */
  switch(key: string, on: boolean, principal: Principal): Promise<WebhookSecret>;
  /** A new key; the old one signs beside it for a day. */
  rotate(key: string, principal: Principal): Promise<WebhookSecret>;
  /** Calls the receiver at once with an event of type `test`. */
  test(key: string, principal: Principal): Promise<WebhookTest>;
  deliveries(key: string, query: DeliveryQuery): Promise<DeliveryList>;
  resend(key: string, id: string, principal: Principal): Promise<DeliveryItem>;
}

export interface WebhooksOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: () => Registry;
  readonly seal: Seal;
  readonly outbound: Outbound;
  /** There is a call to make. */
  readonly ring: () => void;
}

const PAGE = 50;

export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { db, clock, registry, seal, ring } = options;
  const defined = (key: string): Webhook => {
    const webhook = registry().webhooks.get(key);
    if (!webhook) throw notFound(`webhook “${key}”`);
    return webhook;
  };
  const rowOf = async (on: Queryable, key: string): Promise<WebhookRow> =>
    (await findWebhooks(on, [key])).get(key) ?? { ...UNSET, key };
  const audit = (on: Queryable, principal: Principal, deed: string, detail: object) =>
    writeAudit(on, { at: new Date(clock.now()), personId: principal.personId, deed, detail });
  const dayAgo = () => new Date(clock.now() - DAY);

  return {
    async list() {
      const all = [...registry().webhooks.values()];
      const rows = await findWebhooks(
        db,
        all.map(({ key }) => key),
      );
      const figures = await webhookFigures(db, dayAgo());
      return {
        items: all.map((webhook) =>
          itemOf(webhook, rows.get(webhook.key) ?? { ...UNSET, key: webhook.key }, figures.get(webhook.key)),
        ),
      };
    },

    async set(key, { url, headers = {} }, principal) {
      const webhook = defined(key);
      const asked = secretHeaders(webhook);
      const unknown = Object.keys(headers).find((name) => !asked.includes(name));
      if (unknown !== undefined)
        throw invalid([
          {
            path: `headers.${unknown}`,
            code: 'unknown_header',
            message: `The webhook asks for no secret “${unknown}”${asked.length ? `; it asks for: ${asked.join(', ')}` : ''}.`,
          },
        ]);
      return db.transaction(async (tx) => {
        const row = await rowOf(tx, key);
        const kept = { ...row.headers };
        for (const [name, value] of Object.entries(headers)) {
          if (value === null) delete kept[name];
          else kept[name] = seal.seal(value);
        }
        await setWebhook(tx, key, {
          headers: kept,
          ...(url !== undefined && { url: url === '' ? null : url }),
        });
        await audit(tx, principal, 'webhook.set', { webhook: key, url, headers: Object.keys(headers) });
        return itemOf(webhook, await rowOf(tx, key), (await webhookFigures(tx, dayAgo())).get(key));
      });
    },

    async switch(key, on, principal) {
      const webhook = defined(key);
      return db.transaction(async (tx) => {
        const row = await rowOf(tx, key);
        if (on && (row.url ?? webhook.definition.to) === undefined)
          throw new Rejection({
            status: 409,
            code: 'no_address',
            message: 'The webhook has no address yet. Enter the one that is to be called.',
          });
        const secret = on && row.secret === null ? newSecret() : null;
        await setWebhook(tx, key, {
          state: on ? 'on' : 'off',
          failingSince: null,
          reason: null,
          ...(secret !== null && { secret: seal.seal(secret) }),
        });
        await audit(tx, principal, on ? 'webhook.on' : 'webhook.off', { webhook: key });
        if (on) tx.afterCommit(ring);
        else await dropWaiting(tx, key, new Date(clock.now()));
        return { secret };
      });
    },

    async rotate(key, principal) {
      defined(key);
      const secret = newSecret();
      await db.transaction(async (tx) => {
        const row = await rowOf(tx, key);
        await setWebhook(tx, key, {
          secret: seal.seal(secret),
          oldSecret: row.secret,
          oldUntil: row.secret === null ? null : new Date(clock.now() + DAY).toISOString(),
        });
        await audit(tx, principal, 'webhook.key', { webhook: key });
      });
      return { secret };
    },

    async test(key, principal) {
      const webhook = defined(key);
      const row = await rowOf(db, key);
      if (row.secret === null)
        throw new Rejection({
          status: 409,
          code: 'no_key',
          message: 'The webhook has no key to sign with yet. Make one, or switch it on.',
        });
      const at = new Date(clock.now()).toISOString();
      const body = JSON.stringify({ type: 'test', timestamp: at, data: {} });
      const { answer, ...attempt } = await attemptCall(options, webhook, row, newId(clock.now()), body);
      await audit(db, principal, 'webhook.tested', { webhook: key, status: attempt.status });
      return { ...attempt, answer };
    },

    async deliveries(key, { cursor, state, limit = PAGE }) {
      if (cursor !== undefined && !isId(cursor))
        throw invalid([{ path: 'cursor', code: 'cursor', message: 'This cursor is not one of this list.' }]);
      const rows = await deliveriesOf(db, key, {
        before: cursor ?? null,
        state: state ?? null,
        limit: limit + 1,
      });
      const items = rows.slice(0, limit).map(deliveryItem);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },

    async resend(key, id, principal) {
      defined(key);
      return db.transaction(async (tx) => {
        const old = isId(id) ? await findDelivery(tx, id) : null;
        if (!old || old.webhook !== key) throw notFound('call of this webhook');
        if (old.state === 'waiting')
          throw new Rejection({
            status: 409,
            code: 'still_waiting',
            message: 'The call is still being tried.',
          });
        const at = clock.now();
        const { webhook, subject, type, payload } = old;
        const again = { id: newId(at), webhook, subject, type, payload, resentOf: old.resentOf ?? old.id };
        await insertDeliveries(tx, [again], new Date(at));
        await audit(tx, principal, 'webhook.resent', { webhook: key, delivery: id });
        tx.afterCommit(ring);
        return deliveryItem((await findDelivery(tx, again.id))!);
      });
    },
  };
}

// helpers //////////

const UNSET: Omit<WebhookRow, 'key'> = {
  state: 'off',
  url: null,
  secret: null,
  oldSecret: null,
  oldUntil: null,
  headers: {},
  failingSince: null,
  reason: null,
};

function secretHeaders({ definition }: Webhook): string[] {
  return Object.entries(definition.headers ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' ? [] : [name],
  );
}

function itemOf(webhook: Webhook, row: WebhookRow, figures: WebhookFigures | undefined): WebhookItem {
  const { definition, key, solution, entity, process } = webhook;
  return {
    key,
    solution,
    label: (definition.label ?? null) as WebhookItem['label'],
    about: entity ?? process ?? '',
    events: [...webhook.events],
    state: row.state,
    url: row.url ?? definition.to ?? null,
    ownUrl: row.url !== null,
    signed: row.secret !== null,
    headers: secretHeaders(webhook).map((name) => ({ name, set: name in row.headers })),
    failingSince: row.failingSince,
    reason: row.reason,
    waiting: figures?.waiting ?? 0,
    sent: figures?.sent ?? 0,
    failed: figures?.failed ?? 0,
    lastAt: figures?.lastAt ?? null,
  };
}

function deliveryItem(row: DeliveryRow): DeliveryItem {
  const { id, type, subject, state, createdAt, dueAt, attempts, resentOf } = row;
  return {
    id,
    type,
    subject,
    state,
    createdAt,
    dueAt: state === 'waiting' ? dueAt : null,
    attempts: [...attempts],
    resentOf,
    payload: row.payload as Record<string, Json>,
  };
}
