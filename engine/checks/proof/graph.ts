/** How tokens may move, without regard to data: what the proofs walk along. */
import type { Element, Flow } from '../../process.ts';

/** Where a token that enters a scope appears: one list for each way to begin. */
export function beginnings(scope: Element): (readonly Element[])[] {
  const { children } = scope;
  const starts = children.filter((child) => child.kind === 'startEvent' || child.instantiate);
  if (starts.length > 0) return starts.map((start) => [start]);
  const first = children.filter(isFirst);
  return first.length > 0 ? [first] : [];
}

/** Elements to which a token at `element` may go on, its boundary events included. */
export function next(element: Element): Element[] {
  const targets = element.outgoing.map(({ target }) => target);
  const link = linkTarget(element);
  if (link) targets.push(link);
  return [...targets, ...element.boundaries];
}

export function linkTarget({ kind, trigger, scope }: Element): Element | undefined {
  if (kind !== 'intermediateThrowEvent' || trigger?.kind !== 'link') return undefined;
  return scope!.children.find((one) => one.id === trigger.target);
}

export function isJoin({ kind, incoming }: Element): boolean {
  return incoming.length > 1 && JOINS.has(kind);
}

/** Several tokens may leave it at once, by these flows. */
export function forks(element: Element): readonly Flow[] {
  const { kind, outgoing } = element;
  if (outgoing.length < 2 || kind === 'exclusiveGateway' || kind === 'eventBasedGateway') return [];
  return outgoing;
}

/** All elements a token may reach from `from`, these included; `stop` keeps it from going on, `events` from happening. */
export function reach(
  from: readonly Element[],
  stop: (element: Element) => boolean = () => false,
  events: (boundary: Element) => boolean = () => true,
): Set<Element> {
  const found = new Set<Element>();
  const open = [...from];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (found.has(element)) continue;
    found.add(element);
    if (!stop(element))
      open.push(...next(element).filter((one) => one.attachedTo !== element || events(one)));
  }
  return found;
}

/** What only tokens beside the flow come to, those of events that don't interrupt: there may well be several. */
export function besides(scope: Element): ReadonlySet<string> {
  const first = beginnings(scope).flat();
  const main = reach(first, undefined, (event) => event.interrupting);
  return new Set([...reach(first)].filter((element) => !main.has(element)).map(({ id }) => id));
}

export function isScope({ children }: Element): boolean {
  return children.length > 0;
}

// helpers //////////

const JOINS = new Set(['parallelGateway', 'inclusiveGateway', 'complexGateway']);

/** Without a start event, a scope begins with whatever nothing leads to (13.3.4). */
function isFirst({ kind, incoming, forCompensation, trigger }: Element): boolean {
  if (incoming.length > 0 || forCompensation) return false;
  if (kind === 'boundaryEvent' || kind === 'eventSubProcess') return false;
  return !(kind === 'intermediateCatchEvent' && trigger?.kind === 'link');
}
