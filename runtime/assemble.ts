/**
 * The server put together: every capability gets what it stands on. Only wiring, no behaviour; `main.ts` adds the network,
 * tests a database and a clock of their own.
 */

import { hostname } from 'node:os';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { rightsOf, scopeOf } from '#metadata/access.ts';
import { createAttachments } from './server/attachments/attachments.ts';
import { createAuditTrail } from './server/audit/audit.ts';
import { createApiKeys } from './server/auth/api-keys.ts';
import { createPasswords, type PasswordCost } from './server/auth/passwords.ts';
import { systemPrincipal } from './server/auth/principal.ts';
import { createSessions } from './server/auth/sessions.ts';
import { createSignIn } from './server/auth/sign-in.ts';
import type { Clock } from './server/clock.ts';
import type { Database } from './server/db/database.ts';
import { openListener } from './server/db/notify.ts';
import { createDeployments } from './server/deployments/deploy-files.ts';
import { createNews, topicsOf } from './server/events/news.ts';
import { createFiles } from './server/files/files.ts';
import { createApp } from './server/http/app.ts';
import { createLiveHub } from './server/http/live-hub.ts';
import type { Services } from './server/http/services.ts';
import { newId } from './server/ids.ts';
import { createImports } from './server/imports/imports.ts';
import type { BackupPlan } from './server/jobs/backup-worker.ts';
import { openModel, RELEASE_CHANNEL } from './server/model/model.ts';
import { createNotes } from './server/notes/notes.ts';
import { createNotices } from './server/notices/notices.ts';
import { createBatches } from './server/operations/batches.ts';
import { createCatalogue } from './server/operations/catalogue.ts';
import { createExplanations } from './server/operations/explanations.ts';
import { createExternalTasks } from './server/operations/external-tasks.ts';
import { createIncidents } from './server/operations/incidents.ts';
import { createInstances } from './server/operations/instances.ts';
import { createStatistics } from './server/operations/statistics.ts';
import { createTimelineNames } from './server/operations/timeline-names.ts';
import { createOutbound } from './server/outbound/outbound.ts';
import { createPeople, type DemoPeople, type PersonRecords } from './server/people/people.ts';
import type { Answerers } from './server/processes/answerers.ts';
import { deployOptions } from './server/processes/deploy-options.ts';
import { createEngine } from './server/processes/engine.ts';
import { logWrite } from './server/processes/log-write.ts';
import { platformOf } from './server/processes/platform.ts';
import { recordAnswers } from './server/processes/record-answers.ts';
import { recordTasks } from './server/processes/record-tasks.ts';
import { createTaskTypes } from './server/processes/task-types.ts';
import { ensureBuiltIn } from './server/publish/built-in.ts';
import { createDrafts } from './server/publish/drafts.ts';
import type { PublishGround } from './server/publish/ground.ts';
import { adviseIndexes } from './server/publish/index-advice.ts';
import { processHooks } from './server/publish/process-hooks.ts';
import { createReleases } from './server/publish/releases.ts';
import { createSolutions } from './server/publish/solutions.ts';
import { openRecords, type Records } from './server/records/records.ts';
import { createSeal } from './server/records/seal.ts';
import { createSlowQueries } from './server/records/slow-queries.ts';
import { createScriptPool } from './server/scripts/script-pool.ts';
import { createSearch } from './server/search/search.ts';
import { createTaskLists } from './server/tasks/list-tasks.ts';
import { createTaskItems } from './server/tasks/task-items.ts';
import { taskRecordsOf } from './server/tasks/task-records-of.ts';
import { createTasks } from './server/tasks/tasks.ts';
import { createRetention } from './server/upkeep/retention.ts';
import { createWebhooks } from './server/webhooks/webhooks.ts';
import { NO_WORKERS, startWorkers } from './workers.ts';

