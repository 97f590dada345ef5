/** Elements to which nothing leads. */
import type { Element, Process } from '../../process.ts';
import type { Tell } from '../prove.ts';
import { beginnings, isScope, reach } from './graph.ts';

export function findUnreachable({ elements, root }: Process, tell: Tell): void {
  const unreachable = new Set<Element>();
  for (const scope of elements.values()) {
    if (!isScope(scope) || scope.kind === 'adHocSubProcess') continue;
    const reached = reach(beginnings(scope).flat());
    for (const child of scope.children) if (!reached.has(child) && !isCalled(child)) unreachable.add(child);
  }
  // What lies in, on or behind something unreachable needs no sentence of its own.
  for (const element of unreachable) {
    if (follows(element, unreachable)) continue;
    tell('possible', 'element.unreachable', element.id, { scope: element.scope?.id ?? root.id });
  }
}

// helpers //////////

function isCalled({ kind, forCompensation }: Element): boolean {
  return kind === 'eventSubProcess' || forCompensation;
}

function follows({ scope, attachedTo, incoming }: Element, unreachable: ReadonlySet<Element>): boolean {
  for (let at = scope; at !== null; at = at.scope) if (unreachable.has(at)) return true;
  return (
    (attachedTo !== null && unreachable.has(attachedTo)) ||
    incoming.some(({ source }) => unreachable.has(source))
  );
}
