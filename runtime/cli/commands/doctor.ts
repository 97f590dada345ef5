import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { readConfiguration } from '../../config.ts';
import { StartFailure } from '../../server/db/start-failure.ts';
import type { BackupPlan } from '../../server/jobs/backup-worker.ts';
import { type Command, OK, type Output, REFUSED } from '../command.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly text: string;
}

const GIGABYTE = 1_000_000_000;

export const doctorCommand: Command = {
  name: 'doctor',
  usage: '',
  summary: 'Look whether this installation is well: database, disk, jobs, incidents.',
  options: { indexes: { value: null, text: 'which indexes large tables lack, and which nobody uses' } },
  async run({ options, out }) {
    if (options.indexes) return indexes(out);
    const { withInstallation } = await import('../open.ts');
    const { redacted } = await import('../../server/db/database.ts');
    const { healthFigures } = await import('../../server/store/health.ts');
    const findings: Finding[] = [];
    const find = (what: string, ok: boolean, text: string) => {
      findings.push({ what, ok, text });
      out.line(`${ok ? ' ok ' : ' !! '} ${what.padEnd(12)} ${text}`);
    };
    find('node', true, process.versions.node);
    const configuration = readConfiguration(process.env);
    find('settings', true, `data in ${configuration.dataFolder}, people come by ${configuration.baseUrl}`);
    await disk(configuration.dataFolder, find);
    try {
      await withInstallation(async ({ db }) => {
        const figures = await healthFigures(db);
        find(
          'database',
          true,
          `PostgreSQL ${figures.version} at ${redacted(db.url)}, ${megabytes(figures.bytes)}`,
        );
        find(
          'letters',
          figures.trigrams,
          figures.trigrams
            ? 'search knows Cyrillic'
            : 'pg_trgm finds no Cyrillic letters: the locale of the database is "C". Search will miss names.',
        );
        find('release', true, `release ${figures.release}, ${figures.migrations} migrations`);
        find('processes', true, `${figures.instances} running, ${figures.tasks} open tasks`);
        find(
          'incidents',
          figures.incidents === 0,
          figures.incidents === 0 ? 'none' : `${figures.incidents} open: look at them in Processes`,
        );
        find(
          'jobs',
          figures.lateJobs === 0,
          figures.lateJobs === 0
            ? 'none is late'
            : `${figures.lateJobs} are due for more than five minutes: is the server running?`,
        );
        find(
          'outbox',
          figures.givenUp === 0,
          figures.givenUp === 0
            ? `${figures.orders} orders wait`
            : `${figures.givenUp} orders were given up after many tries`,
        );
      });
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error;
      find('database', false, error.message);
    }
    if (configuration.backups) await backups(configuration.backups, find);
    const ill = findings.filter(({ ok }) => !ok).length;
    out.line(ill === 0 ? 'All is well.' : `${ill} of ${findings.length} need attention.`);
    out.result({ ok: ill === 0, findings });
    return ill === 0 ? OK : REFUSED;
  },
};

// helpers //////////

async function indexes(out: Output): Promise<number> {
  const [{ withPlatform }, { adviseIndexes }] = await Promise.all([
    import('../open.ts'),
    import('../../server/publish/index-advice.ts'),
  ]);
  return withPlatform(async ({ ground }) => {
    const advice = await adviseIndexes(ground);
    for (const { advice: deed, why } of advice) out.line(`${deed.padEnd(4)} ${why}`);
    if (advice.length === 0) out.line('No index is missing, and none is idle.');
    out.result({ ok: true, advice });
    return OK;
  });
}

async function disk(folder: string, find: (what: string, ok: boolean, text: string) => void): Promise<void> {
  if (!existsSync(folder))
    return find('disk', true, 'the data folder is not there yet; the first start makes it');
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  find('disk', free > GIGABYTE, `${megabytes(free)} free`);
}

async function backups(
  { folder, schedule }: BackupPlan,
  find: (what: string, ok: boolean, text: string) => void,
): Promise<void> {
  const { backupsIn } = await import('../../server/jobs/backup-worker.ts');
  const [newest] = await backupsIn(folder);
  if (!newest) return find('backups', false, `none in ${folder} yet (${schedule})`);
  const days = (Date.now() - newest.at) / 86_400_000;
  find(
    'backups',
    days < 8,
    `the newest in ${folder} is ${days < 1 ? 'of today' : `${Math.floor(days)} days old`}`,
  );
}

function megabytes(bytes: number): string {
  return bytes > GIGABYTE ? `${(bytes / GIGABYTE).toFixed(1)} GB` : `${Math.round(bytes / 1_000_000)} MB`;
}
