/** Which element of one version becomes which of another. */
import type { ModelElement } from './operations-data.ts';

type Elements = ReadonlyMap<string, ModelElement>;

/** By id where the kind is the same, else by a name that only one element of the kind bears; null where nothing fits. */
export function automaticMapping(from: Elements, to: Elements): Map<string, string | null> {
  const waiting = [...from.values()].filter(({ waits }) => waits);
  return new Map(waiting.map((element) => [element.id, counterpart(element, to)]));
}

/** Only what does not keep its id: what the engine must be told. */
export function changedOnly(mapping: ReadonlyMap<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    [...mapping].filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== entry[0]),
  );
}

/** What nothing becomes of first, then what changes its id; of those the ones where most stand. */
export function mappingOrder(
  mapping: ReadonlyMap<string, string | null>,
  standing: ReadonlyMap<string, number>,
): string[] {
  const rank = (id: string) => (mapping.get(id) === null ? 0 : mapping.get(id) !== id ? 1 : 2);
  return [...mapping.keys()].sort(
    (a, b) => rank(a) - rank(b) || (standing.get(b) ?? 0) - (standing.get(a) ?? 0),
  );
}

// helpers //////////

function counterpart({ id, kind, name }: ModelElement, to: Elements): string | null {
  if (to.get(id)?.kind === kind) return id;
  const alike = [...to.values()].filter(
    (one) => one.kind === kind && one.name === name && one.name !== one.id,
  );
  return alike.length === 1 ? alike[0]!.id : null;
}
