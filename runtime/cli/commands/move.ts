import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Misuse, OK } from '../command.ts';

export const moveCommand: Command = {
  name: 'move',
  usage: 'URL',
  summary: 'Copy this installation to another PostgreSQL and compare every table.',
  options: { replace: { value: null, text: 'give up what the other database holds' } },
  help: [
    'The server must be stopped, so that nothing is written after the copy. This database stays as it is.',
    'Afterwards start the server with DATABASE_URL=URL and the same secret.',
  ].join('\n'),
  async run({ args, options, out }) {
    const [url, ...more] = args;
    if (url === undefined || more.length > 0) throw new Misuse('Name the address of the other database.');
    if (!/^postgres(ql)?:\/\//.test(url)) throw new Misuse('The address begins with postgres://');
    const [{ withInstallation }, { moveInstallation }] = await Promise.all([
      import('../open.ts'),
      import('../../server/upkeep/move-installation.ts'),
    ]);
    return withInstallation(
      async ({ db, secret, dataFolder }) => {
        const folder = await mkdtemp(join(dataFolder, 'move-'));
        try {
          const { tables, rows } = await moveInstallation({
            db,
            secret,
            url,
            folder,
            replace: options.replace === true,
            at: new Date(),
            progress: out.progress,
          });
          out.line(`${rows} rows of ${tables} tables are there, and all are the same.`);
          out.line('Start the server with DATABASE_URL set to that address and the same secret.');
          out.result({ ok: true, tables, rows });
          return OK;
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      },
      { untouched: true },
    );
  },
};
