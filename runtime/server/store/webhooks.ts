/** SQL of potik.webhook and potik.webhook_delivery: what is set for webhooks, the calls they make, and how those went. */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';

export interface WebhookRow {
  readonly key: string;
  readonly state: 'off' | 'on' | 'paused';
  readonly url: string | null;
  readonly secret: string | null;
  readonly oldSecret: string | null;
  readonly oldUntil: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly failingSince: string | null;
  readonly reason: string | null;
}

export interface Attempt {
  readonly at: string;
  readonly status: number | null;
  readonly ms: number;
  readonly answer: string;
  readonly error: string | null;
}

export interface DeliveryRow {
  readonly id: string;
  readonly webhook: string;
  readonly subject: string;
  readonly type: string;
  readonly payload: Json;
  readonly createdAt: string;
  readonly dueAt: string | null;
  readonly state: 'waiting' | 'sent' | 'failed' | 'dropped';
  readonly attempts: readonly Attempt[];
  readonly resentOf: string | null;
}

const WEBHOOK = `key, state, url, secret, old_secret as "oldSecret", old_until as "oldUntil", headers,
  failing_since as "failingSince", reason`;
const DELIVERY = `d.id, d.webhook, d.subject, d.type, d.payload, d.created_at as "createdAt", d.due_at as "dueAt", d.state,
  d.attempts, d.resent_of as "resentOf"`;

/** Those of these webhooks for which calls are kept: paused ones make them when they go on. */
export async function listeningWebhooks(db: Queryable, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ key: string }>(
    {
      name: 'listening-webhooks',
      text: `select key from potik.webhook where key = any($1) and state <> 'off'`,
    },
    [keys],
  );
  return new Set(rows.map(({ key }) => key));
}

export async function findWebhooks(db: Queryable, keys: readonly string[]): Promise<Map<string, WebhookRow>> {
  const { rows } = await db.query<WebhookRow>(`select ${WEBHOOK} from potik.webhook where key = any($1)`, [
    keys,
  ]);
  return new Map(rows.map((row) => [row.key, row]));
}

/** Changes what is set; parts left out stay. */
export async function setWebhook(
  db: Queryable,
  key: string,
  set: Partial<Omit<WebhookRow, 'key'>>,
): Promise<void> {
  await db.query('insert into potik.webhook (key, state) values ($1, $2) on conflict (key) do nothing', [
    key,
    'off',
  ]);
  await db.query(
    `update potik.webhook w set state = n.state, url = n.url, secret = n.secret, old_secret = n."oldSecret",
            old_until = n."oldUntil", headers = n.headers, failing_since = n."failingSince", reason = n.reason
       from (select ${WEBHOOK} from potik.webhook where key = $1) as old,
            lateral jsonb_to_record(to_jsonb(old) || $2::jsonb) as n (state text, url text, secret text, "oldSecret" text,
              "oldUntil" timestamptz, headers jsonb, "failingSince" timestamptz, reason text)
      where w.key = $1`,
    [key, JSON.stringify(set)],
  );
}

export interface NewDelivery {
  readonly id: string;
  readonly webhook: string;
  readonly subject: string;
  readonly type: string;
  readonly payload: Json;
  readonly resentOf?: string;
}

export async function insertDeliveries(
  db: Queryable,
  deliveries: readonly NewDelivery[],
  at: Date,
): Promise<void> {
  await db.query(
    {
      name: 'insert-deliveries',
      text: `insert into potik.webhook_delivery (id, webhook, subject, type, payload, resent_of, created_at, due_at)
             select d.id, d.webhook, d.subject, d.type, d.payload, d."resentOf", $2, $2
               from jsonb_to_recordset($1::jsonb)
                 as d (id uuid, webhook text, subject text, type text, payload jsonb, "resentOf" uuid)`,
    },
    [JSON.stringify(deliveries), at],
  );
}

