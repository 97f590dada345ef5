/**
 * The values of a form while somebody fills it in: what was there, what was typed, what follows from it. Plain data, so that
 * the hook around it stays thin.
 */
import type { Field } from '#metadata/field.ts';
import { parseValue } from '#metadata/field.ts';
import type { FieldItem, FormLayout, FormValues } from '#metadata/form.ts';
import type { Json } from '#metadata/value.ts';

/** A value in the form it is sent in; what is not yet a value of its type stays as typed, for the server's own check. */
export function sentValue(field: Field, wire: Json | undefined): Json {
  if (field.type.holders && Array.isArray(wire)) return wire.map(sentLine);
  const parsed = parseValue(field, wire);
  return parsed.ok ? parsed.value : (wire ?? null);
}

/** Equal as they would be sent: `{id, title}` and the id alone are the same record. */
export function sameSent(field: Field, a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(sentValue(field, a)) === JSON.stringify(sentValue(field, b));
}

/** Items somebody changed; what follows by formula is no change of theirs. */
export function changedItems(layout: FormLayout, from: FormValues, to: FormValues): FieldItem[] {
  return layout.items.filter(
    ({ path, field }) =>
      !field.kept && !path.includes('.') && from[path] !== to[path] && !sameSent(field, from[path], to[path]),
  );
}

/** Changed values as they are sent. */
export function changesOf(layout: FormLayout, from: FormValues, to: FormValues): Record<string, Json> {
  return Object.fromEntries(
    changedItems(layout, from, to).map(({ path, field }) => [path, sentValue(field, to[path])]),
  );
}

/** A new record begins with what its fields and the form give, then with what the page it was opened from gives. */
export function literalDefaults(layout: FormLayout): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (const { path, field, default: given } of layout.items) {
    if (given?.kind === 'literal' && !path.includes('.')) values[path] = given.value;
    const pipeline = field.type.stages?.(field);
    if (pipeline && values[path] === undefined) values[path] = pipeline.start;
  }
  return values;
}

// helpers //////////

/** Lines keep their own keys; references among them become ids. */
function sentLine(line: Json): Json {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return line;
  const { title: _title, ...own } = line;
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, withoutTitle(value)]));
}

function withoutTitle(value: Json): Json {
  const reference =
    typeof value === 'object' && value !== null && !Array.isArray(value) && 'id' in value && 'title' in value;
  return reference ? (value.id as Json) : value;
}
