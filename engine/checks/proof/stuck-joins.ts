/**
 * Bounded exploration: plays every scope of a small process with all decisions a gateway could take, and sees whether tokens can end
 * up at joins that nothing more will come to.
 */
import type { Element, Process } from '../../process.ts';
import type { Tell } from '../prove.ts';
import { beginnings, isScope } from './graph.ts';
import { isQuiet, type Marking, marked, missingFlows, type Play, successors } from './play.ts';

/** Markings looked at in all scopes together; a larger process is explored in part, and only what was seen is told. */
const MARKINGS = 3_000;

export function findStuckJoins(process: Process, tell: Tell): void {
  let left = MARKINGS;
  for (const scope of process.elements.values()) {
    if (!isScope(scope) || scope.kind === 'adHocSubProcess') continue;
    if (scope.children.some(({ kind, incoming }) => kind === 'complexGateway' && incoming.length > 1))
      continue;
    if (!scope.children.some(({ kind, incoming }) => MAY_STICK.has(kind) && incoming.length > 1)) continue;
    const found = explore(scope, process, left);
    left -= found.markings;
    report(scope, found, tell);
    if (left <= 0) return;
  }
}

// helpers //////////

const MAY_STICK = new Set(['parallelGateway', 'inclusiveGateway']);

interface Found {
  readonly markings: number;
  /** Joins that may stay waiting, with the flows by which nothing came. */
  readonly stuck: ReadonlyMap<Element, readonly string[]>;
  readonly completes: boolean;
  readonly isWhole: boolean;
}

function explore(scope: Element, process: Process, limit: number): Found {
  const play: Play = { scope, process };
  const stuck = new Map<Element, readonly string[]>();
  const seen = new Set<string>();
  const open: Marking[] = beginnings(scope).map((elements) => marked(elements));
  let completes = open.length === 0;
  while (open.length > 0 && seen.size < limit) {
    const marking = open.pop()!;
    const text = marking.join(' ');
    if (seen.has(text)) continue;
    seen.add(text);
    const next = successors(play, marking);
    if (next === null) return { markings: seen.size, stuck, completes, isWhole: false };
    if (next.length > 0) open.push(...next);
    else if (isQuiet(marking)) completes = true;
    else
      for (const [join, flows] of missingFlows(play, marking)) if (!stuck.has(join)) stuck.set(join, flows);
  }
  return { markings: seen.size, stuck, completes, isWhole: open.length === 0 };
}

function report(scope: Element, { stuck, completes, isWhole }: Found, tell: Tell): void {
  const never = isWhole && !completes;
  if (never && stuck.size > 0) {
    const joins = [...stuck.keys()].map(({ id }) => `“${id}”`).join(', ');
    tell('certain', 'scope.stuck', scope.id, { joins });
  } else
    for (const [join, flows] of stuck) tell('possible', 'join.stuck', join.id, { flows: flows.join(', ') });
}
