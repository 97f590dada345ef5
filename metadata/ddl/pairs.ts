/** Which entities and fields of two configurations are the same ones: by key, or by the hint that one has got another name. */
import { fieldId } from '../registry/calculations.ts';
import type { Entity, Field, Registry } from '../registry/model.ts';
import type { Hints } from './steps.ts';

export interface Pair {
  readonly old: Entity;
  readonly now: Entity;
}

/** Entities that are the same before and after, by key or by hint; made ones follow the links field they were made for. */
export function entityPairs(before: Registry, after: Registry, hints: Hints): Pair[] {
  const pairs: Pair[] = [];
  const taken = new Set(hints.entities.values());
  for (const old of before.entities.values()) {
    if (old.made) continue;
    const key = keptKey(old.key, hints.entities.get(old.key), taken);
    const now = key === null ? undefined : after.entities.get(key);
    if (now && !now.made) pairs.push({ old, now });
  }
  for (const { old, now } of [...pairs]) {
    for (const field of old.fields.values()) {
      const was = field.type.holders?.(field);
      const key = hints.fields.get(fieldId(old.key, field.key)) ?? field.key;
      const next = now.fields.get(key);
      const is = next?.type.holders?.(next);
      const [oldLinks, newLinks] = [
        before.entities.get(was?.entity ?? ''),
        after.entities.get(is?.entity ?? ''),
      ];
      if (!was?.made || !is?.made || !oldLinks || !newLinks) continue;
      pairs.push({ old: oldLinks, now: newLinks });
      if (was.by !== is.by) hints.fields.set(fieldId(oldLinks.key, was.by!), is.by!);
      if (was.made.target !== is.made.target && was.made.to === (reverseOf(hints, is.made.to) ?? is.made.to))
        hints.fields.set(fieldId(oldLinks.key, was.made.target), is.made.target);
    }
  }
  return pairs;
}

/** Fields that are the same before and after; the key afterwards by hint. */
export function fieldPairs(
  old: Entity,
  now: Entity,
  hints: Hints,
): { readonly was: Field; readonly is: Field }[] {
  const hinted = (key: string) => hints.fields.get(fieldId(old.key, key));
  const taken = new Set([...old.fields.keys()].flatMap((key) => hinted(key) ?? []));
  return [...old.fields.values()].flatMap((was) => {
    const key = keptKey(was.key, hinted(was.key), taken);
    const is = key === null ? undefined : now.fields.get(key);
    return is ? [{ was, is }] : [];
  });
}

// helpers //////////

/** The key something has afterwards; null where its own was taken by another, so that it is gone itself. */
function keptKey(key: string, hint: string | undefined, taken: ReadonlySet<string>): string | null {
  if (hint !== undefined) return hint;
  return taken.has(key) ? null : key;
}

function reverseOf(hints: Hints, key: string): string | undefined {
  return [...hints.entities].find(([, to]) => to === key)?.[0];
}
