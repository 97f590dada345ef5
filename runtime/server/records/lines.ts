/**
 * Lists of children and links as they are written with their record: the whole list (what is missing from it is deleted), or
 * `{create, update, delete}` for some of it.
 */
import { problem, type ValueProblem } from '#metadata/failures.ts';
import type { Field } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';
import { isId } from '../ids.ts';
import type { Lines } from './row-set.ts';

/** More lines than this do not belong into one form. */
const MOST = 1000;

/** @param wire what the field's type has let through: a list or an object */
export function parseLines(
  field: Field,
  wire: Json,
): { readonly ok: true; readonly lines: Lines } | { readonly ok: false; readonly problem: ValueProblem } {
  if (wire === null) return { ok: true, lines: { whole: true, save: [], remove: [] } };
  if (Array.isArray(wire)) return listOf(field, wire, true, []);
  const { create = [], update = [], delete: remove = [], ...rest } = wire as Record<string, Json>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    return bad(problem('unknown_property', { field: field.name, value: JSON.stringify(unknown), hint: '' }));
  if (![create, update, remove].every(Array.isArray))
    return bad(problem('not_a_list', { field: field.name }));
  const ids = (remove as Json[]).map(idOf);
  if (ids.some((id) => id === null)) return bad(problem('not_a_record', { field: field.name }));
  return listOf(field, [...(create as Json[]), ...(update as Json[])], false, ids as string[]);
}

// helpers //////////

type Parsed = ReturnType<typeof parseLines>;

const bad = (found: ValueProblem): Parsed => ({ ok: false, problem: found });

function listOf(field: Field, list: readonly Json[], whole: boolean, remove: readonly string[]): Parsed {
  if (list.length > MOST) return bad(problem('too_many_items', { field: field.name, max: MOST }));
  const seen = new Set<string>();
  const save: Lines['save'][number][] = [];
  for (const [i, item] of list.entries()) {
    const at = `[${i}]`;
    if (typeof item !== 'object' || item === null || Array.isArray(item))
      return bad(problem('not_an_object', { field: field.name }, at));
    const { id: given = null, version = null, ...values } = item;
    const id = given === null ? null : idOf(given);
    if (given !== null && id === null) return bad(problem('not_a_record', { field: field.name }, at));
    if (id !== null && seen.has(id))
      return bad(problem('duplicate_item', { field: field.name, value: id }, at));
    if (id !== null) seen.add(id);
    save.push({
      id,
      values,
      path: `${field.key}${at}`,
      version: typeof version === 'number' ? version : null,
    });
  }
  return { ok: true, lines: { whole, save, remove } };
}

function idOf(wire: Json): string | null {
  const id = typeof wire === 'object' && wire !== null && !Array.isArray(wire) ? (wire.id ?? null) : wire;
  return typeof id === 'string' && isId(id) ? id.toLowerCase() : null;
}
