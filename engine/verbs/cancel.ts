/** Interrupts element instances: everything inside them ends, and nothing they wait for can happen any more. */
import type { Key, Node } from '../instance.ts';
import type { TriggerKind } from '../process/trigger.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { drop, emit } from '../run/work.ts';
import { chunksApart } from '../state/apart.ts';
import { childrenOf, nodeOf } from '../state/draft.ts';
import { chunkOf, keyIn } from '../state/keys.ts';
import { setBits } from '../state/open-bits.ts';
import { needChunks } from './chunks.ts';
import { runListeners } from './listeners.ts';
import { uncatchable } from './uncatchable.ts';
import { closeAll } from './waits.ts';

/** Ends one element instance with everything in it. Its end listeners are called; its outputs are not mapped. */
export function* cancel(run: Run, key: Key): Fiber {
  const node = nodeOf(run.draft, key);
  if (node === undefined) return;
  yield* empty(run, key);
  if (nodeOf(run.draft, key) === undefined) return;
  const element = run.process.elements.get(node.element)!;
  if (node.phase === undefined || node.phase === 'compensating') {
    if (node.loop === undefined) {
      if (element.type.terminate) yield* uncatchable(run, element.type.terminate(run, key, element));
      if (element.listeners.length > 0 && !run.ending.has(key))
        yield* uncatchable(run, runListeners(run, { key, element }, element.listeners, 'end'));
    }
    closeAll(run, key);
    emit(run, { type: 'cancelled', key, element: node.element, body: node.loop && true });
  } else {
    closeAll(run, key);
    emit(run, { type: 'unparked', key });
  }
}

/** Ends everything inside a scope, work not yet begun included; `except` stays. */
export function* empty(run: Run, scope: Key, except?: Key): Fiber {
  drop(run, scope);
  for (const key of openChunks(run, scope)) yield* cancel(run, key);
  for (const key of [...childrenOf(run.draft, scope)]) {
    if (key !== except) yield* cancel(run, key);
  }
}

/** The inner instances of a large loop that still run, all their chunks being loaded; those of what lies apart in a scope too. */
export function openChunks(run: Run, body: Key): Key[] {
  const { loop, apart = [] } = nodeOf(run.draft, body) ?? {};
  if (apart.length > 0)
    needChunks(
      run,
      apart.flatMap((group) => chunksApart(body, group)),
    );
  if (!loop?.chunks) return [];
  const { first, open } = loop.chunks;
  const begun = setBits(open).filter((index) => index < loop.started);
  const chunks = begun.map((index) => keyIn(chunkOf(body), first + index));
  needChunks(run, chunks);
  return chunks.map((chunk) => keyIn(chunk, 0));
}

/** Some of what is in it may not be loaded. */
export function hasFar({ loop, apart }: Node): boolean {
  return loop?.chunks !== undefined || apart !== undefined;
}

/** Has the chunks of large loops loaded, and what lies apart, in such elements. */
export function loadFar(run: Run, isWanted: (element: Element) => boolean): void {
  for (const chunk of [...run.draft.chunks.values()]) {
    for (const [key, node] of Object.entries(chunk.nodes)) {
      if (hasFar(node) && isWanted(run.process.elements.get(node.element)!)) openChunks(run, key);
    }
  }
}

/** Those in which events of this kind may be waited for. */
export function loadTurns(run: Run, kind: TriggerKind): void {
  loadFar(run, (element) => element.catches.has(kind));
}
