/** Backups by the clock: at their time, after a time that was missed, the newest kept. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, expect, test } from 'vitest';
import { testClock } from '../../../runtime/server/clock.ts';
import { backupsIn, createBackupRound } from '../../../runtime/server/jobs/backup-worker.ts';
import { START } from '../../support/installation.ts';
import { testDatabase } from '../../support/test-database.ts';

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'potik-backups-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY = 86_400_000;
const at = (day: number, hour: number) => Math.floor(START / DAY) * DAY + day * DAY + hour * 3_600_000;

/** A server that runs from one moment to another; returns the names of what lies in the folder then. */
async function serve(from: number, to: number): Promise<string[]> {
  const clock = testClock(from);
  const round = createBackupRound({
    db,
    clock,
    log: pino({ level: 'silent' }),
    zone: 'UTC',
    secret: Buffer.from('secret'),
    plan: { folder, schedule: '0 3 * * *', keep: 2 },
  });
  await round();
  clock.moveTo(to);
  await round();
  return readdirSync(folder).sort();
}

test('a backup is made at its time, once; one that was missed is made at the start; the newest are kept', async () => {
  expect(await serve(at(0, 9), at(0, 23))).toEqual([]);
  expect(await serve(at(0, 23), at(1, 3))).toEqual(['potik-20261123T030000Z.zip']);
  expect(await serve(at(1, 4), at(1, 20))).toEqual(['potik-20261123T030000Z.zip']);
  expect(await serve(at(4, 12), at(4, 13))).toEqual([
    'potik-20261123T030000Z.zip',
    'potik-20261126T120000Z.zip',
  ]);
  expect(await serve(at(4, 14), at(5, 3))).toEqual([
    'potik-20261126T120000Z.zip',
    'potik-20261127T030000Z.zip',
  ]);
  expect((await backupsIn(folder)).map((backup) => backup.at)).toEqual([at(5, 3), at(4, 12)]);
});
