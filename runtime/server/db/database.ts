/**
 * The door to PostgreSQL for everything above: a pool, transactions with replay, and a direct connection for LISTEN. The
 * SQL itself stands in `store/` and `records/`; nobody else knows `pg`.
 */
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { StartFailure } from './start-failure.ts';
import { typeParsers } from './types.ts';

/** A statement with bound values. With a name it is prepared once a connection (use it on hot paths). */
export interface Sql {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

export interface Result<Row> {
  readonly rows: Row[];
  readonly rowCount: number;
}

/** What can run a statement: the pool (each statement its own transaction) or an open transaction. */
export interface Queryable {
  query<Row = Record<string, unknown>>(sql: Sql | string, values?: readonly unknown[]): Promise<Result<Row>>;
}

export interface Transaction extends Queryable {
  /** Runs after the commit, in order; nothing runs when the transaction is rolled back. */
  afterCommit(deed: () => void): void;
  /** The transaction will be rolled back when its function returns, whose value is returned all the same. */
  rollback(): void;
}

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  /** How often the whole function is run again after a deadlock (40P01) or serialization failure (40001); default 8. */
  readonly replays?: number;
}

export interface Database extends Queryable {
  /** For the direct connection of LISTEN and for tools that need one of their own. */
  readonly url: string;
  transaction<T>(deed: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** A connection of its own, e.g. for COPY; give it back with `release`. */
  client(): Promise<pg.PoolClient>;
  /**
   * For the few statements of the hot path that are always prepared: connections of their own, which plan each of them once
   * for all values. Planning anew for each batch was measured to cost a third of a commit.
   */
  readonly planned: Queryable;
  /** Counts statements sent, for budgets and tests. */
  readonly counters: { statements: number };
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections in the pool; default 10. */
  readonly pool?: number;
  readonly statementTimeout?: number;
  /** How its connections are called in pg_stat_activity; `potik` says that somebody works with the data. */
  readonly application?: string;
  readonly onError?: (error: Error) => void;
}

/** Seconds after which a connection is replaced, and with it what it has prepared for releases that are gone. */
const LIFETIME = 1_800;

/** Connections for planned statements: two for commits, so that one is under way while the next is made, two for reads beside them. */
const PLANNED = 4;

/**
 * A plan made while the tables are nearly empty is kept when they have grown, so it may only look rows up by their keys:
 * with scans and hashes allowed, a commit among a few thousand open instances was measured at 1.7 times the processor time.
 */
const PLANNED_ONCE =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

/** Milliseconds before a transaction is run again, at most. */
const FIRST_PAUSE = 20;

const REPLAYED = new Set(['40001', '40P01']);

export function openDatabase(options: DatabaseOptions): Database {
  const common = {
    connectionString: options.url,
    types: typeParsers,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: options.statementTimeout ?? 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: options.application ?? 'potik',
  };
  const SESSION = '-c timezone=UTC -c client_min_messages=warning';
  const pool = new pg.Pool({
    ...common,
    max: options.pool ?? 10,
    options: SESSION,
    maxLifetimeSeconds: LIFETIME,
  });
  const plannedPool = new pg.Pool({
    ...common,
    max: PLANNED,
    options: `${SESSION} ${PLANNED_ONCE}`,
  });
  for (const one of [pool, plannedPool]) {
    // Without listeners a cut connection would end the process: the pool tells of idle ones, one that is in a transaction by itself.
    one.on('error', (error) => options.onError?.(error));
    one.on('connect', (client) => client.on('error', () => {}));
  }
  const counters = { statements: 0 };

  async function run<Row>(
    target: pg.Pool | pg.PoolClient,
    sql: Sql | string,
    values?: readonly unknown[],
  ): Promise<Result<Row>> {
    counters.statements++;
    const config = typeof sql === 'string' ? { text: sql, values } : { ...sql, values: values ?? sql.values };
    const result = await target.query(config as pg.QueryConfig);
    return { rows: result.rows as Row[], rowCount: result.rowCount ?? 0 };
  }

  async function attempt<T>(deed: (tx: Transaction) => Promise<T>, begin: string): Promise<T> {
    const client = await pool.connect();
    const after: (() => void)[] = [];
    let undone = false;
    let broken: Error | undefined;
    try {
      await run(client, begin);
      const value = await deed({
        query: (sql, values) => run(client, sql, values),
        afterCommit: (deed) => void after.push(deed),
        rollback: () => {
          undone = true;
        },
      });
      await run(client, undone ? 'rollback' : 'commit');
      if (!undone) for (const deed of after) deed();
      return value;
    } catch (error) {
      await run(client, 'rollback').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    url: options.url,
    counters,
    query: (sql, values) => run(pool, sql, values),
    planned: { query: (sql, values) => run(plannedPool, sql, values) },
    async transaction(deed, { isolation = 'read committed', replays = 8 } = {}) {
      const begin = isolation === 'read committed' ? 'begin' : `begin isolation level ${isolation}`;
      for (let tries = 0; ; tries++) {
        try {
          return await attempt(deed, begin);
        } catch (error) {
          if (tries >= replays || !isReplayable(error)) throw error;
          // By chance, and longer each time: else the same two meet again.
          await setTimeout(Math.random() * FIRST_PAUSE * 2 ** tries);
        }
      }
    },
    client: () => pool.connect(),
    async close() {
      await Promise.all([pool.end(), plannedPool.end()]);
    },
  };
}

/** A deadlock or serialization failure: the same transaction may well succeed when it is run again. */
export function isReplayable(error: unknown): boolean {
  return REPLAYED.has(errorCode(error) ?? '');
}

/** SQLSTATE of a database error, else undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** Name of the violated constraint of a database error, else undefined. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}

/**
 * The database can be reached, is PostgreSQL 15 or later, stores UTF-8, knows letters beyond ASCII (DECISIONS 15), is ours to make
 * tables in, and has what search needs.
 * Throws a StartFailure with a sentence otherwise.
 */
export async function checkDatabase(db: Database): Promise<void> {
  let facts: Facts;
  try {
    const { rows } = await db.query<Facts>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
              current_database() as database, current_user as role,
              has_database_privilege(current_database(), 'CREATE') or to_regnamespace('potik') is not null as owner,
              (select count(*) = 2 from pg_available_extensions where name in ('pg_trgm', 'unaccent')) as extensions`,
    );
    facts = rows[0]!;
  } catch (error) {
    throw new StartFailure(
      'database_unreachable',
      `The database ${redacted(db.url)} can't be used: ${plain(error as Error)}`,
    );
  }
  if (facts.version < 150000) {
    throw new StartFailure(
      'database_version',
      `Potik needs PostgreSQL 15 or later; ${redacted(db.url)} is ${Math.floor(facts.version / 10000)}.`,
    );
  }
  const recreate = `Create it anew: CREATE DATABASE ${facts.database} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'und' LOCALE 'C.UTF-8'.`;
  if (facts.encoding !== 'UTF8') {
    throw new StartFailure(
      'database_encoding',
      `The database ${facts.database} stores ${facts.encoding}, Potik needs UTF8. ${recreate}`,
    );
  }
  const { rows } = await db.query<{ lower: string }>(`select lower('ЖЇ') as lower`);
  if (rows[0]!.lower !== 'жї') {
    throw new StartFailure(
      'database_locale',
      `The database ${facts.database} can't tell upper from lower case beyond ASCII, so search would miss names. ${recreate}`,
    );
  }
  if (!facts.owner) {
    throw new StartFailure(
      'database_rights',
      `${facts.role} may not make tables in the database ${facts.database}. Give it the database: ALTER DATABASE ${facts.database} OWNER TO ${facts.role}.`,
    );
  }
  if (!facts.extensions) {
    throw new StartFailure(
      'database_extension',
      'PostgreSQL lacks its extensions pg_trgm and unaccent, which search needs. Install the package with its contributed modules, often called postgresql-contrib.',
    );
  }
}

interface Facts {
  readonly version: number;
  readonly encoding: string;
  readonly database: string;
  readonly role: string;
  /** May make schemas, or they are there. */
  readonly owner: boolean;
  readonly extensions: boolean;
}

/** The URL without its password, for messages and logs. */
export function redacted(url: string): string {
  try {
    const parsed = new URL(url);
    if (parsed.password) parsed.password = '***';
    return parsed.toString();
  } catch {
    return 'DATABASE_URL';
  }
}

// helpers //////////

function plain(error: Error & { code?: string }): string {
  if (error.code === 'ECONNREFUSED') return 'nothing answers at that address. Is PostgreSQL running?';
  if (error.code === 'ENOTFOUND') return 'the host name is not known.';
  if (error.code === '28P01' || error.code === '28000') return 'the user name or password is refused.';
  if (error.code === '3D000') return 'there is no database of that name.';
  return error.message || error.code || String(error);
}
