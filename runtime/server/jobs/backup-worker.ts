/**
 * Backups by the clock, into a folder of this node; the newest are kept. The last one's name says when it was made, so a server
 * that was down at the time makes up for it at its start, once.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Cron } from 'croner';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { writeBackup } from '../upkeep/write-backup.ts';
import { type Alarm, startAlarm } from './alarm.ts';

/** When backups are made and how many are kept. */
export interface BackupPlan {
  readonly folder: string;
  /** Cron text, in the installation's zone. */
  readonly schedule: string;
  readonly keep: number;
}

export interface BackupWorkerOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly zone: string;
  readonly secret: Buffer;
  readonly plan: BackupPlan;
}

const NAME = /^potik-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.zip$/;
/** After a failure. */
const AGAIN = 10 * 60_000;

/** One look: writes a backup if it is time, and says when the next one is due. */
export function createBackupRound({ db, clock, log, zone, secret, plan }: BackupWorkerOptions) {
  const { folder, keep } = plan;
  const cron = new Cron(plan.schedule, { timezone: zone, paused: true });
  const begun = clock.now();
  /** What is known of the next time, so that the folder is not read at every look. */
  let due: number | null = 0;

  return async (): Promise<{ worked: boolean; next: number | null }> => {
    const now = clock.now();
    if (due === null || now < due) return { worked: false, next: due };
    due = now + AGAIN;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const last = (await backupsIn(folder))[0];
    const next = cron.nextRun(new Date(last?.at ?? begun))?.getTime() ?? null;
    if (next !== null && next <= now) {
      const file = join(folder, nameAt(now));
      await writeBackup({ db, file, secret, at: new Date(now) });
      log.info({ file }, 'a backup was written');
      for (const old of (await backupsIn(folder)).slice(keep)) await rm(join(folder, old.name));
      due = 0;
      return { worked: true, next: null };
    }
    due = next;
    return { worked: false, next };
  };
}

export function startBackupWorker(options: BackupWorkerOptions): Alarm {
  const { clock, log, plan } = options;
  return startAlarm({
    clock,
    round: createBackupRound(options),
    onError: (error) =>
      log.error({ err: error }, `the backup into ${plan.folder} failed; it is tried again in ten minutes`),
  });
}

/** The backups of a folder, the newest first. */
export async function backupsIn(folder: string): Promise<{ name: string; at: number }[]> {
  const names = await readdir(folder).catch(() => []);
  const found = names.flatMap((name) => {
    const [, ...parts] = NAME.exec(name)?.map(Number) ?? [];
    const [year, month, day, hour, minute, second] = parts;
    return year === undefined ? [] : [{ name, at: Date.UTC(year, month! - 1, day, hour, minute, second) }];
  });
  return found.sort((a, b) => b.at - a.at);
}

// helpers //////////

function nameAt(now: number): string {
  return `potik-${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.zip`;
}
