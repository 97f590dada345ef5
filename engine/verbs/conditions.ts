/**
 * Conditional events (10.5.5): evaluated when they begin to wait, and again when, and only when, a variable or record they read
 * has changed. A name that doesn't exist makes the condition false.
 */
import { type Key, ROOT } from '../instance.ts';
import type { ConditionTrigger, Trigger } from '../process/trigger.ts';
import type { ConditionNews, Fiber, Run } from '../run/run.ts';
import { nodeOf, waitOf } from '../state/draft.ts';
import { loadTurns } from './cancel.ts';
import { catchWait } from './catch-wait.ts';
import { evaluateCondition } from './evaluate.ts';

/** Works off what is new in an instance. A condition that begins to be waited for is looked at once, after all of it. */
export function* checkConditions(run: Run): Fiber {
  while (run.news.length > 0) {
    const batch = run.news.splice(0);
    const begun = new Set(batch.flatMap((news) => (news.kind === 'opened' ? [news.wait] : [])));
    for (const news of batch) {
      if (news.kind === 'opened') yield* look(run, news.wait);
      else for (const wait of waitsSeeing(run, news)) if (!begun.has(wait)) yield* look(run, wait);
    }
  }
}

/** Evaluates the conditions that read this record. */
export function* checkRecord(run: Run, record: string): Fiber {
  loadTurns(run, 'condition');
  for (const [key, wait] of openConditions(run)) {
    if (wait.records?.includes(record)) yield* look(run, key);
  }
}

// helpers //////////

function* look(run: Run, key: Key): Fiber {
  const wait = waitOf(run.draft, key);
  if (wait?.kind !== 'condition') return;
  const element = run.process.elements.get(wait.element)!;
  const at = wait.node ?? key;
  for (const trigger of conditionsOf(element.trigger)) {
    const place = { key: at, element, lenient: true as const };
    if (yield* evaluateCondition(run, place, trigger.condition)) {
      if (waitOf(run.draft, key) !== undefined) yield* catchWait(run, key, {});
      return;
    }
  }
}

function waitsSeeing(run: Run, news: Extract<ConditionNews, { kind: 'variable' }>): Key[] {
  loadTurns(run, 'condition');
  const keys: Key[] = [];
  for (const [key, wait] of openConditions(run)) {
    const element = run.process.elements.get(wait.element)!;
    const wanted = conditionsOf(element.trigger).some((trigger) => concerns(trigger, news));
    if (wanted && sees(run, wait.node ?? key, news.scope, news.name)) keys.push(key);
  }
  return keys;
}

function concerns(
  trigger: ConditionTrigger,
  { name, event }: Extract<ConditionNews, { kind: 'variable' }>,
): boolean {
  const { variable, events, reads } = trigger;
  if (variable !== null) return variable === name && (events === null || events.includes(event));
  if (events !== null) return events.includes(event);
  return reads === null || reads.length === 0 || reads.includes(name);
}

/** From a node, the variable of that scope is visible and not hidden by a nearer one of the same name. */
function sees(run: Run, from: Key, scope: Key, name: string): boolean {
  for (let key = from; key !== scope; ) {
    const node = nodeOf(run.draft, key);
    if (node === undefined || key === ROOT) return false;
    if (node.variables && Object.hasOwn(node.variables, name)) return false;
    key = node.scope ?? ROOT;
  }
  return true;
}

function conditionsOf(trigger: Trigger | null): readonly ConditionTrigger[] {
  if (trigger?.kind === 'condition') return [trigger];
  if (trigger?.kind !== 'multiple') return [];
  return trigger.triggers.filter((one): one is ConditionTrigger => one.kind === 'condition');
}

function* openConditions(run: Run) {
  for (const chunk of run.draft.chunks.values()) {
    for (const [key, wait] of Object.entries(chunk.waits)) {
      if (wait.kind === 'condition') yield [key, wait] as const;
    }
  }
}
