/** What wakes a wait of a random process: the command that a person, worker, job or sender would give. */
import type { Command } from '#engine/commands.ts';
import { conditionOf } from './draw/events.ts';
import { answerOf } from './worker.ts';

export interface OpenWait {
  readonly element: string;
  readonly kind: string;
  readonly key: string;
}

/** @returns the command for the wait's instance, or 'signal': one for everybody */
export function commandFor({ element, kind, key }: OpenWait, how: number): Command | 'signal' {
  switch (kind) {
    case 'signal':
      return 'signal';
    case 'task':
      return { type: 'complete', key };
    case 'message':
      return { type: 'deliver', key };
    case 'condition':
      // The start event of an event sub-process is called after it.
      return { type: 'setVariables', variables: { [conditionOf(element.replace(/-s$/, ''))]: true } };
    case 'incident':
      return { type: 'retry', key };
    case 'external':
      return answered(key, how);
    default:
      return { type: 'fire', key };
  }
}

// helpers //////////

function answered(key: string, how: number): Command {
  const answer = answerOf(how);
  if (answer.kind === 'completes') return { type: 'completeWork', key };
  if (answer.kind === 'error') return { type: 'error', key, code: answer.code };
  return { type: 'fail', key, code: 'external_task', message: 'the worker failed', retries: answer.retries };
}
