/** Figures by which `potik doctor` tells whether an installation is well; one statement. */
import type { Queryable } from '../db/database.ts';

export interface HealthFigures {
  readonly version: string;
  readonly bytes: number;
  /** pg_trgm makes trigrams of Cyrillic letters (DECISIONS 15). */
  readonly trigrams: boolean;
  readonly release: number;
  readonly migrations: number;
  readonly instances: number;
  readonly tasks: number;
  readonly incidents: number;
  readonly lateJobs: number;
  readonly orders: number;
  readonly givenUp: number;
}

export async function healthFigures(db: Queryable): Promise<HealthFigures> {
  const { rows } = await db.query<HealthFigures>(`
    select current_setting('server_version') as version,
           pg_database_size(current_database())::float8 as bytes,
           cardinality(show_trgm('Київ')) > 0 as trigrams,
           (select coalesce(max(number), 0)::int from potik.release) as release,
           (select count(*)::int from potik.migration) as migrations,
           (select count(*)::int from potik.instance) as instances,
           (select count(*)::int from potik.task) as tasks,
           (select count(*)::int from potik.incident) as incidents,
           (select count(*)::int from potik.job where due_at < now() - interval '5 minutes' and (locked_until is null or locked_until < now())) as "lateJobs",
           (select count(*)::int from potik.outbox) as orders,
           (select count(*)::int from potik.outbox where due_at is null) as "givenUp"`);
  return rows[0]!;
}
