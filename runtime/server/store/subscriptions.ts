/** SQL of open message and signal subscriptions. */
import type { Queryable } from '../db/database.ts';

export interface OpenSubscription {
  readonly instance: string;
  readonly key: string;
  readonly chunk: string;
  readonly root: string;
}

const SUBSCRIPTION = 'instance_id as instance, key, chunk, root_id as root';

/**
 * Subscriptions to a message whose own correlation key fits: equal where both have one; one without a key takes any.
 * @param most one more than can be told apart is enough
 */
export async function messageSubscriptions(
  db: Queryable,
  {
    name,
    correlation,
    instance,
    most,
  }: { name: string; correlation: string | null; instance: string | null; most: number },
): Promise<OpenSubscription[]> {
  const { rows } = await db.query<OpenSubscription>(
    {
      name: 'message-subscriptions',
      text: `select ${SUBSCRIPTION} from potik.subscription
              where kind = 'message' and name = $1 and (correlation is null or correlation = $2)
                and ($3::uuid is null or instance_id = $3) order by instance_id, key limit $4`,
    },
    [name, correlation, instance, most],
  );
  return rows;
}

/** Instances outside the call tree `except` that wait for the signal. */
export async function signalInstances(db: Queryable, name: string, except: string | null): Promise<string[]> {
  const { rows } = await db.query<{ instance: string }>(
    {
      name: 'signal-instances',
      text: `select distinct instance_id as instance from potik.subscription
              where kind = 'signal' and name = $1 and ($2::uuid is null or root_id <> $2) order by instance_id`,
    },
    [name, except],
  );
  return rows.map(({ instance }) => instance);
}

export interface WaitingInstance {
  readonly instance: string;
  /** Id by which its condition knows the record. */
  readonly id: string;
}

/** Instances whose conditions read this record, or one that was merged into it. */
export async function conditionInstances(
  db: Queryable,
  entity: string,
  id: string,
): Promise<WaitingInstance[]> {
  const { rows } = await db.query<WaitingInstance>(
    {
      name: 'condition-instances',
      text: `select distinct s.instance_id as instance, a.id from unnest(potik.with_merged($1, $2)) as a (id)
               join potik.subscription s on s.records @> array[$1 || ':' || a.id] order by s.instance_id, a.id`,
    },
    [entity, id],
  );
  return rows;
}
