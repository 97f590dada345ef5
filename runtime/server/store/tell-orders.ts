/**
 * Orders to tell people what happened: written with the commit that causes them, carried out by `notices/`. Whoever orders says
 * what happened and to whom it may matter; who of them may know, and wants to, is decided when it is carried out.
 */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';
import { writeOrders } from './outbox.ts';

/** Topic of the orders. */
export const TELL = 'tell';

export interface TellOrder {
  readonly kind: 'mention' | 'note' | 'change' | 'assigned' | 'task';
  readonly at: string;
  /** Who did it and needs not be told; null: a process or the platform. */
  readonly actorId: string | null;
  readonly entity?: string;
  readonly recordId?: string;
  readonly noteId?: string;
  /** People it is told; without it those who follow the record. */
  readonly people?: readonly string[];
  readonly teams?: readonly string[];
  /** Those who were told otherwise. */
  readonly except?: readonly string[];
  /** Of a change: `{"field": [before, after]}`. */
  readonly changes?: Readonly<Record<string, readonly [Json, Json]>>;
  readonly task?: { readonly id: string; readonly name: string };
}

export async function writeTellOrders(tx: Queryable, orders: readonly TellOrder[], at: Date): Promise<void> {
  if (orders.length > 0) await writeOrders(tx, TELL, orders as unknown as Json[], at);
}
