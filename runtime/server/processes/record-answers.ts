/**
 * Answers to what the engine asks of records: values that expressions read, and task types that run within the step's own
 * transaction, in the name of the process.
 */
import type { Records } from '../records/records.ts';
import type { Answerers } from './answerers.ts';
import type { TaskTypes } from './task-types.ts';

export interface RecordAnswersOptions {
  readonly records: Pick<Records, 'paths' | 'hold'>;
  readonly taskTypes: Pick<TaskTypes, 'runInline'>;
}

export function recordAnswers({
  records,
  taskTypes,
}: RecordAnswersOptions): Pick<Answerers, 'record' | 'task' | 'hold'> {
  return {
    record: (question, on, tx) => records.paths({ ...question, lock: tx !== null }, on),
    hold: (held, tx) => records.hold(held, tx),
    async task({ type, input, execution }, tx, { definition, at }) {
      const { key, name, context } = definition.process;
      const outcome = await taskTypes.runInline(type, input, {
        tx,
        cause: {
          kind: 'process',
          instance: execution.instance,
          element: execution.element,
          process: key,
          name: name ?? key,
          step: execution.elementName,
        },
        runAs: context.runAs,
        processName: name ?? key,
        at,
      });
      if (outcome.kind === 'done') return { ok: true, result: outcome.result };
      if (outcome.kind === 'error')
        return { ok: false, error: { code: outcome.code, message: outcome.message } };
      return { ok: false, failure: outcome.message };
    },
  };
}
