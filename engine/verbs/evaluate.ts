/**
 * Finds the value of an expression at a place in a running instance: constants at once, FEEL and JUEL over the visible
 * variables, scripts by asking. Faults become failures that name the element and what was evaluated.
 */
import { type Compiled, EvaluationFailure, type Scope } from '#metadata/expression.ts';
import { type Json, Reference, typeName, type Value } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';
import type { ScriptAnswer, ScriptSource } from '../asks.ts';
import type { Key, Variables } from '../instance.ts';
import type { Expression } from '../process/expression.ts';
import type { ListenerEvent } from '../process/listener.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { nodeOf } from '../state/draft.ts';
import { BpmnError } from './bpmn-error.ts';
import { executionFacts, executionView, taskFacts, taskView } from './execution-view.ts';
import { fetchRecords } from './records.ts';
import { lookUp, visibleFrom } from './variables.ts';
import { applyWrites, type Write } from './writes.ts';

/** Where something is evaluated. */
export interface Place {
  /** The node whose variables are seen; the scope, where the element has no node. */
  readonly key: Key;
  readonly element: Element;
  /** The listener it is for. */
  readonly event?: ListenerEvent;
  /** The open user task whose listener it is. */
  readonly task?: Key;
  /** Seen before all others: of an inner instance that has just ended. */
  readonly extra?: Variables;
  /** A name that doesn't exist makes a condition false instead of the step fail. */
  readonly lenient?: true;
}

/** The value in state form. `what` names it in failures: "condition", "input total". */
export function* evaluate(run: Run, place: Place, expression: Expression, what: string): Fiber<Json> {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'expression':
      return toState(yield* evaluateCompiled(run, place, expression.compiled, what));
    case 'variable':
      return lookUp(run.draft, place.key, expression.name) ?? null;
    case 'script':
      return yield* evaluateScript(run, place, expression.script, what);
    case 'list': {
      const list: Json[] = [];
      for (const item of expression.items) list.push(yield* evaluate(run, place, item, what));
      return list;
    }
    case 'map': {
      const entries: [string, Json][] = [];
      for (const [key, value] of expression.entries) {
        const name = textOf(yield* evaluate(run, place, key, what));
        entries.push([name ?? '', yield* evaluate(run, place, value, what)]);
      }
      return Object.fromEntries(entries);
    }
  }
}

/** The value itself. */
export function* evaluateValue(run: Run, place: Place, expression: Expression, what: string): Fiber<Value> {
  if (expression.kind === 'expression') return yield* evaluateCompiled(run, place, expression.compiled, what);
  return fromState(yield* evaluate(run, place, expression, what));
}

/** A condition: true only for true; JUEL coerces as its specification says, the text `"true"` included. */
export function* evaluateCondition(
  run: Run,
  place: Place,
  expression: Expression,
  what = 'condition',
): Fiber<boolean> {
  const value = yield* evaluateValue(run, place, expression, what);
  if (value === true) return true;
  if (value === false) return false;
  if (expression.kind === 'expression' && expression.compiled.language === 'feel') return false;
  if (typeof value === 'string') return value.toLowerCase() === 'true';
  if (value === null) return false;
  return fail(run, 'expression.type', place.element.id, {
    what,
    expected: 'true or false',
    actual: typeName(value),
  });
}

/** A text, a number written as one; null stays null. */
export function* evaluateText(
  run: Run,
  place: Place,
  expression: Expression,
  what: string,
): Fiber<string | null> {
  const value = yield* evaluate(run, place, expression, what);
  const text = textOf(value);
  if (text === undefined)
    return fail(run, 'expression.type', place.element.id, {
      what,
      expected: 'a text',
      actual: typeName(fromState(value)),
    });
  return text;
}

/** Scope of the variables seen from a node, for expressions and decisions. */
export function scopeAt(run: Run, key: Key, extra: Variables = {}): Scope {
  return {
    get(name) {
      const value = Object.hasOwn(extra, name) ? extra[name] : lookUp(run.draft, key, name);
      return value === undefined ? undefined : fromState(value);
    },
  };
}

/** The text of a value in state form, the id of a record; undefined where it is none. */
export function textOf(value: Json): string | null | undefined {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const record = fromState(value);
  if (record instanceof Reference) return record.id;
  const only = Array.isArray(value) ? [] : Object.entries(value);
  if (only.length === 1 && only[0]![0].startsWith('$') && typeof only[0]![1] === 'string') return only[0]![1];
  return undefined;
}

// helpers //////////

function* evaluateCompiled(run: Run, place: Place, compiled: Compiled, what: string): Fiber<Value> {
  if (run.process.hasRecords) yield* fetchRecords(run, place.key, compiled.reads);
  const isJuel = compiled.language === 'juel';
  const writes: Write[] = [];
  const variables = scopeAt(run, place.key, place.extra);
  const scope = isJuel ? juelScope(run, place, variables, writes) : variables;
  let value: Value;
  try {
    value = compiled.evaluate(scope, run.env);
  } catch (error) {
    if (error instanceof EvaluationFailure && place.lenient && !knowsAll(scope, compiled)) return false;
    if (error instanceof EvaluationFailure)
      return fail(run, 'expression.failed', place.element.id, { what, reason: error.message });
    throw error;
  }
  if (writes.length > 0) applyWrites(run, place, writes);
  return value;
}

function knowsAll(scope: Scope, compiled: Compiled): boolean {
  return compiled.reads.every(([name]) => name !== undefined && scope.get(name) !== undefined);
}

function juelScope(run: Run, place: Place, variables: Scope, writes: Write[]): Scope {
  return {
    get(name) {
      const value = variables.get(name);
      if (value !== undefined) return value;
      if (name === 'execution') return executionView(run, place, writes);
      if (name === 'task' && place.task !== undefined) return taskView(run, place, writes);
      return undefined;
    },
  };
}

function* evaluateScript(run: Run, place: Place, script: ScriptSource, what: string): Fiber<Json> {
  const answer = (yield {
    kind: 'script',
    key: `${run.id}/script/${place.element.id}/${run.asked++}`,
    script,
    variables: { ...visibleFrom(run.draft, place.key), ...place.extra },
    local: nodeOf(run.draft, place.key)?.variables ?? {},
    execution: executionFacts(run, place),
    ...(place.task !== undefined && { task: taskFacts(run, place.task) }),
  }) as ScriptAnswer;
  if ('failure' in answer)
    return fail(run, 'script.failed', place.element.id, { what, reason: answer.failure });
  applyWrites(run, place, answer.writes);
  if (!answer.ok) throw new BpmnError(place, answer.error.code, answer.error.message);
  return answer.value;
}
