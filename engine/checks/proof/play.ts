/**
 * The token game of one scope without data: every condition may hold or not. A marking is a sorted list of tokens: `element` for one
 * that is at work there, `element|event` where a non-interrupting event has happened already, `>flow` for one that waits at a join.
 * `explore.ts` plays it to its end.
 */
import type { Element, Flow, Process } from '../../process.ts';
import { forks, linkTarget } from './graph.ts';

export type Marking = readonly string[];

/** A marking that may come next, and the flow or event by which, where there was a choice. */
export interface Move {
  readonly marking: Marking;
  readonly choice: string | null;
}

/** Beyond so many tokens, or open flows of one fork, the game is given up. */
const TOKENS = 60;
const OPEN_FLOWS = 5;

export function marked(elements: readonly Element[]): Marking {
  return elements.map(({ id }) => id).sort();
}

/**
 * All that may come next; nothing when nothing can move; null when the game is too large.
 * @param which `all`: whichever token moves. `first`: only the first one that can. Tokens don't take anything away from each other, so that
 * this changes nothing about where they can get stuck, but it leaves out most of how they can stand beside each other.
 */
export function moves(process: Process, marking: Marking, which: 'all' | 'first'): Move[] | null {
  if (marking.length > TOKENS) return null;
  const found: Move[] = [];
  for (const [at, token] of marking.entries()) {
    // Tokens at one place do the same.
    if (token.startsWith('>') || token === marking[at - 1]) continue;
    const made = move(process, token, without(marking, at));
    if (made === null) return null;
    found.push(...made);
    if (which === 'first') return found;
  }
  return found.length > 0 ? found : wake(process, marking).map((next) => ({ marking: next, choice: null }));
}

/** An element at which two tokens stand at once, other than at its end; null: there is none. */
export function doubled(process: Process, marking: Marking): Element | null {
  for (const [at, token] of marking.entries()) {
    const element = process.elements.get(token.split('|')[0]!);
    if (element && element.kind !== 'endEvent' && marking[at + 1]?.split('|')[0] === element.id)
      return element;
  }
  return null;
}

/** For every join with tokens: the flows by which none has come. */
export function missingFlows(process: Process, marking: Marking): Map<Element, string[]> {
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

function move(process: Process, token: string, rest: Marking): Move[] | null {
  const [id = '', happened] = token.split('|');
  const element = process.elements.get(id)!;
  const found = leave(element, rest);
  if (found === null) return null;
  for (const event of element.boundaries) {
    if (event.trigger?.kind === 'compensation') continue;
    const beside = event.interrupting ? rest : [...rest, `${id}|${event.id}`];
    if (!event.interrupting && happened !== undefined) continue;
    found.push({ marking: enter(event, undefined, beside), choice: event.id });
  }
  return found;
}

/** The token of `element` goes on, by whatever flows it can. */
function leave(element: Element, rest: Marking): Move[] | null {
  const { kind, trigger, outgoing } = element;
  if (kind === 'endEvent' && ENDS_SCOPE.has(trigger?.kind ?? 'none')) return [{ marking: [], choice: null }];
  const link = linkTarget(element);
  if (link) return [{ marking: enter(link, undefined, rest), choice: null }];
  const choices = choicesOf(element);
  if (choices === null) return null;
  if (outgoing.length === 0) return [{ marking: [...rest], choice: null }];
  return choices.map((flows) => {
    let marking: Marking = rest;
    for (const flow of flows) marking = enter(flow.target, flow, marking);
    return { marking, choice: choices.length > 1 ? flows.map(({ id }) => id).join(' + ') : null };
  });
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
function enter(element: Element, flow: Flow | undefined, rest: Marking): Marking {
  const joins = element.incoming.length > 1 && flow !== undefined;
  if (!joins || !JOINS.has(element.kind)) return sorted([...rest, element.id]);
  const marking = [...rest, `>${flow.id}`];
  const isComplete =
    element.kind === 'parallelGateway' && element.incoming.every(({ id }) => marking.includes(`>${id}`));
  return sorted(isComplete ? [...joined(element, marking), element.id] : marking);
}

const JOINS = new Set(['parallelGateway', 'inclusiveGateway']);

/** When all else waits: inclusive joins to which no other waiting token could come (`verbs/join.ts` is the same rule). */
function wake(process: Process, marking: Marking): Marking[] {
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
