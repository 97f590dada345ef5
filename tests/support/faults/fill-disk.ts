/** The tables lie on a file system that gets full under load: what can't be written is refused, and goes on once there is room. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { giveTo, otherAccount } from '../../../runtime/server/db/account.ts';
import type { Fault } from './fault.ts';
import { beginLoad, someWork } from './load.ts';
import { openSite, type Site } from './site.ts';
import { verdict } from './verdict.ts';

const SIZE = '96m';

export const fillDisk: Fault = async ({ nodes, rounds }) => {
  const site = await openSite(nodes);
  const place = mkdtempSync(join(tmpdir(), 'potik-small-'));
  let mounted = false;
  try {
    mounted = mount(place);
    if (!mounted) return { wrong: [], seen: [], skipped: 'only root may mount a small file system here' };
    await moveTables(site, place);
    const load = await beginLoad(site, { people: 8 });
    for (let round = 0; round < rounds; round++) {
      await someWork(load);
      const before = load.failed();
      fill(join(place, 'junk'));
      for (let waits = 0; load.failed() < before + 10; waits++) {
        if (waits > 3_000) throw new Error('nothing was refused, although the disk was full');
        await pause(20);
      }
      rmSync(join(place, 'junk'));
    }
    await someWork(load);
    await load.finish();
    return {
      wrong: await verdict(site, load),
      seen: [`${load.started.length} orders, ${load.failed()} requests refused or without an answer`],
    };
  } finally {
    await site.close().finally(() => {
      if (mounted) execFileSync('umount', ['-l', place]);
      rmSync(place, { recursive: true, force: true });
    });
  }
};

// helpers //////////

function mount(place: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=755`, 'tmpfs', place], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/** What is written from now on lies there; the log, without which PostgreSQL itself would end, stays where it is. */
async function moveTables({ db }: Site, place: string): Promise<void> {
  const folder = join(place, 'tables');
  mkdirSync(folder, { mode: 0o700 });
  giveTo(otherAccount(), folder);
  await db.query(`create tablespace small location '${folder}'`);
  const { rows } = await db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('potik', 'data')`,
  );
  for (const { name } of rows) await db.query(`alter table ${name} set tablespace small`);
}

function fill(file: string): void {
  const out = openSync(file, 'w');
  const block = Buffer.alloc(1 << 16);
  try {
    for (let size = block.length; size >= 512; ) {
      const { bavail, bsize } = statfsSync(file);
      if (bavail === 0) break;
      size = Math.min(size, bavail * bsize);
      writeSync(out, block, 0, size);
    }
    fsyncSync(out);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(out);
  }
}
