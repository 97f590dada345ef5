/** Paths that run side by side and come together where nothing joins them: what follows runs once for each of them. */
import type { Element, Flow, Process } from '../../process.ts';
import type { Tell } from '../prove.ts';
import { forks, isJoin, reach } from './graph.ts';

/** How far all walks may go together; beyond it nothing more is told. */
const STEPS = 100_000;

/** Gives the places it told of. */
export function findUnjoined({ elements }: Process, tell: Tell): ReadonlySet<Element> {
  const told = new Set<Element>();
  let steps = 0;
  for (const fork of elements.values()) {
    const paths = new Map<Flow, ReadonlySet<Element>>();
    for (const flow of forks(fork)) {
      if (steps > STEPS) return told;
      const path = reach([flow.target], (element) => isJoin(element) || element.kind === 'endEvent');
      steps += path.size;
      paths.set(flow, path);
    }
    for (const element of new Set([...paths.values()].flatMap((path) => [...path]))) {
      if (told.has(element) || !isMeeting(element, paths)) continue;
      told.add(element);
      tell('possible', 'gateway.unjoined', element.id, { fork: fork.id });
    }
  }
  return told;
}

// helpers //////////

/** Two paths come in by flows that are theirs alone. (Behind the place where they met, every flow belongs to both.) */
function isMeeting(element: Element, paths: ReadonlyMap<Flow, ReadonlySet<Element>>): boolean {
  if (element.incoming.length < 2 || isJoin(element) || element.kind === 'endEvent') return false;
  const owners = new Set<Flow>();
  for (const flow of element.incoming) {
    const through = [...paths].filter(([path, found]) => path === flow || found.has(flow.source));
    if (through.length === 1) owners.add(through[0]![0]);
  }
  return owners.size > 1;
}
