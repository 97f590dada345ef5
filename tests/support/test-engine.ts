/** The server's engine on a test's own database and clock, without HTTP: jobs and orders run when the test says so. */
import pino from 'pino';
import type { Answer } from '#engine/asks.ts';
import type { DeployOptions } from '#engine/deployment.ts';
import { testClock } from '../../runtime/server/clock.ts';
import type { Database } from '../../runtime/server/db/database.ts';
import { effectHandlers } from '../../runtime/server/jobs/effect-handlers.ts';
import { type OrderHandler, outboxRound } from '../../runtime/server/jobs/outbox-worker.ts';
import { createRunJob } from '../../runtime/server/jobs/run-job.ts';
import { createRunStart } from '../../runtime/server/jobs/run-start.ts';
import type { Answerers } from '../../runtime/server/processes/answerers.ts';
import { checkModels, deployModels, type ModelFile } from '../../runtime/server/processes/deploy-models.ts';
import { createEngine, type Engine, type EngineOptions } from '../../runtime/server/processes/engine.ts';
import { NO_PLATFORM, type Platform } from '../../runtime/server/processes/platform.ts';
import { createTaskTypes, type TaskType } from '../../runtime/server/processes/task-types.ts';
import { dueStarts, takeJobs } from '../../runtime/server/store/jobs.ts';
import { scriptAnswers } from './scripts.ts';

export const START = Date.UTC(2026, 0, 5, 9);

export interface TestEngineOptions {
  readonly db: Database;
  readonly taskTypes?: readonly TaskType[];
  readonly now?: number;
  /** Answers scripts; by default a sandbox of its own. */
  readonly answer?: Awaited<ReturnType<typeof scriptAnswers>>;
  /** Answers about records, and handlers of further orders. */
  readonly answerers?: Partial<Answerers>;
  readonly handlers?: (engine: Engine) => readonly [string, OrderHandler][];
  readonly deployOptions?: () => DeployOptions;
  readonly platform?: Platform;
  /** `forgetfulEngine` of its own module, for tests of restarts. */
  readonly create?: (options: EngineOptions) => Engine;
}

export async function testEngine(options: TestEngineOptions) {
  const {
    db,
    taskTypes = [],
    now = START,
    answer: given,
    platform = NO_PLATFORM,
    create = createEngine,
  } = options;
  const clock = testClock(now);
  const zone = 'UTC';
  const log = pino({ level: process.env.POTIK_LOG ?? 'silent' });
  const answer = given ?? (await scriptAnswers());
  const types = createTaskTypes(taskTypes);
  const answerers: Answerers = {
    async scripts(questions) {
      return new Map<string, Answer>(questions.map((question) => [question.key, answer(question)]));
    },
    record: async () => null,
    async task({ type, input }, tx, { definition, at }) {
      const cause = { kind: 'system', what: 'test' } as const;
      const outcome = await types.runInline(type, input, {
        tx,
        cause,
        runAs: null,
        processName: definition.process.key,
        at,
      });
      if (outcome.kind === 'done') return { ok: true, result: outcome.result };
      if (outcome.kind === 'error')
        return { ok: false, error: { code: outcome.code, message: outcome.message } };
      return { ok: false, failure: outcome.message };
    },
    ...options.answerers,
  };
  const deployOptions = options.deployOptions ?? (() => ({}));
  const engine = create({ db, clock, zone, answerers, deployOptions, platform, announce: () => {} });
  const { definitions, executor, deliveries } = engine;
  const runJob = createRunJob({ db, executor, taskTypes: types, clock, log, node: 'test' });
  const runStart = createRunStart({ db, log, definitions, executor, clock, zone, platform });
  const handlers = new Map([
    ...effectHandlers({ db, definitions, deliveries, executor, clock }),
    ...(options.handlers?.(engine) ?? []),
  ]);

  /** Carries out every order of the outbox. */
  async function drain(): Promise<void> {
    while ((await outboxRound({ db, clock, log, handlers })).worked);
  }

  return {
    ...engine,
    clock,
    db,
    drain,
    /** Deploys BPMN and DMN texts in one transaction; throws with the sentences of the problems. */
    async deploy(files: readonly ModelFile[], { again = false } = {}) {
      const checked = await checkModels(files, deployOptions());
      const errors = checked.problems.filter(({ severity }) => severity === 'error');
      if (errors.length) throw new Error(errors.map(({ message }) => message).join(' '));
      const deployed = await db.transaction((tx) =>
        deployModels(tx, checked, { at: clock.now(), zone, by: null, platform, again }),
      );
      definitions.forgetLatest();
      return deployed;
    },
    /** Runs everything that is due, one after the other, earliest first, with what follows from it. */
    async runDue(): Promise<void> {
      for (let left = 10_000; left > 0; left--) {
        await drain();
        const at = new Date(clock.now());
        const [start] = await dueStarts(db, at, 1);
        const [job] = await takeJobs(db, {
          now: at,
          until: new Date(at.getTime() + 1),
          node: 'test',
          limit: 1,
        });
        if (!start && !job) return;
        if (start && (!job || start.dueAt < job.dueAt)) {
          if (job)
            await db.query('update potik.job set locked_until = null where instance_id = $1 and key = $2', [
              job.instance,
              job.key,
            ]);
          await runStart(start);
        } else await runJob(job!);
      }
      throw new Error('jobs never end');
    },
  };
}

export type TestEngine = Awaited<ReturnType<typeof testEngine>>;
