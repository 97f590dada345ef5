/**
 * A database that refuses what would wait for itself where the pool has one connection left: a task that holds a transaction and
 * asks for a second connection. Under load all connections are held by such tasks, and none goes on. It also finds statements that
 * were to be part of the transaction and are not.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '../../runtime/server/db/database.ts';

/** The transaction that the running task is in. */
const held = new AsyncLocalStorage<{ open: boolean }>();

export function watchedDatabase(db: Database): Database {
  return {
    ...db,
    async query(sql, values) {
      refuseSecond(typeof sql === 'string' ? sql : sql.text);
      return db.query(sql, values);
    },
    async client() {
      refuseSecond('a client');
      return db.client();
    },
    async transaction(deed, options) {
      refuseSecond('a transaction');
      return db.transaction((tx) => {
        const own = { open: true };
        return held.run(own, async () => {
          try {
            return await deed(tx);
          } finally {
            own.open = false;
          }
        });
      }, options);
    },
  };
}

// helpers //////////

function refuseSecond(what: string): void {
  if (held.getStore()?.open)
    throw new Error(`A second connection while a transaction is open, for: ${what.slice(0, 200)}`);
}
