/**
 * Which versions of a solution another one can work with: `^1.2` (no break since 1.2: below 2.0, for 0.x below the next minor), `~1.2`
 * (1.2 with its repairs), `>=1.2`, or a version whose missing parts may be any (`1`, `1.2`). Semantic Versioning 2.0, without
 * pre-releases, which versions of solutions do not have.
 */

const RANGE = /^(\^|~|>=)?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/;

type Version = readonly [major: number, minor: number, patch: number];

/** False for a range that is none, too. */
export function satisfies(version: string, range: string): boolean {
  const found = RANGE.exec(range);
  if (!found) return false;
  const [, way, ...given] = found;
  const parts = given.flatMap((part) => (part === undefined ? [] : [Number(part)]));
  const from: Version = [parts[0]!, parts[1] ?? 0, parts[2] ?? 0];
  const is = versionOf(version);
  if (compare(is, from) < 0) return false;
  return way === '>=' || compare(is, end(way, from, parts.length)) < 0;
}

// helpers //////////

/** The first version that will not do any more. */
function end(way: string | undefined, [major, minor, patch]: Version, said: number): Version {
  if (way === '^')
    return major > 0 || said === 1
      ? [major + 1, 0, 0]
      : minor > 0 || said === 2
        ? [0, minor + 1, 0]
        : [0, 0, patch + 1];
  if (said === 1) return [major + 1, 0, 0];
  return way === '~' || said === 2 ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

function versionOf(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return [major, minor, patch];
}

function compare(a: Version, b: Version): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
