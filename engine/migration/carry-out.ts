/**
 * An instance goes on with another version as `plan.ts` found it can: first, in the old version, everything leaves what is
 * given up; then, in the new one, new scopes begin around it, and what is new is waited for.
 */
import { type Key, ROOT } from '../instance.ts';
import type { Definition, Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit } from '../run/work.ts';
import { nodeOf, waitOf } from '../state/draft.ts';
import { inner } from '../state/keys.ts';
import { recordsOf } from '../triggers/condition.ts';
import { openTrigger } from '../triggers/table.ts';
import { cancel } from '../verbs/cancel.ts';
import { openTimeouts } from '../verbs/create-task.ts';
import { rerun } from '../verbs/members.ts';
import { makeScope } from '../verbs/start-at.ts';
import { change, close } from '../verbs/waits.ts';
import type { Names } from './likeness.ts';
import type { Plan } from './plan.ts';

export function* carryOut(old: Run, definition: Definition, names: Names, plan: Plan): Fiber {
  yield* leaveOld(old, plan);
  const elements = { ...Object.fromEntries(names.renamed), [names.before.key]: names.after.key };
  const flows = Object.keys(plan.flows).length > 0 ? plan.flows : undefined;
  emit(old, { type: 'migrated', definition: definition.ref, elements, flows });
  yield* enterNew(rerun(old, definition), plan);
}

// helpers //////////

function* leaveOld(run: Run, plan: Plan): Fiber {
  for (const wait of plan.dropped) if (waitOf(run.draft, wait) !== undefined) close(run, wait, false);
  for (const { key, heir } of plan.scattered) emit(run, { type: 'scattered', key, scope: inner(heir) });
  for (const { key, to, noTurn } of plan.moves)
    if (noTurn || (nodeOf(run.draft, key)!.scope ?? ROOT) !== to) move(run, key, to, noTurn);
  for (const { key, heir } of plan.given) {
    for (const entry of nodeOf(run.draft, key)!.done ?? [])
      emit(run, { type: 'compensable', scope: heir, entry });
    yield* cancel(run, key);
  }
}

function* enterNew(run: Run, plan: Plan): Fiber {
  const made = new Map<string, Key>();
  for (const { key, to, within } of plan.moves) {
    if (within.length === 0) continue;
    const scope = yield* newScopes(run, to, within, made);
    move(run, key, scope, false);
  }
  for (const { key, holder, scope } of plan.entries) {
    const entry = nodeOf(run.draft, holder)!.done!.find((one) => one.key === key)!;
    emit(run, { type: 'compensated', scope: inner(holder), keys: [key] });
    emit(run, { type: 'compensable', scope: made.get(`${holder}/${scope.id}`)!, entry });
  }
  for (const { at, event } of plan.begun) {
    if (nodeOf(run.draft, at) !== undefined) yield* openTrigger(run, at, event);
  }
  for (const { task, from } of plan.timeouts)
    yield* openTimeouts(run, task, run.process.elements.get(nodeOf(run.draft, task)!.element)!, from);
  watchRecords(run);
}

/** The new scopes around something, made once within the scope that stays. */
function* newScopes(run: Run, to: Key, within: readonly Element[], made: Map<string, Key>): Fiber<Key> {
  let scope = to;
  for (const element of within) {
    const name = `${to}/${element.id}`;
    scope = made.get(name) ?? (yield* makeScope(run, scope, element));
    made.set(name, scope);
  }
  return scope;
}

/** Conditions may read other records than they did. */
function watchRecords(run: Run): void {
  for (const chunk of run.draft.chunks.values()) {
    for (const [key, wait] of Object.entries(chunk.waits)) {
      if (wait.kind !== 'condition') continue;
      const records = recordsOf(run, wait.node ?? key, run.process.elements.get(wait.element)!.trigger);
      if (`${records}` !== `${wait.records ?? []}`)
        change(run, key, { records: records.length > 0 ? records : null });
    }
  }
}

function move(run: Run, key: Key, scope: Key, noTurn: boolean): void {
  emit(run, { type: 'moved', key, scope: inner(scope), noTurn: noTurn || undefined });
}
