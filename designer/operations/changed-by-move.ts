/** What a move to another version changes at an instance, in few lines: what ends, begins, is waited for anew, no more, from now on. */
import type { PreviewItem } from '#api/schemas/generated/api.ts';

type Change = PreviewItem['changes'][number];

export interface Renewal {
  /** Elements of the old version with another id in the new one. */
  readonly elements?: Readonly<Record<string, string>>;
  /** Events of the old version that are waited for anew. */
  readonly renew?: readonly string[];
}

export interface ChangedLine {
  readonly kind: Change['kind'] | 'anew';
  readonly names: readonly string[];
}

const ORDER: readonly ChangedLine['kind'][] = ['ends', 'begins', 'anew', 'awaitsNoMore', 'awaits'];

/** An event that is waited for anew ends and begins for the engine; for people it is one thing, called as the new version does. */
export function changedLines(
  changes: readonly Change[],
  { elements = {}, renew = [] }: Renewal,
): ChangedLine[] {
  const before = new Set(renew);
  const after = new Set(renew.map((id) => elements[id] ?? id));
  const kindOf = ({ kind, element }: Change): ChangedLine['kind'] | null => {
    if (kind === 'awaitsNoMore' && before.has(element)) return null;
    return kind === 'awaits' && after.has(element) ? 'anew' : kind;
  };
  return ORDER.map((kind) => ({
    kind,
    names: [...new Set(changes.filter((one) => kindOf(one) === kind).map(({ name }) => name))],
  })).filter(({ names }) => names.length > 0);
}
