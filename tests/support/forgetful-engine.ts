/**
 * An engine that is started anew for every command, as if the server had been killed after each commit: nothing is known but what
 * the database holds.
 */
import { createDeliveries } from '../../runtime/server/processes/deliver.ts';
import { createEngine, type Engine, type EngineOptions } from '../../runtime/server/processes/engine.ts';
import type { Executor } from '../../runtime/server/processes/execute.ts';
import { NO_PLATFORM } from '../../runtime/server/processes/platform.ts';

export function forgetfulEngine(options: EngineOptions): Engine {
  const { db, clock, zone, platform = NO_PLATFORM } = options;
  const fresh = () => createEngine(options);
  const executor: Executor = {
    start: (...given) => fresh().executor.start(...given),
    command: (...given) => fresh().executor.command(...given),
    rehearse: (...given) => fresh().executor.rehearse(...given),
    idle: async () => {},
  };
  const { definitions, groupCommit } = fresh();
  return {
    definitions,
    groupCommit,
    executor,
    deliveries: createDeliveries({ db, definitions, executor, clock, zone, platform }),
  };
}
