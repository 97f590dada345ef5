/** What of a list stands in its address: view, way of showing it, filter, words, order, columns. */
import { type Filter, readFilter, writtenFilter } from './filter.ts';

export const WAYS = ['table', 'tree', 'kanban'] as const;
export type Way = (typeof WAYS)[number];

export interface ListSearch {
  /** Key of a view; missing: the entity's first. */
  readonly view?: string;
  readonly as?: Way;
  /** As `filter.ts` writes it. Missing: the view's own; `{}`: none. */
  readonly where?: Readonly<Record<string, unknown>>;
  readonly search?: string;
  readonly sort?: readonly string[];
  /** Paths, with `:sum` where a column has another total than the view says. */
  readonly columns?: readonly string[];
  /** As `grouping.ts` writes it; `-`: in no groups, whatever the view says. */
  readonly group?: string;
}

export type ChangeList = (search: ListSearch, options?: { readonly replace?: boolean }) => void;

export function readListSearch(search: Record<string, unknown>): ListSearch {
  const text = (value: unknown) =>
    typeof value === 'string' && value ? value : typeof value === 'number' ? String(value) : undefined;
  const texts = (value: unknown) =>
    Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
      ? (value as string[])
      : undefined;
  const { where } = search;
  return {
    view: text(search.view),
    as: WAYS.find((way) => way === search.as),
    where:
      typeof where === 'object' && where !== null && !Array.isArray(where)
        ? (where as Record<string, unknown>)
        : undefined,
    search: text(search.search),
    sort: texts(search.sort),
    columns: texts(search.columns),
    group: text(search.group),
  };
}

export function filterOf(where: ListSearch['where']): Filter {
  return readFilter(where) ?? { join: 'all', conditions: [] };
}

export function withFilter(search: ListSearch, filter: Filter): ListSearch {
  return { ...search, where: writtenFilter(filter) ?? {} };
}
