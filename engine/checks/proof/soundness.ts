/**
 * What the exploration of a small scope says: joins that get stuck, activities that never run, tokens that meet where nothing joins
 * them, ways that never end. Larger scopes are explored in part, and only what was seen is told.
 */
import type { Element, Process } from '../../process.ts';
import type { Tell } from '../prove.ts';
import { type Explored, explore } from './explore.ts';
import { beginnings, isScope, reach } from './graph.ts';

/** Markings looked at in a scope, and in all of them together. */
const OF_SCOPE = 2_000;
const OF_ALL = 10_000;
/** A scope of so many elements is played with every token moving. */
const SMALL = 100;
/** So many elements are named in a sentence. */
const NAMED = 5;

export function findUnsound(process: Process, unjoined: ReadonlySet<Element>, tell: Tell): void {
  let left = OF_ALL;
  for (const scope of process.elements.values()) {
    if (!isScope(scope) || scope.kind === 'adHocSubProcess') continue;
    if (scope.children.some(({ kind, incoming }) => kind === 'complexGateway' && incoming.length > 1))
      continue;
    if (left <= 0) return;
    const play = (which: 'all' | 'first') => {
      const found = explore(scope, process, Math.min(left, OF_SCOPE), which);
      left -= found.markings;
      return found;
    };
    const whole = scope.children.length <= SMALL ? play('all') : null;
    const found = whole?.isWhole ? whole : play('first');
    if (!tellStuck(scope, found, tell)) tellNever(scope, found, tell);
    tellEndless(scope, found, tell);
    // What the drawing alone shows was told already.
    const doubled = whole?.doubled;
    if (doubled && !scope.children.some((child) => unjoined.has(child)))
      tell('possible', 'path.doubled', doubled.element.id, { way: listed(doubled.way) });
  }
}

// helpers //////////

/** True: no way through the scope ends. */
function tellStuck(scope: Element, { stuck, completes, isWhole }: Explored, tell: Tell): boolean {
  if (isWhole && !completes && stuck.size > 0) {
    tell('certain', 'scope.stuck', scope.id, { joins: listed([...stuck.keys()].map(({ id }) => id)) });
    return true;
  }
  for (const [join, { flows, way }] of stuck) {
    const params = { flows: flows.join(', ') };
    if (way.length === 0) tell('possible', 'join.stuck', join.id, params);
    else tell('possible', 'join.stuck_after', join.id, { ...params, way: listed(way) });
  }
  return false;
}

/** What the drawing leads to, but no token does. */
function tellNever(scope: Element, { reached }: Explored, tell: Tell): void {
  if (reached === null) return;
  const drawn = reach(beginnings(scope).flat());
  const never = [...drawn].filter(({ id, trigger }) => !reached.has(id) && trigger?.kind !== 'compensation');
  for (const element of never) {
    const behind = element.incoming.some(({ source }) => never.includes(source));
    const attached = element.attachedTo !== null && never.includes(element.attachedTo);
    if (!behind && !attached && element.kind !== 'boundaryEvent')
      tell('possible', 'element.never', element.id, { scope: scope.id });
  }
}

function tellEndless(scope: Element, { endless, stuck }: Explored, tell: Tell): void {
  if (endless === null || stuck.size > 0 || endless.length === 0 || canBeEnded(scope)) return;
  const more = endless.length > NAMED ? ' …' : '';
  tell('possible', 'scope.endless', scope.id, { elements: listed(endless.slice(0, NAMED)) + more });
}

/** Something outside the flow ends it: an event on it or beside it, or on or beside what it lies in. */
function canBeEnded(scope: Element): boolean {
  for (let at: Element | null = scope; at !== null; at = at.scope) {
    if (at.boundaries.some(({ interrupting }) => interrupting)) return true;
    for (const one of at.eventSubProcesses)
      if (one.children.some(({ kind, interrupting }) => kind === 'startEvent' && interrupting)) return true;
  }
  return false;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(', ');
}
