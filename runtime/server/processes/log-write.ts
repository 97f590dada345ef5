/**
 * Task type `log.write`: a line in the server's log with the process and step it comes from. Also what a step of an imported
 * process can be mapped to whose own program is not there (kind `task_types`).
 */
import type { Logger } from 'pino';
import type { TaskType } from './task-types.ts';

export function logWrite(log: Pick<Logger, 'info'>): TaskType {
  return {
    name: 'log.write',
    summary: 'Writes a line to the log of the server.',
    inputs: {
      message: { type: 'text', required: true, summary: 'The line.' },
      details: { type: 'any', required: false, summary: 'Values that are logged with it.' },
    },
    work: {
      kind: 'job',
      async run({ message, details = null }, { instance, element, definition }) {
        log.info({ instance, element, definition, details }, String(message));
        return { kind: 'done', result: null };
      },
    },
  };
}
