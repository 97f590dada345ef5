/** SQL of potik.outbox: orders written with the commit that causes them, consumed with the commit that is their effect. */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export interface OutboxRow {
  readonly id: number;
  readonly topic: string;
  readonly payload: Json;
  readonly attempts: number;
  readonly createdAt: string;
}

export async function writeOrder(db: Queryable, topic: string, payload: Json, at: Date): Promise<void> {
  await db.query(
    {
      name: 'write-order',
      text: 'insert into potik.outbox (topic, payload, created_at, due_at) values ($1, $2, $3, $3)',
    },
    [topic, JSON.stringify(payload), at],
  );
}

export async function writeOrders(
  db: Queryable,
  topic: string,
  payloads: readonly Json[],
  at: Date,
): Promise<void> {
  await db.query(
    {
      name: 'write-orders',
      text: `insert into potik.outbox (topic, payload, created_at, due_at)
             select $1, p.payload, $3, $3 from jsonb_array_elements($2::jsonb) with ordinality as p (payload, n) order by p.n`,
    },
    [topic, JSON.stringify(payloads), at],
  );
}

/** Takes due orders for a while: nobody else gets them before `until`. The oldest first. */
export async function takeOrders(db: Queryable, now: Date, until: Date, limit: number): Promise<OutboxRow[]> {
  const { rows } = await db.query<OutboxRow>(
    {
      name: 'take-orders',
      // Materialised for the reason given at `takeJobs`.
      text: `with due as materialized (
               select id from potik.outbox where due_at <= $1 order by due_at, id limit $3 for update skip locked)
             update potik.outbox o set due_at = $2, attempts = o.attempts + 1 from due where o.id = due.id
          returning o.id, o.topic, o.payload, o.attempts, o.created_at as "createdAt"`,
    },
    [now, until, limit],
  );
  return rows.sort((a, b) => a.id - b.id);
}

/** Orders that were taken come up again; those that are done are not there any more. */
export async function makeDue(db: Queryable, ids: readonly number[], at: Date): Promise<void> {
  await db.query('update potik.outbox set due_at = least(due_at, $2) where id = any($1)', [ids, at]);
}

/** Consumes an order within its effect's transaction; false: somebody else did. */
export async function consumeOrder(tx: Queryable, id: number): Promise<boolean> {
  return (
    (await tx.query({ name: 'consume-order', text: 'delete from potik.outbox where id = $1' }, [id]))
      .rowCount === 1
  );
}

export async function stillThere(db: Queryable, ids: readonly number[]): Promise<boolean> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*)::int as n from potik.outbox where id = any($1)',
    [ids],
  );
  return rows[0]!.n === ids.length;
}

/** Puts an order off, or gives it up (`due` null) until an operator looks at it. */
export async function postponeOrder(
  db: Queryable,
  id: number,
  due: Date | null,
  error: string,
): Promise<void> {
  await db.query('update potik.outbox set due_at = $2, last_error = $3 where id = $1', [
    id,
    due,
    error.slice(0, 2000),
  ]);
}

/** When the next order is due, or null. */
export async function nextOrderDue(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ due: string | null }>('select min(due_at) as due from potik.outbox');
  return rows[0]!.due;
}
