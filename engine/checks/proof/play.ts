/**
 * The token game of one scope without data. A marking is a sorted list of tokens: `element` for one that is at work there, `element|event`
 * where a non-interrupting event has happened already, `>flow` for one that waits at a join.
 *
 * Only the first token that can move does, with all its possibilities: tokens don't take anything away from each other, so the
 * order in which they move changes nothing about where they can get stuck.
 */
import type { Element, Flow, Process } from '../../process.ts';
import { forks, linkTarget } from './graph.ts';

export type Marking = readonly string[];

export interface Play {
  readonly scope: Element;
  readonly process: Process;
}

/** Beyond so many tokens, or open flows of one fork, the game is given up. */
const TOKENS = 60;
const OPEN_FLOWS = 5;

export function marked(elements: readonly Element[]): Marking {
  return elements.map(({ id }) => id).sort();
}

/** Nothing is left: the scope is complete. */
export function isQuiet(marking: Marking): boolean {
  return marking.length === 0;
}

/** All markings that may come next; none when nothing can move; null when the game is too large. */
export function successors(play: Play, marking: Marking): Marking[] | null {
  if (marking.length > TOKENS) return null;
  const at = marking.findIndex((token) => !token.startsWith('>'));
  return at < 0 ? wake(play, marking) : move(play, marking[at]!, without(marking, at));
}

/** For every join with tokens: the flows by which none has come. */
export function missingFlows({ process }: Play, marking: Marking): Map<Element, string[]> {
  const missing = new Map<Element, string[]>();
  for (const token of marking) {
    const join = process.flows.get(token.slice(1))!.target;
    missing.set(
      join,
      join.incoming.filter(({ id }) => !marking.includes(`>${id}`)).map(({ id }) => `“${id}”`),
    );
  }
  return missing;
}

// helpers //////////

function move(play: Play, token: string, rest: Marking): Marking[] | null {
  const [id = '', happened] = token.split('|');
  const element = play.process.elements.get(id)!;
  const options = leave(element, rest);
  if (options === null) return null;
  for (const event of element.boundaries) {
    if (event.trigger?.kind === 'compensation') continue;
    if (event.interrupting) options.push(...enter(event, undefined, rest));
    else if (happened === undefined) options.push(...enter(event, undefined, [...rest, `${id}|${event.id}`]));
  }
  return options;
}

/** The token of `element` goes on, by whatever flows it can. */
function leave(element: Element, rest: Marking): Marking[] | null {
  const { kind, trigger, outgoing } = element;
  if (kind === 'endEvent' && ENDS_SCOPE.has(trigger?.kind ?? 'none')) return [[]];
  const link = linkTarget(element);
  if (link) return enter(link, undefined, rest);
  const choices = choicesOf(element);
  if (choices === null) return null;
  if (outgoing.length === 0) return [[...rest]];
  const found: Marking[] = [];
  for (const flows of choices) {
    let markings: Marking[] = [rest];
    for (const flow of flows) markings = markings.flatMap((one) => enter(flow.target, flow, one));
    found.push(...markings);
  }
  return found;
}

const ENDS_SCOPE = new Set(['terminate', 'error', 'cancel']);

/** Which flows may be taken together. */
function choicesOf(element: Element): (readonly Flow[])[] | null {
  const { kind, outgoing, defaultFlow } = element;
  if (element.waitsForAll) return [outgoing];
  if (forks(element).length === 0) return outgoing.map((flow) => [flow]);
  const open = outgoing.filter((flow) => flow.condition !== null && flow !== defaultFlow);
  if (kind === 'parallelGateway' || open.length === 0)
    return [outgoing.filter((flow) => flow !== defaultFlow)];
  if (open.length > OPEN_FLOWS) return null;
  const always = outgoing.filter((flow) => flow.condition === null && flow !== defaultFlow);
  const choices = subsets(open).map((some) => [...always, ...some]);
  if (always.length > 0) choices.push(always);
  else if (defaultFlow) choices.push([defaultFlow]);
  return choices;
}

/** All but the empty one. */
function subsets(flows: readonly Flow[]): Flow[][] {
  const found: Flow[][] = [];
  for (const flow of flows) found.push(...found.map((some) => [...some, flow]), [flow]);
  return found;
}

/** A token comes to `element`; at joins it waits, and a parallel one goes on as soon as it has all. */
function enter(element: Element, flow: Flow | undefined, rest: Marking): Marking[] {
  const joins = element.incoming.length > 1 && flow !== undefined;
  if (!joins || !JOINS.has(element.kind)) return [sorted([...rest, element.id])];
  const marking = [...rest, `>${flow.id}`];
  const isComplete =
    element.kind === 'parallelGateway' && element.incoming.every(({ id }) => marking.includes(`>${id}`));
  return [sorted(isComplete ? [...joined(element, marking), element.id] : marking)];
}

const JOINS = new Set(['parallelGateway', 'inclusiveGateway']);

/** When all else waits: inclusive joins to which no other waiting token could come (`verbs/join.ts` is the same rule). */
function wake({ process }: Play, marking: Marking): Marking[] {
  const waiting = marking.map((token) => process.flows.get(token.slice(1))!);
  for (const join of new Set(waiting.map(({ target }) => target))) {
    if (join.kind !== 'inclusiveGateway' || othersCanCome(join, waiting)) continue;
    return [sorted([...joined(join, marking), join.id])];
  }
  return [];
}

function othersCanCome(join: Element, waiting: readonly Flow[]): boolean {
  const flows = [...join.reachedBy!.keys()];
  const empty = flows.filter((id) => !waiting.some((flow) => flow.id === id));
  const full = flows.filter((id) => !empty.includes(id));
  return waiting.some(({ target }) => {
    const reaches = (id: string) => join.reachedBy!.get(id)!.has(target.id);
    return target !== join && empty.some(reaches) && !full.some(reaches);
  });
}

/** Takes the first token of every flow. */
function joined(join: Element, marking: Marking): Marking {
  const left = [...marking];
  for (const { id } of join.incoming) {
    const at = left.indexOf(`>${id}`);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

function without(marking: Marking, at: number): Marking {
  return marking.filter((_, index) => index !== at);
}

function sorted(marking: readonly string[]): Marking {
  return [...marking].sort();
}
