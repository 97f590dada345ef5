import type { Command } from '../command.ts';

export const serveCommand: Command = {
  name: 'serve',
  usage: '',
  summary: 'Start the server: both apps, the API and the workers.',
  help: [
    'Settings come from the environment:',
    '  PORT, HOST               where to listen (3000 on 127.0.0.1)',
    '  DATABASE_URL             a PostgreSQL of your own; without it one is started in the data folder',
    '  DATABASE_DIRECT_URL      the same without a pooler in between',
    '  POTIK_DATA               the data folder (./data)',
    '  POTIK_BASE_URL           the address people type; https makes cookies secure',
    '  POTIK_ADMIN_EMAIL, POTIK_ADMIN_PASSWORD   the first administrator without the link',
    '  POTIK_TRUSTED_PROXIES    addresses or networks of proxies in front, such as 127.0.0.1, whose X-Forwarded-For is believed',
    '  POTIK_METRICS_TOKEN      who sends it as a Bearer token may read /metrics; without it only this machine may',
    '  POTIK_HISTORY_DAYS       days that history of ended instances is kept where their process says nothing; without it for ever',
    '  POTIK_BACKUP_FOLDER      backups are written there by the clock; POTIK_BACKUP_SCHEDULE (cron, 0 3 * * *), POTIK_BACKUP_KEEP (14)',
    '  POTIK_OUTBOUND_ALLOW     hosts and networks that may be called although they are not public, such as crm.intranet, 10.1.0.0/16',
    '  POTIK_TIMEZONE, POTIK_POOL, POTIK_SECRET, POTIK_LOG',
  ].join('\n'),
  async run({ out }) {
    const { readConfiguration } = await import('../../config.ts');
    const configuration = readConfiguration(process.env);
    const { serveUntilSignal } = await import('../../main.ts');
    return serveUntilSignal({ configuration, tell: (line) => out.line(line) });
  },
};
