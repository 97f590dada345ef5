import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../../../runtime/server/db/database.ts';
import { openEmbedded } from '../../../../runtime/server/db/embedded.ts';

const root = mkdtempSync(join(tmpdir(), 'potik-embedded-'));
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a second server on the same folder is refused, a visitor is let in, the last one stops PostgreSQL', async () => {
  const dataFolder = join(root, 'shared');
  const server = await openEmbedded({ dataFolder, role: 'server', durable: false });
  const refused = await openEmbedded({ dataFolder, role: 'server', durable: false }).catch(
    (error: Error) => error,
  );
  expect((refused as Error).message).toMatch(/Another Potik server \(process \d+, .*\) is running/);

  const visitor = await openEmbedded({ dataFolder, role: 'visitor', durable: false });
  expect(visitor.adopted).toBe(true);
  await server.close();
  const db = openDatabase({ url: visitor.url, pool: 1 });
  expect((await db.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await db.close();
  await visitor.close();
  await expect(openDatabase({ url: visitor.url, pool: 1 }).query('select 1')).rejects.toThrow(/ECONNREFUSED/);
});

test('a folder whose initialisation was cut short is initialised anew', async () => {
  const dataFolder = join(root, 'half');
  mkdirSync(join(dataFolder, 'postgres'), { recursive: true });
  writeFileSync(join(dataFolder, 'postgres', 'PG_VERSION'), '18');
  const embedded = await openEmbedded({ dataFolder, role: 'server', durable: false });
  const db = openDatabase({ url: embedded.url, pool: 1 });
  expect((await db.query(`select lower('ЇЖАК') as w`)).rows).toEqual([{ w: 'їжак' }]);
  await db.close();
  await embedded.close();
});
