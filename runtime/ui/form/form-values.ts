/**
 * The values of a form while somebody fills it in: what was there, what was typed, what follows from it. Plain data, so that
 * the hook around it stays thin.
 */
import type { Field } from '#metadata/field.ts';
import { parseValue } from '#metadata/field.ts';
import type { FieldItem, FormLayout, FormValues } from '#metadata/form.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';

export type Entities = Pick<Registry, 'entities'>;

/**
 * A value in the form it is sent in; what is not yet a value of its type stays as typed, for the server's own check. Of line
 * items only what people fill in is sent: what follows by formula is the server's.
 */
export function sentValue(field: Field, wire: Json | undefined, registry: Entities): Json {
  const held = field.type.holders?.(field);
  if (held && Array.isArray(wire))
    return wire.map((line) => sentLine(line, registry.entities.get(held.entity), field.by, registry));
  const parsed = parseValue(field, wire);
  return parsed.ok ? parsed.value : (wire ?? null);
}

/** Equal as they would be sent: `{id, title}` and the id alone are the same record. */
export function sameSent(
  field: Field,
  a: Json | undefined,
  b: Json | undefined,
  registry: Entities,
): boolean {
  return JSON.stringify(sentValue(field, a, registry)) === JSON.stringify(sentValue(field, b, registry));
}

/** Items somebody changed; what follows by formula is no change of theirs. */
export function changedItems(
  layout: FormLayout,
  from: FormValues,
  to: FormValues,
  registry: Entities,
): FieldItem[] {
  return layout.items.filter(
    ({ path, field }) =>
      !field.kept &&
      !path.includes('.') &&
      from[path] !== to[path] &&
      !sameSent(field, from[path], to[path], registry),
  );
}

/** Changed values as they are sent. */
export function changesOf(
  layout: FormLayout,
  from: FormValues,
  to: FormValues,
  registry: Entities,
): Record<string, Json> {
  return Object.fromEntries(
    changedItems(layout, from, to, registry).map(({ path, field }) => [
      path,
      sentValue(field, to[path], registry),
    ]),
  );
}

/** Of the items somebody changes those that somebody else has changed too, differently. */
export function changedByBoth(
  changed: readonly FieldItem[],
  { original, mine, theirs }: Readonly<Record<'original' | 'mine' | 'theirs', FormValues>>,
  registry: Entities,
): FieldItem[] {
  return changed.filter(
    ({ path, field }) =>
      !sameSent(field, original[path], theirs[path], registry) &&
      !sameSent(field, mine[path], theirs[path], registry),
  );
}

// helpers //////////

/** In the order of the entity's fields, so that equal lines are equal as text; `by` is the way back to the record itself. */
function sentLine(line: Json, child: Entity | undefined, by: string | null, registry: Entities): Json {
  if (typeof line !== 'object' || line === null || Array.isArray(line) || !child) return line;
  const own = [...child.fields.values()].filter(
    (field) => !field.kept && field.key !== by && line[field.key] !== undefined,
  );
  return {
    ...(typeof line.id === 'string' && { id: line.id }),
    ...Object.fromEntries(own.map((field) => [field.key, sentValue(field, line[field.key], registry)])),
  };
}
