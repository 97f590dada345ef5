/** The order of a list: `-amount` is by amount, largest first. */
export type Direction = 'up' | 'down';

export function directionOf(sort: readonly string[], path: string): Direction | null {
  if (sort[0] === path) return 'up';
  return sort[0] === `-${path}` ? 'down' : null;
}

/** A press on a column: up, down, then as the view has it. */
export function pressed(sort: readonly string[], path: string): readonly string[] | undefined {
  const now = directionOf(sort, path);
  if (now === 'down') return undefined;
  return [now === 'up' ? `-${path}` : path];
}
