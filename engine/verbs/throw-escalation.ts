/**
 * An escalation (10.5.7) goes outwards like an error, but need not interrupt: event sub-processes before boundary events,
 * a given code before a catch-all, through call activities into the calling process.
 */
import type { Key, Variables } from '../instance.ts';
import type { EscalationTrigger } from '../process/trigger.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { mapOutputs } from './call-mapping.ts';
import { evaluateText } from './evaluate.ts';
import { callerOf, type Level, levelsFrom } from './levels.ts';

/** True if an event caught it. */
export function* throwEscalation(run: Run, from: Key, code: string | null): Fiber<boolean> {
  const element = nodeOf(run.draft, from)?.element ?? run.process.key;
  const crossed: Run[] = [];
  for (let at: { run: Run; key: Key } | null = { run, key: from }; at !== null; ) {
    for (const level of levelsFrom(at.run, at.key)) {
      const handler = yield* findHandler(at.run, level, code);
      if (handler === null) continue;
      emit(run, {
        type: 'thrown',
        trigger: 'escalation',
        element,
        ...(code !== null && { code }),
        caughtBy: handler.id,
      });
      for (const called of crossed) yield* mapOutputs(called);
      const { codeVariable } = handler.trigger as EscalationTrigger;
      const variables: Variables = codeVariable === null ? {} : { [codeVariable]: code };
      yield* handler.type.trigger!(at.run, level.key, handler, { variables });
      return true;
    }
    crossed.push(at.run);
    at = callerOf(at.run);
  }
  // What a call gives out is given with whatever leaves it, heard or not.
  for (const called of crossed) yield* mapOutputs(called);
  emit(run, { type: 'thrown', trigger: 'escalation', element, ...(code !== null && { code }) });
  return false;
}

// helpers //////////

function* findHandler(run: Run, level: Level, code: string | null): Fiber<Element | null> {
  for (const candidates of [level.starts, level.boundaries]) {
    let catchAll: Element | null = null;
    for (const element of candidates) {
      if (element.trigger?.kind !== 'escalation') continue;
      if (element.trigger.code === null) catchAll ??= element;
      else if (
        (yield* evaluateText(run, { key: level.key, element }, element.trigger.code, 'escalation code')) ===
        code
      )
        return element;
    }
    if (catchAll !== null) return catchAll;
  }
  return null;
}
