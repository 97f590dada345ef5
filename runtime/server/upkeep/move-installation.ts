/** Copies an installation to another database by way of a backup, and compares them; the old one is left as it is. */
import { join } from 'node:path';
import { checkDatabase, type Database, openDatabase } from '../db/database.ts';
import { Rejection } from '../rejection.ts';
import { inUse, isEmpty } from '../store/catalogue.ts';
import { rowCount } from './backup-format.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

export interface MoveOptions {
  readonly db: Database;
  readonly secret: Buffer;
  readonly url: string;
  /** For the backup in between. */
  readonly folder: string;
  readonly replace: boolean;
  readonly at: Date;
  readonly progress?: (done: number, total: number, what: string) => void;
}

export async function moveInstallation(options: MoveOptions): Promise<{ tables: number; rows: number }> {
  const { db, secret, at, progress, replace } = options;
  if (await inUse(db))
    throw new Rejection({
      status: 409,
      code: 'database_in_use',
      message: 'A server works with this database; what it writes now would stay behind. Stop it, then move.',
    });
  if (await isEmpty(db))
    throw new Rejection({
      status: 409,
      code: 'nothing_to_move',
      message: 'There is no installation here yet: nothing to move.',
    });
  const target = openDatabase({ url: options.url, pool: 2, application: 'potik upkeep' });
  try {
    await checkDatabase(target);
    const file = join(options.folder, 'installation.zip');
    await writeBackup({ db, secret, at, progress, file });
    const { tables } = await restoreBackup({ db: target, file, replace, progress });
    return { tables: tables.length, rows: rowCount(tables) };
  } finally {
    await target.close();
  }
}
