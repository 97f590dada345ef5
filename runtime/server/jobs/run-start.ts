/** A start that is due: the instance begins, and the timer moves on or the job is gone, in one transaction. */

import type { Logger } from 'pino';
import type { Process } from '#engine/process.ts';
import { nextStart } from '#engine/starts.ts';
import type { Clock } from '../clock.ts';
import type { Queryable } from '../db/database.ts';
import { CommandFailed, Overtaken } from '../processes/command-errors.ts';
import type { Definitions } from '../processes/definitions.ts';
import type { Executor } from '../processes/execute.ts';
import type { Platform } from '../processes/platform.ts';
import { type DueStart, moveStart } from '../store/jobs.ts';

/** A start that is due once and whose process can't start is tried again after this time. */
const TRY_AGAIN = 300_000;

export interface RunStartOptions {
  readonly db: Queryable;
  readonly log: Logger;
  readonly definitions: Definitions;
  readonly executor: Executor;
  readonly clock: Clock;
  readonly zone: string;
  readonly platform: Platform;
}

export function createRunStart({
  db,
  log,
  definitions,
  executor,
  clock,
  zone,
  platform,
}: RunStartOptions): (start: DueStart) => Promise<void> {
  return async (start) => {
    const definition = await definitions.load(start.processId);
    if (!definition) throw new Error(`the process ${start.processId} of a start timer is not there`);
    const time = { now: clock.now(), zone };
    const moved = nextOf(definition.process, start, { ...time, ...platform(time) });
    const { element, variables } = start;
    try {
      await executor.start(
        definition,
        { type: 'start', element, ...(variables && { variables }) },
        {
          cause: { kind: 'system', what: start.kind === 'timer' ? 'start timer' : 'signal' },
          guard: (tx) => moveStart(tx, start, moved),
        },
      );
    } catch (error) {
      if (error instanceof Overtaken) return; // another node was quicker
      if (!(error instanceof CommandFailed)) throw error;
      log.error(
        { process: definition.process.key, element: start.element, reason: error.message },
        'a process could not be started',
      );
      const later = moved ?? { due: clock.now() + TRY_AGAIN, repeat: start.repeat };
      await moveStart(db, start, later);
    }
  };
}

// helpers //////////

function nextOf(
  process: Process,
  start: DueStart,
  at: Parameters<typeof nextStart>[2],
): { due: number; repeat: number | null } | null {
  if (start.kind === 'job') return null;
  const next = nextStart(
    process,
    {
      kind: 'timer',
      element: start.element,
      due: Date.parse(start.dueAt),
      ...(start.cycle !== null && { cycle: start.cycle }),
      ...(start.repeat !== null && { repeat: start.repeat }),
    },
    at,
  );
  return next && { due: next.due, repeat: next.repeat ?? null };
}
