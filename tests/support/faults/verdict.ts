/** What must be true of an installation after whatever was done to it: everything comes to its end, once. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../../runtime/server/db/database.ts';
import { violations } from '../invariants.ts';
import type { Load } from './load.ts';
import { ORDER, SHIPMENT } from './order-process.ts';
import type { Site } from './site.ts';

/** Lines of what is wrong; none is as it should be. */
export async function verdict({ db }: Site, load: Load): Promise<string[]> {
  await quiet(db);
  const { rows } = await db.query<{ line: string }>(SCRIPT, [ORDER, SHIPMENT, load.started]);
  return [...rows.map(({ line }) => line), ...(await violations(db, load.started))];
}

// helpers //////////

/** Waits until no job is due and no order of the outbox is left; what never ends is told by the checks. */
async function quiet(db: Database): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { rows } = await db.query<{ left: number }>(
      `select ((select count(*) from potik.job where retries > 0) + (select count(*) from potik.outbox)
             + (select count(*) from potik.instance where ended_at is null))::int as left`,
    );
    if (rows[0]!.left === 0) return;
    await pause(100);
  }
}

const SCRIPT = `
with every as (
  select i.id, p.key, i.status, i.business_key collate "C" as business_key from potik.instance i join potik.process p on p.id = i.process_id
  union all
  select e.id, p.key, e.status, e.business_key collate "C" from potik.ended_instance e join potik.process p on p.id = e.process_id
), orders as (select * from every where key = $1)
select 'the order ' || id || ' has not come to its end: ' || status as line from orders where status <> 'completed'
union all
select 'there are ' || count(*) || ' instances of the order ' || business_key from orders group by business_key having count(*) > 1
union all
select 'the order ' || o.business_key || ' has ' || count(t.id) || ' records' from orders o left join data.team t on t.key collate "C" = o.business_key
 group by o.id, o.business_key having count(t.id) <> 1
union all
select count(*) || ' shipments of ' || (select count(*) from orders) || ' orders' from every where key = $2
having count(*) <> (select count(*) from orders)
union all
select 'the start of ' || id || ' was answered, but it is not there' from unnest($3::uuid[]) as id where id not in (select id from orders)
union all
select 'incident of ' || element || ': ' || message from potik.incident
union all
select 'an order of the outbox is left: ' || topic from potik.outbox`;
