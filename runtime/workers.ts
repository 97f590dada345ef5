/** The workers of a server put together: due jobs, orders of the outbox, lists made of history. Commands have none. */
import type { Logger } from 'pino';
import type { Clock } from './server/clock.ts';
import type { Database } from './server/db/database.ts';
import type { Imports } from './server/imports/imports.ts';
import { type BackupPlan, startBackupWorker } from './server/jobs/backup-worker.ts';
import { startBatchWorker } from './server/jobs/batch-worker.ts';
import { startDuplicateFinder } from './server/jobs/duplicate-finder.ts';
import { type EffectHandlersOptions, effectHandlers } from './server/jobs/effect-handlers.ts';
import { startFinisher } from './server/jobs/finisher.ts';
import { startImportWorker } from './server/jobs/import-worker.ts';
import { startJobWorker } from './server/jobs/job-worker.ts';
import { startOutboxWorker } from './server/jobs/outbox-worker.ts';
import { tellProcessEvents } from './server/jobs/process-events.ts';
import { startProjector } from './server/jobs/projector.ts';
import { startPurger } from './server/jobs/purger.ts';
import { startRecordRetention } from './server/jobs/record-retention.ts';
import { startRetention } from './server/jobs/retention.ts';
import { createRunJob } from './server/jobs/run-job.ts';
import { createRunStart } from './server/jobs/run-start.ts';
import { startSlowQueryKeeper } from './server/jobs/slow-query-keeper.ts';
import { startWebhookWorker } from './server/jobs/webhook-worker.ts';
import { type TellOptions, tellHandlers } from './server/notices/carry-out.ts';
import type { Batches } from './server/operations/batches.ts';
import { type RecordChangesOptions, recordChangeHandlers } from './server/processes/record-changes.ts';
import type { TaskTypes } from './server/processes/task-types.ts';
import type { Records } from './server/records/records.ts';
import type { SlowQueries } from './server/records/slow-queries.ts';
import type { Retention } from './server/upkeep/retention.ts';
import type { DeliverOptions } from './server/webhooks/deliver.ts';

export interface WorkersOptions
  extends EffectHandlersOptions,
    RecordChangesOptions,
    TellOptions,
    Omit<DeliverOptions, 'log'> {
  readonly records: Records;
  readonly batches: Batches;
  readonly imports: Imports;
  readonly retention: Retention;
  readonly slow: SlowQueries;
  /** Days that history of ended instances is kept where their process doesn't say; null: for ever. */
  readonly historyDays: number | null;
  /** Seals what is sealed; backups bear its mark. */
  readonly secret: Buffer;
  readonly backups: BackupPlan | null;
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly zone: string;
  readonly taskTypes: TaskTypes;
  /** Names this process among the nodes. */
  readonly node: string;
}

export interface Workers {
  /** Something may be due; each costs a look at most. */
  readonly ring: {
    jobs(): void;
    outbox(): void;
    projector(): void;
    finisher(): void;
    batches(): void;
    imports(): void;
    duplicates(): void;
  };
  /** Ends them; what is under way is finished. */
  stop(): Promise<void>;
}

export function startWorkers(options: WorkersOptions): Workers {
  const jobs = startJobWorker({
    ...options,
    runJob: createRunJob(options),
    runStart: createRunStart(options),
  });
  const handlers = new Map([
    ...effectHandlers(options),
    ...recordChangeHandlers(options),
    ...tellHandlers(options),
  ]);
  const outbox = startOutboxWorker({ ...options, handlers });
  const finisher = startFinisher(options);
  const batches = startBatchWorker(options);
  const imports = startImportWorker(options);
  const duplicates = startDuplicateFinder(options);
  const retention = startRetention(options);
  const recordRetention = startRecordRetention(options);
  const purger = startPurger(options);
  const slowQueries = startSlowQueryKeeper(options);
  const webhooks = startWebhookWorker(options);
  const projector = startProjector({
    ...options,
    ordered: outbox.ring,
    async also(tx, rows) {
      if (await tellProcessEvents(tx, options.registry(), rows)) tx.afterCommit(webhooks.ring);
    },
  });
  const backups = options.backups && startBackupWorker({ ...options, plan: options.backups });
  const ring = {
    jobs: jobs.ring,
    outbox() {
      outbox.ring();
      webhooks.ring();
    },
    projector: projector.ring,
    finisher: finisher.ring,
    batches: batches.ring,
    imports: imports.ring,
    duplicates: duplicates.ring,
  };
  for (const bell of Object.values(ring)) bell();
  return {
    ring,
    async stop() {
      await jobs.stop();
      await outbox.stop();
      await projector.stop();
      await finisher.stop();
      await batches.stop();
      await imports.stop();
      await duplicates.stop();
      await retention.stop();
      await recordRetention.stop();
      await purger.stop();
      await slowQueries.stop();
      await webhooks.stop();
      await backups?.stop();
    },
  };
}

/** For commands beside the server: the news tell its workers. */
export const NO_WORKERS: Workers = {
  ring: {
    jobs() {},
    outbox() {},
    projector() {},
    finisher() {},
    batches() {},
    imports() {},
    duplicates() {},
  },
  stop: async () => {},
};