export interface AssembleOptions {
  readonly db: Database;
  /** Connection for LISTEN. */
  readonly directUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly secret: Buffer;
  readonly baseUrl: string;
  readonly zone: string;
  /** Folder with the built apps, null for the API alone. */
  readonly web: string | null;
  readonly trustedProxies?: readonly string[];
  readonly metricsToken?: string | null;
  /** Hosts and networks that may be called although they are not public. */
  readonly outboundAllow?: readonly string[];
  readonly historyDays?: number | null;
  readonly backups?: BackupPlan | null;
  readonly demo?: () => Promise<DemoPeople>;
  /** What a guess of a password costs; only tests take less than the default. */
  readonly passwordCost?: PasswordCost;
  /** false for commands beside the server: jobs and orders wait for it. */
  readonly workers?: boolean;
}

export interface Assembled {
  readonly app: Express;
  readonly services: Services;
  readonly ground: PublishGround;
  /** Ends workers, streams and connections of its own; what is under way is finished. The database stays open. */
  close(): Promise<void>;
}

export async function assemble(options: AssembleOptions): Promise<Assembled> {
  const { db, clock, log, secret, baseUrl, zone } = options;
  const model = await openModel(db);
  const registry = () => model.live().registry;
  const node = `${hostname()} ${process.pid} ${newId(clock.now()).slice(-6)}`;

  const bells = { ring: NO_WORKERS.ring };
  const onError = (error: unknown) => log.warn({ err: error }, 'telling the news failed');
  const news = createNews({ db, onError, ring: () => bells.ring });
  const listener = await openListener({
    url: options.directUrl,
    channels: ['live', 'jobs', 'external', 'outbox', 'sessions', RELEASE_CHANNEL],
    onError: (error) => log.warn({ err: error }, 'the connection for news was lost'),
  });

  const seal = createSeal(secret);
  const slow = createSlowQueries(clock);
  const records = openRecords({
    db,
    model,
    clock,
    seal: seal.seal,
    announce: news.records,
    ordered: news.orders,
    slow,
  });
  const taskTypes = createTaskTypes([...recordTasks({ records, registry, zone }), logWrite(log)]);
  const ground: PublishGround = { db, model, clock, hooks: processHooks({ taskTypes, clock, zone }) };
  await ensureBuiltIn(ground);

  const sessions = createSessions({ db, clock, zone });
  const apiKeys = createApiKeys({ db, clock, zone });
  const scripts = createScriptPool({ textOf: () => null });
  const answerers: Answerers = {
    scripts: (questions) => scripts.run(questions),
    ...recordAnswers({ records, taskTypes }),
  };
  const platform = platformOf(registry);
  const engine = createEngine({
    db,
    clock,
    zone,
    answerers,
    deployOptions: () => ({ ...deployOptions(registry(), taskTypes), deployed: true }),
    platform,
    announce: news.unit,
  });
  const { definitions, executor, deliveries } = engine;

  const forTasks = taskRecordsOf(records);
  const items = createTaskItems({ db, registry, definitions, records: forTasks });
  const passwords = createPasswords(options.passwordCost);
  const people = createPeople({
    db,
    clock,
    registry,
    release: () => model.live().release,
    sessions,
    passwords,
    records: personRecords(records),
    demo: options.demo ?? (async () => []),
  });

  const externalTasks = createExternalTasks({ db, clock, executor, onError });
  const batches = createBatches({
    db,
    clock,
    definitions,
    executor,
    records: forTasks,
    ring: () => bells.ring.batches(),
  });
  const imports = createImports({ db, model, clock, records, zone, ring: () => bells.ring.imports() });
  const retention = createRetention({ db, model, clock, zone, records });
  const outbound = createOutbound(options.outboundAllow ?? []);
  const workers =
    options.workers === false
      ? NO_WORKERS
      : startWorkers({
          db,
          clock,
          log,
          zone,
          platform,
          node,
          definitions,
          deliveries,
          executor,
          taskTypes,
          records,
          told: news.notices,
          batches,
          imports,
          retention,
          slow,
          registry,
          seal,
          outbound,
          historyDays: options.historyDays ?? null,
          secret,
          backups: options.backups ?? null,
        });
  bells.ring = workers.ring;

  const live = createLiveHub({
    listener,
    heard: (principal, entity) => scopeOf(registry(), principal, 'see', entity),
    stillSignedIn: async (token) => (await sessions.principalOf(token)) !== null,
  });
  const stops = [
    listener.on('jobs', workers.ring.jobs),
    listener.on('external', (payload) => externalTasks.ring(topicsOf(payload))),
    listener.on('outbox', workers.ring.outbox),
    listener.on('sessions', sessions.forget),
    listener.on('sessions', apiKeys.forget),
    listener.on(RELEASE_CHANNEL, () => void model.reload().catch(onError)),
    model.onChange(() => {
      definitions.forgetCompiled();
      workers.ring.finisher();
      news.release();
    }),
  ];
  listener.onReconnect(() => {
    sessions.forget();
    apiKeys.forget();
    workers.ring.jobs();
    workers.ring.outbox();
    externalTasks.ring(null);
    model.reload().catch(onError);
  });
  const files = createFiles({ db, clock, registry, records });
  const services: Services = {
    db,
    clock,
    secret,
    secureCookies: baseUrl.startsWith('https:'),
    anonymous: { ...systemPrincipal(zone), kind: 'person', name: '', unrestricted: false },
    may: (principal, access) => rightsOf(registry(), principal).deeds.has(access),
    sessions,
    apiKeys,
    signIn: createSignIn({ db, sessions, passwords, clock }),
    model,
    live,
    people,
    records,
    notes: createNotes({ db, clock, model, zone, records, announce: news.records, ordered: news.orders }),
    notices: createNotices({ db, clock, records, told: news.notices, announce: news.records }),
    timelineNames: createTimelineNames(definitions),
    files,
    attachments: createAttachments({
      db,
      clock,
      records,
      mayReadFile: files.mayRead,
      announce: news.records,
    }),
    search: createSearch({ db, records, registry }),
    engine,
    tasks: createTasks({ db, clock, registry, definitions, executor, records: forTasks, items }),
    taskLists: createTaskLists({ db, clock, registry, items }),
    instances: createInstances({ db, clock, registry, definitions, executor, records: forTasks }),
    incidents: createIncidents({ db, definitions, records: forTasks }),
    batches,
    externalTasks,
    imports,
    audit: createAuditTrail({ db, clock }),
    retention,
    webhooks: createWebhooks({
      db,
      clock,
      registry,
      seal,
      outbound,
      ring: () => bells.ring.outbox(),
    }),
    catalogue: createCatalogue({ db, clock, registry, definitions, executor, records: forTasks }),
    explanations: createExplanations({ db, registry, definitions, items }),
    statistics: createStatistics({ db, clock, definitions }),
    deployments: createDeployments(ground),
    taskTypes,
    drafts: createDrafts(ground),
    releases: createReleases(ground),
    adviseIndexes: () => adviseIndexes(ground),
    solutions: createSolutions(ground),
  };
  return {
    app: createApp({
      services,
      log,
      baseUrl,
      web: options.web,
      trustedProxies: options.trustedProxies ?? [],
      metricsToken: options.metricsToken ?? null,
    }),
    services,
    ground,
    async close() {
      for (const stop of stops) stop();
      live.close();
      await workers.stop();
      await executor.idle();
      await news.close();
      await listener.close();
      await scripts.close();
    },
  };
}

// helpers //////////

function personRecords(records: Records): PersonRecords {
  return {
    async create(transaction, values, principal) {
      return (await records.create(principal, 'user', values, { transaction })).id;
    },
    async update(transaction, id, values, principal) {
      await records.update(principal, 'user', id, { version: null, values }, { transaction });
    },
  };
}
