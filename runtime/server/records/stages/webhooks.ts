/**
 * Calls that webhooks make because of what was written, kept in the same transaction: with the values as they are now, whatever
 * becomes of the record before the call is made. What may be told is decided when it is made, by the webhook's role.
 */
import { EvaluationFailure } from '#metadata/expression.ts';
import type { Webhook, WebhookEvent } from '#metadata/registry.ts';
import type { RowValues } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import { newId } from '../../ids.ts';
import { insertDeliveries, listeningWebhooks, type NewDelivery } from '../../store/webhooks.ts';
import { evaluateOver, loadPaths } from '../evaluate.ts';
import { same } from '../row-set.ts';
import { type Change, type ChangeKind, keyOf, makerOfRecord, type Unit } from '../unit.ts';

/** What is kept of a change for a call. */
export interface RecordEvent {
  readonly kind: 'record';
  readonly entity: string;
  readonly id: string;
  readonly deed: Exclude<ChangeKind, 'calculated'>;
  readonly at: string;
  readonly version: number;
  /** Of the fields that are sent. */
  readonly values: Readonly<Record<string, Json>>;
  /** Those of them that were changed. */
  readonly changed: readonly string[];
}

const EVENTS: Readonly<Record<ChangeKind, WebhookEvent>> = {
  created: 'create',
  changed: 'change',
  calculated: 'change',
  restored: 'change',
  deleted: 'delete',
};

export async function webhooks(unit: Unit): Promise<void> {
  const { webhooks: all } = unit.registry;
  if (all.size === 0) return;
  const asked = [...unit.changes.values()].flatMap((change) =>
    [...all.values()]
      .filter((webhook) => concerns(unit, webhook, change))
      .map((webhook) => ({ webhook, change })),
  );
  if (asked.length === 0) return;
  const on = await listeningWebhooks(unit.tx, [...new Set(asked.map(({ webhook }) => webhook.key))]);
  const heard = asked.filter(({ webhook }) => on.has(webhook.key));
  for (const webhook of new Set(heard.map((one) => one.webhook))) {
    const rows = heard.filter((one) => one.webhook === webhook).map(({ change }) => subjectOf(unit, change));
    const { entity } = heard.find((one) => one.webhook === webhook)!.change;
    if (webhook.when) await loadPaths(unit, entity, rows, webhook.when.reads, null);
  }
  const deliveries = heard
    .filter(({ webhook, change }) => holds(unit, webhook, change))
    .map(({ webhook, change }) => deliveryOf(unit, webhook, change));
  if (deliveries.length === 0) return;
  await insertDeliveries(unit.tx, deliveries, new Date(unit.now));
  unit.ordered = true;
}

// helpers //////////

const now = (unit: Unit, { entity, id }: Change): RowValues => unit.known.get(keyOf(entity.key, id))!;

/** The record that conditions are about: as it is, or as it was before it went. */
function subjectOf(unit: Unit, change: Change): RowValues {
  return change.kind === 'deleted' && change.before ? change.before : now(unit, change);
}

function changedFields(unit: Unit, change: Change): readonly string[] {
  const after = now(unit, change);
  return [...change.entity.fields.keys()].filter(
    (key) => !same(change.before?.[key] ?? null, after[key] ?? null),
  );
}

function concerns(unit: Unit, webhook: Webhook, change: Change): boolean {
  if (webhook.entity !== change.entity.key || !webhook.events.has(EVENTS[change.kind])) return false;
  const { changed } = webhook;
  if (changed === null || EVENTS[change.kind] !== 'change') return true;
  return changedFields(unit, change).some((key) => changed.has(key));
}

/** A condition that can't be answered does not hold. */
function holds(unit: Unit, { when }: Webhook, change: Change): boolean {
  if (when === null) return true;
  try {
    const maker = makerOfRecord(unit, keyOf(change.entity.key, change.id));
    return evaluateOver(unit, change.entity, subjectOf(unit, change), when, maker) === true;
  } catch (failure) {
    if (failure instanceof EvaluationFailure) return false;
    throw failure;
  }
}

function deliveryOf(unit: Unit, { key: webhook, send }: Webhook, change: Change): NewDelivery {
  const { entity, id, kind } = change;
  const after = now(unit, change);
  const changed = new Set(changedFields(unit, change));
  const deed = kind === 'calculated' ? 'changed' : kind;
  const event: RecordEvent = {
    kind: 'record',
    entity: entity.key,
    id,
    deed,
    at: unit.at,
    version: after.version as number,
    values: Object.fromEntries(send.map((key) => [key, after[key] ?? null])),
    changed: send.filter((key) => changed.has(key)),
  };
  return {
    id: newId(unit.now),
    webhook,
    subject: keyOf(entity.key, id),
    type: `${entity.key}.${deed}`,
    payload: event as unknown as Json,
  };
}
