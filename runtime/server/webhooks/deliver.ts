/**
 * Makes the calls that are due: signed, each by itself, those about the same record one after the other. What is not answered by
 * 2xx is tried again with growing pauses; a webhook that fails for days is paused and keeps its calls until a person sets it going.
 */
import type { Logger } from 'pino';
import type { Registry, Webhook } from '#metadata/registry.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { type Outbound, OutboundFailure } from '../outbound/outbound.ts';
import type { Records } from '../records/records.ts';
import { type Seal, SealBroken } from '../records/seal.ts';
import { writeAudit } from '../store/sessions.ts';
import {
  type Attempt,
  type DeliveryRow,
  deleteEndedDeliveries,
  findWebhooks,
  nextDeliveryDue,
  noteAttempt,
  noteHealth,
  setWebhook,
  takeDeliveries,
  type WebhookRow,
} from '../store/webhooks.ts';
import { bodyOf } from './body.ts';
import { sign } from './signature.ts';

export interface DeliverOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
  readonly registry: () => Registry;
  readonly records: Pick<Records, 'find'>;
  readonly seal: Seal;
  readonly outbound: Outbound;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Pauses before the second, third … attempt; about three days in all. */
const PAUSES = [
  5 * SECOND,
  30 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** A webhook that fails for so long is paused. */
const PATIENCE = 3 * DAY;
const KEPT = 30 * DAY;
const LEASE = MINUTE;
const BATCH = 20;
/** Somebody has to do something about it; the attempts that are left are made in case the right key comes back. */
const SECRETS_LOST =
  'Its key or a secret header can’t be opened: they were sealed with another POTIK_SECRET. Bring that one back, or make a new key and enter the secrets again.';
/** Of an answer, in the log. */
const SHOWN = 500;

/** One round; says whether there was any call, and when the next is due. */
export async function deliverRound(
  options: DeliverOptions,
): Promise<{ worked: boolean; next: number | null }> {
  const { db, clock } = options;
  const at = clock.now();
  const due = await takeDeliveries(db, new Date(at), new Date(at + LEASE), BATCH);
  const rows = await findWebhooks(db, [...new Set(due.map(({ webhook }) => webhook))]);
  await Promise.all(due.map((delivery) => deliver(options, rows.get(delivery.webhook)!, delivery)));
  if (due.length > 0) return { worked: true, next: null };
  const next = await nextDeliveryDue(db);
  return { worked: false, next: next === null ? null : Date.parse(next) };
}

/** Forgets calls that ended long ago, a part at a time. */
export async function forgetDeliveries({
  db,
  clock,
}: Pick<DeliverOptions, 'db' | 'clock'>): Promise<boolean> {
  return (await deleteEndedDeliveries(db, new Date(clock.now() - KEPT), 1000)) > 0;
}

/** One attempt, without noting it anywhere. */
export async function attemptCall(
  { clock, seal, outbound }: Pick<DeliverOptions, 'clock' | 'seal' | 'outbound'>,
  webhook: Webhook,
  row: WebhookRow,
  id: string,
  body: string,
): Promise<Attempt> {
  const at = clock.now();
  const begun = performance.now();
  const made = (status: number | null, answer: string, error: string | null): Attempt => ({
    at: new Date(at).toISOString(),
    status,
    ms: Math.round(performance.now() - begun),
    answer,
    error,
  });
  try {
    const url = row.url ?? webhook.definition.to;
    if (url === undefined || row.secret === null)
      throw new OutboundFailure('address', 'It has no address or no key.');
    const old =
      row.oldSecret !== null && row.oldUntil !== null && Date.parse(row.oldUntil) > at ? [row.oldSecret] : [];
    const secrets = [seal.open(row.secret), ...old.flatMap((sealed) => openable(seal, sealed))];
    const headers = {
      ...headersOf(webhook, row, seal),
      'content-type': 'application/json',
      ...sign(secrets, id, Math.floor(at / SECOND), body),
    };
    const { status, body: answer } = await outbound.call({
      method: 'POST',
      url,
      headers,
      body,
      most: 16_384,
    });
    const shown = answer.toString('utf8').replaceAll('\0', '').slice(0, SHOWN);
    return made(status, shown, isSuccess(status) ? null : `It answered with ${status}.`);
  } catch (error) {
    if (error instanceof OutboundFailure) return made(null, '', error.message);
    if (error instanceof SealBroken) return made(null, '', SECRETS_LOST);
    throw error;
  }
}

// helpers //////////

const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** The receiver says that it wants no more. */
const GONE = 410;

async function deliver(options: DeliverOptions, row: WebhookRow, delivery: DeliveryRow): Promise<void> {
  const { db, clock, registry, log } = options;
  const webhook = registry().webhooks.get(delivery.webhook);
  const end = (state: DeliveryRow['state'], attempt: Attempt | null, due: Date | null = null) =>
    noteAttempt(db, delivery.id, { attempt, state, due, at: new Date(clock.now()) });
  try {
    const body = webhook ? await bodyOf({ ...options, registry: registry() }, webhook, delivery) : null;
    if (!webhook || body === null) return await end('dropped', null);
    const attempt = await attemptCall(options, webhook, row, delivery.id, body);
    const ok = attempt.error === null;
    const pause = PAUSES[delivery.attempts.length];
    if (ok) await end('sent', attempt);
    else if (pause === undefined) await end('failed', attempt);
    else await end('waiting', attempt, new Date(clock.now() + pause));
    await noteResult(options, row, attempt);
  } catch (error) {
    // Our own mistake: it stays leased and is tried again when that has run out.
    log.warn({ err: error, delivery: delivery.id, webhook: delivery.webhook }, 'calling a webhook failed');
  }
}

async function noteResult(
  { db, clock }: DeliverOptions,
  { key }: WebhookRow,
  attempt: Attempt,
): Promise<void> {
  const at = new Date(clock.now());
  const since = await noteHealth(db, key, attempt.error === null, at);
  const gone = attempt.status === GONE;
  if (attempt.error === null || (!gone && (since === null || at.getTime() - Date.parse(since) < PATIENCE)))
    return;
  const reason = gone
    ? 'The receiver answered with 410: it wants no more calls.'
    : `No call got through since ${new Date(since!).toISOString()}. The last one: ${attempt.error}`;
  await db.transaction(async (tx) => {
    await setWebhook(tx, key, { state: 'paused', reason });
    await writeAudit(tx, { at, personId: null, deed: 'webhook.paused', detail: { webhook: key, reason } });
  });
}

/** The old key signs beside the new one for a while; one that is lost must not hold up the new one. */
function openable(seal: Seal, sealed: string): string[] {
  try {
    return [seal.open(sealed)];
  } catch (error) {
    if (error instanceof SealBroken) return [];
    throw error;
  }
}

function headersOf({ definition }: Webhook, row: WebhookRow, seal: Seal): Record<string, string> {
  return Object.fromEntries(
    Object.entries(definition.headers ?? {}).flatMap(([name, value]) => {
      if (typeof value === 'string') return [[name.toLowerCase(), value]];
      const sealed = row.headers[name];
      return sealed === undefined ? [] : [[name.toLowerCase(), seal.open(sealed)]];
    }),
  );
}
