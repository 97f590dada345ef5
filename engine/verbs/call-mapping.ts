/** Variables that go into a called process and come back from it. */
import type { Json } from '#metadata/value.ts';
import { type Key, ROOT, type Variables } from '../instance.ts';
import type { CallMapping } from '../process/activity.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { nodeOf } from '../state/draft.ts';
import { evaluate } from './evaluate.ts';
import { callerOf } from './levels.ts';
import { ownVariables, setLocal, setVariables, visibleFrom } from './variables.ts';

/** What the called process starts with. */
export function* callInputs(run: Run, key: Key, element: Element): Fiber<Variables> {
  return yield* collect(run, key, element, element.call!.in);
}

/** Sets in the calling instance what the called one hands back; its call activity must still be active. */
export function* mapOutputs(called: Run): Fiber {
  const caller = callerOf(called);
  if (caller === null) return;
  const { run: calling, key } = caller;
  const element = calling.process.elements.get(nodeOf(calling.draft, key)!.element)!;
  for (const mapping of element.call!.out) {
    const values = yield* collect(called, ROOT, element, [mapping]);
    if (mapping.local && !mapping.all) setLocal(calling, key, values);
    else setVariables(calling, key, values);
  }
}

// helpers //////////

/** With `all`, `local` means: only those of the innermost scope. */
function* collect(run: Run, key: Key, element: Element, mappings: readonly CallMapping[]): Fiber<Variables> {
  const values: Record<string, Json> = Object.create(null);
  for (const mapping of mappings) {
    if (mapping.all) {
      const node = nodeOf(run.draft, key)!;
      Object.assign(values, mapping.local ? ownVariables(node) : visibleFrom(run.draft, key));
    } else
      values[mapping.name] = yield* evaluate(
        run,
        { key, element },
        mapping.value,
        `mapping “${mapping.name}”`,
      );
  }
  return { ...values };
}
