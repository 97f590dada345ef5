/**
 * The filter a person builds above a list: conditions that all or any must hold. Stands in the address and in saved views as
 * it is; `sentFilter` makes of it what the server takes.
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
  readonly conditions: readonly Condition[];
}

export const NO_FILTER: Filter = { join: 'all', conditions: [] };

/** `{all: […]}` or `{any: […]}` of conditions; anything else is no filter of this page. */
export function readFilter(given: unknown): Filter | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  for (const join of ['all', 'any'] as const) {
    const items = (given as Record<string, unknown>)[join];
    if (Array.isArray(items) && items.length > 0 && items.every(isCondition))
      return { join, conditions: items };
  }
  return undefined;
}

/** As it stands in the address and in a saved view. */
export function writtenFilter({ join, conditions }: Filter): Record<string, unknown> | undefined {
  return conditions.length > 0 ? { [join]: conditions } : undefined;
}

export function sentFilter({ join, conditions }: Filter): FilterInput | undefined {
  const items = conditions.map(
    ({ field, op, value }) =>
      ({ field, op, ...(value !== undefined && { value: sent(value) }) }) as FilterInput,
  );
  if (items.length === 0) return undefined;
  return join === 'all' ? { all: items } : { any: items };
}

// helpers //////////

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
