/** What of the inbox stands in its address. */

export const TABS = ['form', 'process', 'record', 'history'] as const;
export type TaskTab = (typeof TABS)[number];
export const SORTS = ['due', 'priority', '-created', 'name'] as const;
export type TaskSort = (typeof SORTS)[number];

export interface InboxSearch {
  /** `assigned`, `overdue`, `today`, `later`, `group:<key>`, `done`. */
  readonly queue?: string;
  /** The open task; `none` after one was completed and the next one is not wanted. */
  readonly task?: string;
  readonly tab?: TaskTab;
  readonly sort?: TaskSort;
  readonly search?: string;
}

export type ChangeSearch<S> = (change: Partial<S>, options?: { readonly replace?: boolean }) => void;

export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
  const one = <T extends string>(value: unknown, of: readonly T[]) => of.find((known) => known === value);
  return {
    queue: text(search.queue),
    task: text(search.task),
    tab: one(search.tab, TABS),
    sort: one(search.sort, SORTS),
    search: text(search.search),
  };
}
