import type { Modify } from '../commands.ts';
import { type Key, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { reject } from '../run/stop.ts';
import { emit, touch } from '../run/work.ts';
import { childrenOf, nodeOf } from '../state/draft.ts';
import { cancel, loadFar } from '../verbs/cancel.ts';
import { reach } from '../verbs/chunks.ts';
import { startAt } from '../verbs/start-at.ts';
import { define } from './deed-type.ts';

/** The instance is moved by hand: what is started is started first, so that scopes it needs stay alive. */
export const modify = define<Modify>({
  type: 'modify',
  *run(run, command) {
    const doomed = (command.cancel ?? []).flatMap((one) => keysOf(run, one));
    for (const place of command.start ?? []) yield* startAt(run, place);
    for (const key of doomed) yield* cancelAt(run, key);
  },
});

// helpers //////////

function keysOf(run: Run, one: Key | { readonly element: string }): Key[] {
  if (typeof one === 'string')
    return reach(run, one) && nodeOf(run.draft, one) ? [one] : reject('node.unknown', { key: one });
  const element = run.process.elements.get(one.element);
  if (element === undefined)
    return reject('element.unknown', { process: run.process.key, element: one.element });
  loadFar(run, (around) => isWithin(element, around));
  const keys: Key[] = [];
  for (const chunk of run.draft.chunks.values()) {
    for (const [key, node] of Object.entries(chunk.nodes)) {
      if (node.element === one.element && node.index === undefined && key !== ROOT) keys.push(key);
    }
  }
  return keys;
}

function isWithin(element: Element, around: Element): boolean {
  return element === around || (element.scope !== null && isWithin(element.scope, around));
}

/** Scopes left empty by it end too, as cancelled; an instance left empty is cancelled. */
function* cancelAt(run: Run, key: Key): Fiber {
  const node = nodeOf(run.draft, key);
  if (node === undefined) return;
  const scope = node.scope ?? ROOT;
  yield* cancel(run, key);
  if (node.index !== undefined) emit(run, { type: 'loopMoved', key: scope, index: node.index });
  if (childrenOf(run.draft, scope).size > 0 || run.pending.has(scope)) return;
  if (scope === ROOT) touch(run, ROOT);
  else if (!isOpenLoop(run, scope)) yield* cancelAt(run, scope);
}

function isOpenLoop(run: Run, key: Key): boolean {
  const loop = nodeOf(run.draft, key)?.loop;
  return loop !== undefined && loop.started > loop.completed;
}
