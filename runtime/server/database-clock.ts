/**
 * The time of a server: that of its database, so that leases, timers and locks mean the same on every node. Between two looks it is
 * counted monotonically; a jump of the node's own clock, by hand, NTP or a move of the machine, changes nothing.
 */
import type { Clock } from './clock.ts';
import type { Queryable } from './db/database.ts';

export interface DatabaseClock extends Clock {
  /** Looks at the database's time once more. */
  look(): Promise<void>;
  close(): void;
}

export interface DatabaseClockOptions {
  readonly db: Pick<Queryable, 'query'>;
  /** Milliseconds that only go forward; since when doesn't matter. */
  readonly monotonic?: () => number;
}

/** Between two looks: two quartz clocks differ by less than a millisecond meanwhile. */
const LOOK_EVERY = 10_000;
/** A wait is looked at again at the latest after so long, in case the database's time has moved. */
const LONGEST_WAIT = 30_000;

/** Resolves once it knows the time. A look that fails later leaves it as it is until the next. */
export async function databaseClock({
  db,
  monotonic = () => performance.now(),
}: DatabaseClockOptions): Promise<DatabaseClock> {
  let ahead = 0;
  const now = () => Math.round(monotonic() + ahead);
  async function look(): Promise<void> {
    const before = monotonic();
    const { rows } = await db.query<{ now: number }>(
      'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now',
    );
    ahead = rows[0]!.now - (before + monotonic()) / 2;
  }
  await look();
  const looking = setInterval(() => void look().catch(() => {}), LOOK_EVERY);
  looking.unref();
  return {
    now,
    look,
    at(at, deed) {
      let timer: NodeJS.Timeout;
      const wait = (left: number) => {
        timer = setTimeout(again, Math.min(Math.max(left, 0), LONGEST_WAIT));
        timer.unref();
      };
      const again = () => {
        if (at > now()) wait(at - now());
        else deed();
      };
      wait(at - now());
      return () => clearTimeout(timer);
    },
    close: () => clearInterval(looking),
  };
}
