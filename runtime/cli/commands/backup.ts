import { resolve } from 'node:path';
import { type Command, Misuse, OK } from '../command.ts';

export const backupCommand: Command = {
  name: 'backup',
  usage: 'FILE',
  summary: 'Write everything there is into one file, while people work on.',
  help: [
    'The file holds all tables as they stood at one moment: definitions, records, files, processes and their history, people.',
    'It does not hold the secret (POTIK_SECRET, or the file `secret` in the data folder): keep that apart,',
    'sealed fields can be read only with it. Keep the file as safe as the database itself.',
    'A server makes backups by itself with POTIK_BACKUP_FOLDER (see README).',
  ].join('\n'),
  async run({ args, out }) {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) throw new Misuse('Name the file of the backup.');
    const [{ withInstallation }, { writeBackup }, { rowCount }] = await Promise.all([
      import('../open.ts'),
      import('../../server/upkeep/write-backup.ts'),
      import('../../server/upkeep/backup-format.ts'),
    ]);
    return withInstallation(async ({ db, secret }) => {
      const path = resolve(file);
      const { tables, at } = await writeBackup({
        db,
        secret,
        file: path,
        at: new Date(),
        progress: out.progress,
      });
      const rows = rowCount(tables);
      out.line(`${path}: ${rows} rows of ${tables.length} tables as of ${at}.`);
      out.result({ ok: true, file: path, at, tables: tables.length, rows });
      return OK;
    });
  },
};
