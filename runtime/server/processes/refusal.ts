/** What the engine refuses or can't carry out while a caller waits, as a rejection for them (DECISIONS 3). */
import { Rejection } from '../rejection.ts';
import { CommandFailed, CommandRefused } from './command-errors.ts';

/** The error to throw on: a rejection for refusals and failures, anything else as it is. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof CommandRefused) {
    const { code, message, params } = error.rejection;
    return new Rejection({ status: STATUS[code] ?? 422, code, message, params });
  }
  if (error instanceof CommandFailed) {
    const { code, message, element, params } = error.failure;
    return new Rejection({ status: 422, code, message, params, extra: { elementId: element } });
  }
  return error;
}

/** Codes that mean "not now" rather than "not like this". */
const STATUS: Readonly<Record<string, 404 | 409>> = {
  'instance.ended': 404,
  'wait.unknown': 409,
  'task.taken': 409,
  'instance.suspended': 409,
  'instance.not_suspended': 409,
  'message.nobody': 409,
  'message.many': 409,
};
