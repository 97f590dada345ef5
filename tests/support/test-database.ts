/** A database of its own for a test file: a clone of the migrated template, dropped when the file is done. */
import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { type Database, openDatabase } from '../../runtime/server/db/database.ts';
import { TEMPLATE } from './cluster-setup.ts';
import { watchedDatabase } from './watched-database.ts';

/** Call once at the top of a test file. `POTIK_TEST_POOL` sets the pool's size (1 finds forgotten transactions). */
export async function testDatabase(): Promise<Database> {
  const admin = openDatabase({ url: inject('clusterUrl'), pool: 1 });
  const name = `t_${randomBytes(6).toString('hex')}`;
  await createFromTemplate(admin, name);
  const url = new URL(inject('clusterUrl'));
  url.pathname = `/${name}`;
  const db = watchedDatabase(
    openDatabase({ url: url.toString(), pool: Number(process.env.POTIK_TEST_POOL ?? 5) }),
  );
  afterAll(async () => {
    await db.close();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.close();
  });
  return db;
}

/**
 * A new database without anything in it, dropped when the file is done; or with `url` the one that is there. Its connections don't
 * count as a server's. The caller closes it.
 */
export async function blankDatabase(url?: string): Promise<Database> {
  return openDatabase({ url: url ?? (await createBlank()), pool: 2, application: 'potik tests' });
}

// helpers //////////

async function createBlank(): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase({ url: inject('clusterUrl'), pool: 1 });
  await admin.query(`create database ${name}`);
  afterAll(async () => {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.close();
  });
  const url = new URL(inject('clusterUrl'));
  url.pathname = `/${name}`;
  return url.toString();
}

/** Two files may clone at the same moment; PostgreSQL then says the template is in use (55006). */
async function createFromTemplate(admin: Database, name: string): Promise<void> {
  await admin.transaction(async () => {}); // connects, so that a wrong URL fails here with its own message
  for (;;) {
    try {
      await admin.query(`create database ${name} template ${TEMPLATE}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006') throw error;
    }
  }
}
