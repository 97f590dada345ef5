/** A tree of records: the field that names the parent, the question for one level, and where keys of the keyboard lead in its rows. */
import type { FilterInput } from '#metadata/query.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import { type Asked, withCondition } from './use-list.ts';

/** The parent's field; undefined where the records are no tree. */
export function treeFieldOf(entity: Entity): Field | undefined {
  return [...entity.fields.values()].find(({ type }) => type.key === 'parent');
}

/**
 * The question for the records below a parent, or for those the tree begins with: what has no parent, and where the list is
 * filtered what fits, wherever it stands.
 */
export function levelQuery(asked: Asked, field: Field, parent: string | null): Asked['query'] {
  const { view, where, search } = asked.query;
  if (parent !== null)
    return { ...(view && { view }), where: { field: field.key, op: '=', value: parent } as FilterInput };
  if (where || search) return asked.query;
  return withCondition(asked.query, [{ field: field.key, op: 'empty' } as FilterInput]);
}

/** How many stand below each of these; for those that have none nothing is answered. */
export function childrenQuery(field: Field, ids: readonly string[]) {
  return {
    where: { field: field.key, op: 'in', value: ids },
    group: [field.key],
    aggregate: { count: 'count' },
    limit: ids.length,
  };
}

export interface TreeRowPlace {
  readonly id: string;
  readonly level: number;
  /** Null where nothing stands below. */
  readonly open: boolean | null;
}

export type TreeStep = { readonly to: number } | { readonly open: string } | { readonly shut: string } | null;

/** What a key does, by the pattern of a treegrid: → opens, then goes in; ← shuts, then goes out. */
export function treeStep(rows: readonly TreeRowPlace[], at: number, key: string): TreeStep {
  const row = rows[at];
  if (!row) return null;
  const to = (index: number): TreeStep => (rows[index] && index !== at ? { to: index } : null);
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (row.open === null) return null;
      return row.open ? to(at + 1) : { open: row.id };
    case 'ArrowLeft':
      if (row.open) return { shut: row.id };
      return to(rows.findLastIndex((one, i) => i < at && one.level < row.level));
    default:
      return null;
  }
}
