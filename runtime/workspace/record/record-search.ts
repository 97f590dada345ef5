/** What of a record's page stands in its address. */
export interface RecordSearch {
  /** `details`, `timeline` (phone), `processes`, or `<entity>.<field>` of a related list. */
  readonly tab?: string;
}

export function readRecordSearch(search: Record<string, unknown>): RecordSearch {
  return { tab: typeof search.tab === 'string' && search.tab ? search.tab : undefined };
}

/** Values a new record begins with, from the page it was opened from. */
export interface NewRecordSearch {
  readonly set?: Readonly<Record<string, unknown>>;
}

export function readNewRecordSearch(search: Record<string, unknown>): NewRecordSearch {
  const { set } = search;
  return typeof set === 'object' && set !== null && !Array.isArray(set)
    ? { set: set as Readonly<Record<string, unknown>> }
    : {};
}
