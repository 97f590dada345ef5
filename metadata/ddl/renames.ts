/** The order in which several names change at once, so that none is taken while it is still in use. Called by `diff.ts`. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** a→b and b→c at once: the one whose target is free goes first; a ring goes over a third name. */
export function inOrder<T extends Renaming>(renames: readonly T[]): T[] {
  const waiting = [...renames];
  const done: T[] = [];
  while (waiting.length > 0) {
    const sources = new Set(waiting.map(({ from }) => from));
    const free = waiting.findIndex(({ to }) => !sources.has(to));
    if (free >= 0) {
      done.push(...waiting.splice(free, 1));
      continue;
    }
    const [first] = waiting.splice(0, 1) as [T];
    const third = `${first.from.slice(0, 55)}__swap`;
    done.push({ ...first, to: third });
    waiting.push({ ...first, from: third });
  }
  return done;
}
