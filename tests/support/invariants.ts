/**
 * What must hold in the database of the engine after whatever happened to it (QUALITY.md §2, I1 to I6), for every instance, as one
 * statement and one pass over history. Fault tests call `expectInvariants` at their end.
 */
import { expect } from 'vitest';
import type { Event } from '#engine/events.ts';
import type { Queryable } from '../../runtime/server/db/database.ts';
import { historyOf } from '../../runtime/server/store/history.ts';

export interface Promised {
  /** Ids of instances whose start was acknowledged. */
  readonly started?: readonly string[];
}

export async function expectInvariants(db: Queryable, { started = [] }: Promised = {}): Promise<void> {
  expect(await violations(db, started)).toEqual([]);
}

/** A line for each violation; none is as it should be. */
export async function violations(db: Queryable, started: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(SCRIPT, [started]);
  const found = rows.map(({ line }) => line);
  const { rows: instances } = await db.query<{ id: string }>(
    'select id from potik.instance union select id from potik.ended_instance order by id',
  );
  for (const { id } of instances) {
    const events = (await historyOf(db, id)).flatMap((unit) => unit.events);
    found.push(...visitsOf(events).map((line) => `I3 ${id}: ${line}`));
  }
  return found;
}

// helpers //////////

/** `wait` is what states say they wait for, `wake` the rows that can wake them. */
const SCRIPT = `
with live as (
  select * from potik.instance where status in ('active', 'suspended')
), wait as (
  select i.id as instance, w.key from live i, jsonb_each(i.state -> 'waits') w where w.value ->> 'kind' <> 'trigger'
  union all
  select c.instance_id, w.key from potik.chunk c, jsonb_each(c.state -> 'waits') w where w.value ->> 'kind' <> 'trigger'
), wake as (
  select instance_id as instance, key from potik.task
  union all select instance_id, key from potik.job
  union all select instance_id, key from potik.subscription
  union all select caller_id, caller_key from live where caller_id is not null
), placed as (
  select instance_id, 'task' as kind from potik.task union all select instance_id, 'job' from potik.job
  union all select instance_id, 'subscription' from potik.subscription
  union all select instance_id, 'incident' from potik.incident union all select instance_id, 'chunk' from potik.chunk
), written as (
  select instance_id, count(*) as units, count(distinct revision) as revisions, min(revision) as first, max(revision) as last
    from potik.history group by instance_id
)
select 'I1 ' || id || ': its start was acknowledged, but it is not there' as line from unnest($1::uuid[]) as id
 where id not in (select id from potik.instance union all select id from potik.ended_instance)
union all
select 'I2 ' || id || ': ' || status || (case when ended_at is null then ' without' else ' with' end) || ' an end' from potik.instance
 where (status in ('active', 'suspended')) <> (ended_at is null)
    or status not in ('active', 'suspended', 'completed', 'cancelled')
union all
select 'I2 ' || id || ': it is both running and ended' from live where id in (select id from potik.ended_instance)
union all
select 'I3 ' || coalesce(w.instance, r.instance) || ': ' || coalesce(w.key, r.key) ||
       (case when w.key is null then ' has a row, but nothing waits for it' else ' waits, but has no row' end)
  from wait w full join wake r on r.instance = w.instance and r.key = w.key where w.key is null or r.key is null
union all
select 'I4 ' || instance || ': ' || key || ' has ' || count(*) || ' rows' from wake group by instance, key having count(*) > 1
union all
select 'I5 ' || instance_id || ': a ' || kind || ' of an instance that does not run' from placed where instance_id not in (select id from live)
union all
select 'I5 ' || id || ': it runs, but nothing can wake it' from live i
 where i.state -> 'waits' = '{}'::jsonb and not exists (select from potik.chunk c where c.instance_id = i.id)
union all
select 'I6 ' || i.id || ': revision ' || i.revision || ', but history has ' || w.units || ' units from ' || w.first || ' to ' || w.last
  from potik.instance i join written w on w.instance_id = i.id
 where w.units <> i.revision or w.revisions <> i.revision or w.first <> 1 or w.last <> i.revision
union all
select 'I6 ' || id || ': it has no history' from potik.instance where id not in (select instance_id from written)
union all
select 'I6 ' || instance_id || ': units are missing or written twice' from written where units <> last or revisions <> last or first <> 1
 order by 1`;

/** One start and at most one end for each element instance; none is open when the process has ended. */
function visitsOf(events: readonly Event[]): string[] {
  const open = new Set<string>();
  const found: string[] = [];
  let ended = false;
  for (const event of events) {
    if (event.type === 'activated') {
      if (open.has(event.key)) found.push(`${event.key} (${event.element}) began twice`);
      open.add(event.key);
    } else if (event.type === 'completed' || event.type === 'cancelled') {
      if (!open.delete(event.key)) found.push(`${event.key} (${event.element}) ended without having begun`);
    } else if (event.type === 'ended') ended = true;
  }
  if (ended && open.size > 0) found.push(`${[...open].join(', ')} never ended`);
  return found;
}
