/** Locks on keys that records are matched by, held until the transaction ends. */
import type { Transaction } from '../db/database.ts';

/** Locks of one transaction at most: many keys share one, so that PostgreSQL's table of locks can't be filled by a large set. */
const SHARES = 256;

/** @param of hash of what is matched by what; @param keys hashes of the values */
export async function holdKeys(tx: Transaction, of: number, keys: ReadonlySet<number>): Promise<void> {
  const shares = [...new Set([...keys].map((key) => Math.abs(key % SHARES)))].sort((a, b) => a - b);
  await tx.query(
    `select pg_advisory_xact_lock($1::int, share)
       from (select share from unnest($2::int[]) as s (share) order by share) as ordered`,
    [of, shares],
  );
}
