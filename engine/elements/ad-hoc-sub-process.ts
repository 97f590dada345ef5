import type { Key } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit, spawn, touch } from '../run/work.ts';
import { nodeOf, waitOf } from '../state/draft.ts';
import { enterActivity } from '../verbs/activity.ts';
import { empty } from '../verbs/cancel.ts';
import { enter } from '../verbs/enter.ts';
import { evaluate, evaluateCondition, textOf } from '../verbs/evaluate.ts';
import { endScope, entriesOf } from '../verbs/scope.ts';
import { openOwn } from '../verbs/waits.ts';
import { define } from './element-type.ts';

/**
 * Activities without an order of their own (13.3.5). They start at once, or one after the other; which of them, the model may
 * say, and further ones are started by hand. It ends when its completion condition is true, looked at whenever one is
 * done; without a condition when nothing is left to do. While its condition is false and nothing goes on, it waits to be told.
 */
export const adHocSubProcess = define({
  kind: 'adHocSubProcess',
  bpmn: 'bpmn:AdHocSubProcess',
  compile(source) {
    const { element, expressions, dialects } = source;
    const condition = element.completionCondition as { body?: string; language?: string } | undefined;
    const text = condition?.body;
    return {
      adHoc: {
        ordering: element.ordering === 'Sequential' ? 'sequential' : 'parallel',
        completion: text ? expressions.formula(text, 'completion condition', condition.language) : null,
        cancelRemaining: element.cancelRemainingInstances !== false,
        active: dialects.activeElements(source),
      },
    };
  },
  enter: enterActivity,
  *execute(run, key, element) {
    const entries = yield* firstEntries(run, key, element);
    if (element.adHoc!.ordering === 'parallel') for (const entry of entries) start(run, key, entry);
    else
      startNext(
        run,
        key,
        entries.map(({ id }) => id),
      );
    if (entries.length === 0) touch(run, key);
  },
  *partDone(run, key, element) {
    if (!(yield* isDone(run, key, element))) return;
    if (!element.adHoc!.cancelRemaining) emit(run, { type: 'queued', key, elements: [] });
    else {
      yield* empty(run, key);
      yield* endScope(run, key, element);
    }
  },
  *quiet(run, key, element) {
    const left = nodeOf(run.draft, key)!.left ?? [];
    if (left.length > 0) startNext(run, key, left);
    else if (element.adHoc!.completion === null || (yield* isDone(run, key, element)))
      yield* endScope(run, key, element);
    else if (waitOf(run.draft, key) === undefined)
      openOwn(run, key, { kind: 'trigger', element: element.id });
  },
  trigger: endScope,
});

// helpers //////////

function* firstEntries(run: Run, key: Key, element: Element): Fiber<readonly Element[]> {
  const entries = entriesOf(element);
  const { active } = element.adHoc!;
  if (active === null) return entries;
  const value = yield* evaluate(run, { key, element }, active, 'active elements');
  const ids = new Set((Array.isArray(value) ? value : [value]).map(textOf));
  return entries.filter(({ id }) => ids.has(id));
}

function start(run: Run, key: Key, entry: Element): void {
  spawn(run, key, () => enter(run, { element: entry, scope: key }));
}

function startNext(run: Run, key: Key, [next, ...left]: readonly string[]): void {
  emit(run, { type: 'queued', key, elements: left });
  if (next !== undefined) start(run, key, run.process.elements.get(next)!);
}

function* isDone(run: Run, key: Key, element: Element): Fiber<boolean> {
  const { completion } = element.adHoc!;
  const place = { key, element, lenient: true as const };
  return completion !== null && (yield* evaluateCondition(run, place, completion, 'completion condition'));
}
