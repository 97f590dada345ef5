/**
 * Tells what an editor wrote itself from what came from elsewhere (undo, a release taken in), when its writes come back to it as
 * what is to be shown. They come in their order but late, and some not at all: an old one must not undo what was drawn since.
 */
export interface Echoes {
  /** The editor writes `text` while `shown` is what it was last given. */
  wrote(text: string, shown: string): void;
  /** What it is given now is a write of its own. */
  isOwn(given: string): boolean;
}

export function createEchoes(): Echoes {
  let awaited: string[] = [];
  return {
    wrote(text, shown) {
      // Nothing comes back where nothing changes.
      if (text !== (awaited.at(-1) ?? shown)) awaited.push(text);
    },
    isOwn(given) {
      const at = awaited.indexOf(given);
      awaited = at < 0 ? [] : awaited.slice(at + 1);
      return at >= 0;
    },
  };
}
