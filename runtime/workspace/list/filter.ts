/**
 * The filter a person builds above a list: conditions, and groups of them, that all or any must hold. Stands in the address and in
 * saved views as it is; `sentFilter` makes of it what the server takes.
 */
import type { FilterInput } from '#metadata/query.ts';

export interface Condition {
  readonly field: string;
  readonly op: string;
  /** References stand as `{id, title}`, so that the address can be read without asking the server. */
  readonly value?: unknown;
}

export interface Filter {
  readonly join: 'all' | 'any';
  readonly conditions: readonly FilterItem[];
}

export type FilterItem = Condition | Filter;

export const NO_FILTER: Filter = { join: 'all', conditions: [] };

/** Groups within groups, the outermost counted: deeper nobody can read. */
export const DEEPEST = 3;

export function isGroup(item: FilterItem): item is Filter {
  return 'conditions' in item;
}

/** `{all: […]}` or `{any: […]}` of conditions and such groups; anything else is no filter of this page. */
export function readFilter(given: unknown, depth = 1): Filter | undefined {
  if (typeof given !== 'object' || given === null || depth > DEEPEST) return undefined;
  for (const join of ['all', 'any'] as const) {
    const items = (given as Record<string, unknown>)[join];
    if (!Array.isArray(items) || items.length === 0) continue;
    const read = items.map((item) => (isCondition(item) ? item : readFilter(item, depth + 1)));
    if (read.every((item) => item !== undefined)) return { join, conditions: read };
  }
  return undefined;
}

/** As it stands in the address and in a saved view; groups without a condition are left out. */
export function writtenFilter({ join, conditions }: Filter): Record<string, unknown> | undefined {
  const items = conditions.flatMap((item) => (isGroup(item) ? (writtenFilter(item) ?? []) : [item]));
  return items.length > 0 ? { [join]: items } : undefined;
}

export function sentFilter({ join, conditions }: Filter): FilterInput | undefined {
  const items = conditions.flatMap((item) =>
    isGroup(item) ? (sentFilter(item) ?? []) : [sentCondition(item)],
  );
  if (items.length === 0) return undefined;
  return join === 'all' ? { all: items } : { any: items };
}

/** With another item at a place, one more at the end, or (`null`) one less. */
export function withItem(filter: Filter, at: number, item: FilterItem | null): Filter {
  const conditions = [...filter.conditions];
  if (item === null) conditions.splice(at, 1);
  else conditions[Math.min(at, conditions.length)] = item;
  return { ...filter, conditions };
}

// helpers //////////

function sentCondition({ field, op, value }: Condition): FilterInput {
  return { field, op, ...(value !== undefined && { value: sent(value) }) } as FilterInput;
}

function isCondition(item: unknown): item is Condition {
  return (
    typeof item === 'object' &&
    item !== null &&
    typeof (item as Condition).field === 'string' &&
    typeof (item as Condition).op === 'string'
  );
}

/** `{id, title}` → id; special values such as `{$: 'me'}` stay. */
function sent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sent);
  if (typeof value === 'object' && value !== null && 'id' in value && !('$' in value)) return value.id;
  return value;
}
