import { resolve } from 'node:path';
import { type Command, Misuse, OK } from '../command.ts';

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'FILE',
  summary: 'Put a backup into the database of this installation, whole or not at all.',
  options: { replace: { value: null, text: 'give up what the database holds now' } },
  help: [
    'The server must be stopped. The database is the one that `serve` would use: DATABASE_URL, or the one in the data folder.',
    'All rows are compared with the backup before anything counts. Restore only files you trust as you trust the database.',
  ].join('\n'),
  async run({ args, options, out }) {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) throw new Misuse('Name the file of the backup.');
    const [{ withInstallation }, { restoreBackup }, { rowCount, secretMark }] = await Promise.all([
      import('../open.ts'),
      import('../../server/upkeep/restore-backup.ts'),
      import('../../server/upkeep/backup-format.ts'),
    ]);
    return withInstallation(
      async ({ db, secret }) => {
        const restored = await restoreBackup({
          db,
          file: resolve(file),
          replace: options.replace === true,
          progress: out.progress,
        });
        const rows = rowCount(restored.tables);
        const sameSecret = restored.secret === secretMark(secret);
        out.line(
          `Restored ${rows} rows of ${restored.tables.length} tables as of ${restored.at}, and compared all.`,
        );
        if (!sameSecret)
          out.line(
            'The secret here is another than that of the backup: sealed fields can be read only with the old one (POTIK_SECRET, or the file `secret` in the data folder).',
          );
        out.result({ ok: true, at: restored.at, tables: restored.tables.length, rows, sameSecret });
        return OK;
      },
      { untouched: true },
    );
  },
};
