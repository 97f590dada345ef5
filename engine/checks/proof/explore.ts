/**
 * Bounded state exploration: plays one scope with all decisions its gateways and events could take, until nothing new comes. What it
 * found stuck, doubled or without end is told by `soundness.ts`.
 */
import type { Element, Process } from '../../process.ts';
import { beginnings, besides } from './graph.ts';
import { doubled, type Marking, marked, missingFlows, moves } from './play.ts';

export interface Explored {
  readonly markings: number;
  /** Everything that can happen was seen. */
  readonly isWhole: boolean;
  /** Some way leads to an end. */
  readonly completes: boolean;
  /** Joins that may stay waiting. */
  readonly stuck: ReadonlyMap<Element, Stuck>;
  /** Where two tokens may stand at once, first of all, with the decisions that lead there. */
  readonly doubled: { readonly element: Element; readonly way: readonly string[] } | null;
  /** Elements a token has come to; null: not all ways were gone. */
  readonly reached: ReadonlySet<string> | null;
  /** Elements at work where no way leads to an end any more, though nothing is stuck; null: everywhere some way does. */
  readonly endless: readonly string[] | null;
}

export interface Stuck {
  /** Flows by which nothing came. */
  readonly flows: readonly string[];
  /** The decisions that lead there. */
  readonly way: readonly string[];
}

/** How a marking was come to, and where it leads. */
interface Seen {
  readonly marking: Marking;
  readonly from: Seen | null;
  readonly choice: string | null;
  readonly next: string[];
}

/**
 * @param limit markings to look at
 * @param which tokens move: `all` finds everything; `first` is for scopes too large for that, and finds what is stuck only
 */
export function explore(scope: Element, process: Process, limit: number, which: 'all' | 'first'): Explored {
  const seen = new Map<string, Seen>();
  const stuck = new Map<Element, Stuck>();
  const begin = beginnings(scope).map((elements) => marked(elements));
  const open: Seen[] = begin.map((marking) => ({ marking, from: null, choice: null, next: [] }));
  const beside = besides(scope);
  let twice: Explored['doubled'] = null;
  let isWhole = true;
  let completes = open.length === 0;
  // What was come to first is looked at first, so that ways are short.
  for (let at = 0; at < open.length; at++) {
    const one = open[at]!;
    const { marking } = one;
    const text = textOf(marking);
    if (seen.has(text)) continue;
    if (seen.size >= limit) {
      isWhole = false;
      break;
    }
    seen.set(text, one);
    const element = which === 'all' ? doubled(process, marking) : null;
    if (element) {
      // Beyond it the same doubles again and again.
      twice ??= { element, way: wayTo(one) };
      isWhole = false;
      continue;
    }
    const next = moves(process, marking, which);
    if (next === null) {
      isWhole = false;
      break;
    }
    for (const { marking: made, choice } of next) {
      const after = withoutTwins(made, beside);
      one.next.push(textOf(after));
      open.push({ marking: after, choice, from: one, next: [] });
    }
    if (next.length > 0) continue;
    if (marking.length === 0) completes = true;
    else
      for (const [join, flows] of missingFlows(process, marking))
        if (!stuck.has(join)) stuck.set(join, { flows, way: wayTo(one) });
  }
  const all = isWhole && which === 'all';
  return {
    markings: seen.size,
    isWhole,
    completes,
    stuck,
    doubled: twice,
    reached: all ? elementsIn([...seen.values()]) : null,
    endless: all ? endlessIn(seen) : null,
  };
}

// helpers //////////

function textOf(marking: Marking): string {
  return marking.join(' ');
}

/** Tokens beside the flow do the same at the same place, so that one stands for all. */
function withoutTwins(marking: Marking, beside: ReadonlySet<string>): Marking {
  if (beside.size === 0) return marking;
  return marking.filter((token, at) => token !== marking[at - 1] || !beside.has(token.split('|')[0]!));
}

/** The decisions on the way to a marking, in their order. */
function wayTo(seen: Seen): string[] {
  const way: string[] = [];
  for (let at: Seen | null = seen; at !== null; at = at.from) if (at.choice !== null) way.unshift(at.choice);
  return way;
}

function elementsIn(seen: readonly Seen[]): Set<string> {
  return new Set(seen.flatMap(({ marking }) => marking.map((token) => token.split('|')[0]!)));
}

/** Elements of markings from which nothing is reached where the game ends, well or stuck. */
function endlessIn(seen: ReadonlyMap<string, Seen>): string[] | null {
  const before = new Map<string, string[]>();
  for (const [text, { next }] of seen)
    for (const to of next) before.set(to, [...(before.get(to) ?? []), text]);
  const ends = new Set<string>();
  const open = [...seen].filter(([, { next }]) => next.length === 0).map(([text]) => text);
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    if (ends.has(text)) continue;
    ends.add(text);
    open.push(...(before.get(text) ?? []));
  }
  const lost = [...seen].filter(([text]) => !ends.has(text)).map(([, one]) => one);
  return lost.length === 0 ? null : [...elementsIn(lost)].filter((token) => !token.startsWith('>'));
}