/** Takes calls that are due for a while, of webhooks that are on; of several about the same only the first. */
export async function takeDeliveries(
  db: Queryable,
  now: Date,
  until: Date,
  limit: number,
): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(
    {
      name: 'take-deliveries',
      text: `with due as materialized (
               select d.id from potik.webhook_delivery d
                 join potik.webhook w on w.key = d.webhook and w.state = 'on'
                where d.due_at <= $1 and not exists (
                  select from potik.webhook_delivery e
                   where e.webhook = d.webhook and e.subject = d.subject and e.state = 'waiting' and e.id < d.id)
                order by d.due_at, d.id limit $3 for update of d skip locked)
             update potik.webhook_delivery d set due_at = $2 from due where d.id = due.id returning ${DELIVERY}`,
    },
    [now, until, limit],
  );
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** When the next call of a webhook that is on is due. */
export async function nextDeliveryDue(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ due: string | null }>(
    `select min(d.due_at) as due from potik.webhook_delivery d
       join potik.webhook w on w.key = d.webhook and w.state = 'on' where d.due_at is not null`,
  );
  return rows[0]!.due;
}

export async function noteAttempt(
  db: Queryable,
  id: string,
  {
    attempt,
    state,
    due,
    at,
  }: { attempt: Attempt | null; state: DeliveryRow['state']; due: Date | null; at: Date },
): Promise<void> {
  await db.query(
    `update potik.webhook_delivery set state = $2, due_at = $3, ended_at = case when $3::timestamptz is null then $4::timestamptz end,
            attempts = case when $5::jsonb is null then attempts else attempts || $5::jsonb end
      where id = $1`,
    [id, state, due, at, attempt && JSON.stringify([attempt])],
  );
}

/** Gives up what waits to be told. */
export async function dropWaiting(db: Queryable, webhook: string, at: Date): Promise<void> {
  await db.query(
    `update potik.webhook_delivery set state = 'dropped', due_at = null, ended_at = $2
      where webhook = $1 and state = 'waiting'`,
    [webhook, at],
  );
}

/** Success ends a failure; the first failure begins one. Gives since when it fails. */
export async function noteHealth(db: Queryable, key: string, ok: boolean, at: Date): Promise<string | null> {
  const { rows } = await db.query<{ since: string | null }>(
    `update potik.webhook set failing_since = case when $2 then null else coalesce(failing_since, $3) end
      where key = $1 returning failing_since as since`,
    [key, ok, at],
  );
  return rows[0]?.since ?? null;
}

/** The latest first; `before` is the id of the last one known. */
export async function deliveriesOf(
  db: Queryable,
  webhook: string,
  { before, state, limit }: { before: string | null; state: string | null; limit: number },
): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(
    `select ${DELIVERY} from potik.webhook_delivery d
      where d.webhook = $1 and ($2::uuid is null or d.id < $2) and ($3::text is null or d.state = $3)
      order by d.id desc limit $4`,
    [webhook, before, state, limit],
  );
  return rows;
}

export async function findDelivery(db: Queryable, id: string): Promise<DeliveryRow | null> {
  const { rows } = await db.query<DeliveryRow>(
    `select ${DELIVERY} from potik.webhook_delivery d where d.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export interface WebhookFigures {
  readonly waiting: number;
  /** Of the last day. */
  readonly sent: number;
  readonly failed: number;
  readonly lastAt: string | null;
}

export async function webhookFigures(db: Queryable, dayAgo: Date): Promise<Map<string, WebhookFigures>> {
  const { rows } = await db.query<WebhookFigures & { webhook: string }>(
    `select webhook, count(*) filter (where state = 'waiting')::int as waiting,
            count(*) filter (where state = 'sent' and ended_at >= $1)::int as sent,
            count(*) filter (where state = 'failed' and ended_at >= $1)::int as failed,
            max(ended_at) filter (where state = 'sent') as "lastAt"
       from potik.webhook_delivery group by webhook`,
    [dayAgo],
  );
  return new Map(rows.map(({ webhook, ...figures }) => [webhook, figures]));
}

/** Removes calls that ended before this time; says how many. */
export async function deleteEndedDeliveries(db: Queryable, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from potik.webhook_delivery where id in (
       select id from potik.webhook_delivery where ended_at < $1 limit $2)`,
    [before, limit],
  );
  return rowCount;
}
