/**
 * Loops in which nothing waits and nothing changes: a token that goes round once goes round for ever, because every condition on its
 * way stays what it was.
 */
import type { Element, Process } from '../../process.ts';
import type { Tell } from '../prove.ts';
import { linkTarget } from './graph.ts';

export function findEndlessLoops({ elements }: Process, tell: Tell): void {
  const passive = new Set([...elements.values()].filter(isPassive));
  const done = new Set<Element>();
  for (const element of passive) {
    if (done.has(element)) continue;
    const circle = circleThrough(element, passive);
    if (circle.length === 0) continue;
    for (const one of circle) done.add(one);
    const path = circle.map(({ id }) => `“${id}”`).join(', ');
    tell('certain', 'loop.endless', element.id, { path });
  }
}

// helpers //////////

const PASSIVE = new Set([
  'task',
  'manualTask',
  'exclusiveGateway',
  'parallelGateway',
  'inclusiveGateway',
  'intermediateThrowEvent',
  'intermediateCatchEvent',
]);

function isPassive(element: Element): boolean {
  const { kind, asynchronous, loop, outputs, listeners, incoming, outgoing, trigger } = element;
  if (!PASSIVE.has(kind) || asynchronous || loop || outputs.length + listeners.length > 0) return false;
  if (outgoing.some((flow) => flow.listeners.length > 0)) return false;
  if (kind === 'parallelGateway' || kind === 'inclusiveGateway') return incoming.length < 2;
  if (kind === 'intermediateCatchEvent') return trigger?.kind === 'link';
  return trigger === null || trigger.kind === 'none' || trigger.kind === 'link';
}

/** A way back to `start` over passive elements, without `start` at its end; empty when there is none. */
function circleThrough(start: Element, passive: ReadonlySet<Element>): Element[] {
  const cameFrom = new Map<Element, Element>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const link = linkTarget(at);
    for (const target of [...at.outgoing.map((flow) => flow.target), ...(link ? [link] : [])]) {
      if (target === start) return pathTo(at, start, cameFrom);
      if (!passive.has(target) || cameFrom.has(target)) continue;
      cameFrom.set(target, at);
      open.push(target);
    }
  }
  return [];
}

function pathTo(last: Element, start: Element, cameFrom: ReadonlyMap<Element, Element>): Element[] {
  const path = [last];
  for (let at = last; at !== start; path.unshift(at)) at = cameFrom.get(at)!;
  return path;
}
