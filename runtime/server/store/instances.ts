/** SQL that reads instance state: the row with its root chunk, further chunks, the members of a call tree. */
import { type Chunk, type Instance, type InstanceStatus, ROOT } from '#engine/instance.ts';
import type { Queryable } from '../db/database.ts';

interface StateRow {
  id: string;
  rootId: string;
  callerId: string | null;
  callerKey: string | null;
  processId: string;
  revision: number;
  status: InstanceStatus;
  businessKey: string | null;
  startedAt: string;
  endedAt: string | null;
  state: Chunk;
}

const COLUMNS = `id, root_id as "rootId", caller_id as "callerId", caller_key as "callerKey", process_id as "processId", revision,
  status, business_key as "businessKey", started_at as "startedAt", ended_at as "endedAt", state`;

/**
 * The instance with its root chunk, further chunks and those around them, or null. By one statement: chunks that another node wrote
 * meanwhile would not belong to the root chunk.
 */
export async function loadInstance(
  db: Queryable,
  id: string,
  chunks: readonly string[] = [],
): Promise<Instance | null> {
  const aside = chunks.flatMap(withThoseAround);
  if (aside.length === 0) {
    const { rows } = await db.query<StateRow>(
      { name: 'load-instance', text: `select ${COLUMNS} from potik.instance where id = $1` },
      [id],
    );
    return rows[0] ? instanceOf(rows[0]) : null;
  }
  const { rows } = await db.query<StateRow & { aside: Record<string, Chunk> | null }>(
    {
      name: 'load-instance-with-chunks',
      text: `select ${COLUMNS}, (select jsonb_object_agg(k.id, k.state) from potik.chunk k
                where k.instance_id = i.id and k.id = any($2)) as aside from potik.instance i where i.id = $1`,
    },
    [id, aside],
  );
  if (!rows[0]) return null;
  const instance = instanceOf(rows[0]);
  return { ...instance, chunks: { ...instance.chunks, ...rows[0].aside } };
}

/** Instances with their root chunks, in the order of the ids; null for those that are not there. */
export async function loadInstances(db: Queryable, ids: readonly string[]): Promise<(Instance | null)[]> {
  const { rows } = await db.query<StateRow>(
    { name: 'load-instances', text: `select ${COLUMNS} from potik.instance where id = any($1::uuid[])` },
    [ids],
  );
  const found = new Map(rows.map((row) => [row.id, instanceOf(row)]));
  return ids.map((id) => found.get(id) ?? null);
}

/** The root of the instance's call tree; null when it is not (any longer) in the engine's table. */
export async function rootOf(db: Queryable, id: string): Promise<string | null> {
  const { rows } = await db.query<{ root: string }>(
    { name: 'root-of-instance', text: 'select root_id as root from potik.instance where id = $1' },
    [id],
  );
  return rows[0]?.root ?? null;
}

export async function loadAllChunks(db: Queryable, instance: string): Promise<Record<string, Chunk>> {
  const { rows } = await db.query<{ id: string; state: Chunk }>(
    'select id, state from potik.chunk where instance_id = $1',
    [instance],
  );
  return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
}

export async function openIncidents(db: Queryable, instance: string): Promise<{ key: string; at: string }[]> {
  const { rows } = await db.query<{ key: string; at: string }>(
    'select key, created_at as at from potik.incident where instance_id = $1 order by created_at, key',
    [instance],
  );
  return rows;
}

/** Instances of the call tree that have an open subscription to the signal. */
export async function signalReceivers(db: Queryable, root: string, signal: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    {
      name: 'signal-receivers',
      text: `select distinct instance_id as id from potik.subscription where kind = 'signal' and name = $2
              and instance_id in (select $1::uuid union all select id from potik.instance where root_id = $1 and caller_id is not null)`,
    },
    [root, signal],
  );
  return rows.map(({ id }) => id);
}

/** Revisions of the instances as they are stored now; those that are not there are missing. */
export async function revisionsOf(db: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ id: string; revision: number }>(
    { name: 'revisions-of', text: 'select id, revision from potik.instance where id = any($1::uuid[])' },
    [ids],
  );
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

/** Locks the instances against other transactions, waiting for them, in the order of their ids. */
export async function lockInstances(tx: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ id: string; revision: number }>(
    {
      name: 'lock-instances',
      text: 'select id, revision from potik.instance where id = any($1::uuid[]) order by id for update',
    },
    [ids],
  );
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

// helpers //////////

/** `"7.3"` lies in `"7"`; the root chunk is always there. */
function withThoseAround(chunk: string): string[] {
  if (chunk === ROOT) return [];
  const parts = chunk.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

function instanceOf(row: StateRow): Instance {
  return {
    id: row.id,
    root: row.rootId,
    ...(row.callerId !== null && row.callerKey !== null
      ? { caller: { instance: row.callerId, key: row.callerKey } }
      : {}),
    definition: row.processId,
    ...(row.businessKey !== null ? { businessKey: row.businessKey } : {}),
    status: row.status,
    startedAt: Date.parse(row.startedAt),
    ...(row.endedAt !== null ? { endedAt: Date.parse(row.endedAt) } : {}),
    revision: row.revision,
    chunks: { '0': row.state },
  };
}
