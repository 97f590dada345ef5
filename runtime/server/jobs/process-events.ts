/**
 * Calls of webhooks about processes, made of history by the projector in its own transaction: each event once, in the order in
 * which it happened. Variables are not told: they are for operators.
 */
import type { Event } from '#engine/events.ts';
import type { Registry, Webhook, WebhookEvent } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';
import { type HistoryRow, processKeysOf } from '../store/history.ts';
import { insertDeliveries, listeningWebhooks, type NewDelivery } from '../store/webhooks.ts';
import type { ProcessEvent } from '../webhooks/body.ts';

/** Says whether there is a call to make. */
export async function tellProcessEvents(
  tx: Transaction,
  registry: Registry,
  rows: readonly HistoryRow[],
): Promise<boolean> {
  const all = [...registry.webhooks.values()].filter(({ process }) => process !== null);
  if (all.length === 0) return false;
  const on = await listeningWebhooks(
    tx,
    all.map(({ key }) => key),
  );
  const listening = all.filter(({ key }) => on.has(key));
  if (listening.length === 0) return false;
  const instances = [...new Set(rows.map(({ instance }) => instance))];
  const processes = await processKeysOf(tx, instances);
  const deliveries = rows.flatMap((row) => deliveriesOf(listening, row, processes.get(row.instance)));
  if (deliveries.length > 0) await insertDeliveries(tx, deliveries, new Date(deliveries.at(-1)!.at));
  return deliveries.length > 0;
}

// helpers //////////

function deliveriesOf(
  webhooks: readonly Webhook[],
  { instance, at, events }: HistoryRow,
  process: string | undefined,
): (NewDelivery & { readonly at: string })[] {
  const heard = webhooks.filter((webhook) => webhook.process === process);
  if (process === undefined || heard.length === 0) return [];
  return events.flatMap((event) => {
    const told = toldOf(event);
    if (told === null) return [];
    const payload: ProcessEvent = { kind: 'process', process, instance, at, ...told.data };
    return heard
      .filter(({ events: wanted }) => wanted.has(told.event))
      .map(({ key }) => ({
        id: newId(Date.parse(at)),
        webhook: key,
        subject: `instance:${instance}`,
        type: `process.${told.event}`,
        payload: payload as Json,
        at,
      }));
  });
}

function toldOf(event: Event): { readonly event: WebhookEvent; readonly data: Record<string, Json> } | null {
  if (event.type === 'started')
    return { event: 'started', data: { business_key: event.businessKey ?? null } };
  if (event.type === 'ended') return { event: 'ended', data: { status: event.status } };
  if (event.type === 'opened' && event.wait.kind === 'task') {
    const { element, name } = event.wait;
    return { event: 'task_opened', data: { task: event.key, element, name: name ?? null } };
  }
  if (event.type === 'closed' && event.kind === 'task')
    return {
      event: 'task_closed',
      data: { task: event.key, done: event.done, outcome: event.outcome ?? null },
    };
  return null;
}
