/** An engine each of whose commands is carried out by the one that is picked for it, all over one database. */
import { createDeliveries } from '../../runtime/server/processes/deliver.ts';
import type { Engine, EngineOptions } from '../../runtime/server/processes/engine.ts';
import type { Executor } from '../../runtime/server/processes/execute.ts';
import { NO_PLATFORM } from '../../runtime/server/processes/platform.ts';

export function pickedEngine(
  { db, clock, zone, platform = NO_PLATFORM }: EngineOptions,
  { definitions, groupCommit }: Pick<Engine, 'definitions' | 'groupCommit'>,
  pick: () => Engine,
): Engine {
  const executor: Executor = {
    start: (...given) => pick().executor.start(...given),
    command: (...given) => pick().executor.command(...given),
    rehearse: (...given) => pick().executor.rehearse(...given),
    idle: async () => {},
  };
  return {
    definitions,
    groupCommit,
    executor,
    deliveries: createDeliveries({ db, definitions, executor, clock, zone, platform }),
  };
}
