/**
 * A BPMN error (10.5.7) goes outwards until an event catches it: event sub-processes of a scope before boundary events on it, a
 * given code before a catch-all, and on through the call activity into the calling process. An event sub-process never
 * catches what is thrown inside it. Uncaught, the error ends the path that threw it.
 */
import { type Key, ROOT, type Variables } from '../instance.ts';
import type { ErrorTrigger } from '../process/trigger.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit, touch } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import type { BpmnError } from './bpmn-error.ts';
import { mapOutputs } from './call-mapping.ts';
import { cancel } from './cancel.ts';
import { evaluateText } from './evaluate.ts';
import { callerOf, type Level, levelsFrom } from './levels.ts';

export interface ThrownError {
  readonly code: string;
  readonly message?: string;
}

/** True if an event caught it. `from` is the node that throws. */
export function* throwError(run: Run, from: Key, error: ThrownError): Fiber<boolean> {
  const element = nodeOf(run.draft, from)?.element ?? run.process.key;
  const crossed: Run[] = [];
  for (let at: { run: Run; key: Key } | null = { run, key: from }; at !== null; ) {
    for (const level of levelsFrom(at.run, at.key)) {
      const handler = yield* findHandler(at.run, level, error.code);
      if (handler === null) continue;
      emit(run, { type: 'thrown', trigger: 'error', element, code: error.code, caughtBy: handler.id });
      for (const called of crossed) yield* mapOutputs(called);
      const variables = errorVariables(handler.trigger as ErrorTrigger, error);
      yield* handler.type.trigger!(at.run, level.key, handler, { variables });
      return true;
    }
    crossed.push(at.run);
    at = callerOf(at.run);
  }
  emit(run, { type: 'thrown', trigger: 'error', element, code: error.code });
  return false;
}

/** The activity `key` fails with an error; if nobody catches it, the activity is interrupted and its path ends. */
export function* failWith(run: Run, key: Key, error: ThrownError): Fiber {
  const scope = nodeOf(run.draft, key)?.scope ?? ROOT;
  if (yield* throwError(run, key, error)) return;
  yield* cancel(run, key);
  touch(run, scope);
}

/**
 * An error thrown on the way, by a listener of a flow or gateway, or of what begins by hand: from the scope the token is in. If
 * nobody catches it, that path ends there.
 */
export function* throwOut(run: Run, { place, code, message }: BpmnError): Fiber {
  const { key, element } = place;
  if (key !== ROOT && nodeOf(run.draft, key)?.element === element.id) {
    yield* failWith(run, key, { code, message });
  } else if (!(yield* throwError(run, key, { code, message }))) touch(run, key);
}

// helpers //////////

function* findHandler(run: Run, level: Level, code: string): Fiber<Element | null> {
  for (const candidates of [level.starts, level.boundaries]) {
    let catchAll: Element | null = null;
    for (const element of candidates) {
      if (element.trigger?.kind !== 'error') continue;
      if (element.trigger.code === null) catchAll ??= element;
      else if (
        (yield* evaluateText(run, { key: level.key, element }, element.trigger.code, 'error code')) === code
      )
        return element;
    }
    if (catchAll !== null) return catchAll;
  }
  return null;
}

function errorVariables({ codeVariable, messageVariable }: ErrorTrigger, error: ThrownError): Variables {
  return {
    ...(codeVariable !== null && { [codeVariable]: error.code }),
    ...(messageVariable !== null && { [messageVariable]: error.message ?? null }),
  };
}
