/** What the address of the audit says: who, what, about which records, when. */
export interface AuditSearch {
  readonly person?: string;
  readonly deed?: string;
  readonly entity?: string;
  /** Days as `2026-11-22`, both within. */
  readonly from?: string;
  readonly until?: string;
}

const PARTS = ['person', 'deed', 'entity', 'from', 'until'] as const;

export function auditSearch(given: Readonly<Record<string, unknown>>): AuditSearch {
  return Object.fromEntries(
    PARTS.flatMap((part) => {
      const value = given[part];
      return typeof value === 'string' && value !== '' ? [[part, value]] : [];
    }),
  );
}

/** The filter as the server takes it; `until` names a day, the server an instant the entries are before. */
export function auditQuery({ person, deed, entity, from, until }: AuditSearch) {
  return {
    ...(person && { person }),
    ...(deed && { deeds: deed }),
    ...(entity && { entity }),
    ...(from && { from: dayStart(from, 0) }),
    ...(until && { until: dayStart(until, 1) }),
  };
}

// helpers //////////

/** The beginning of a day where the reader is, days later. */
function dayStart(day: string, later: number): string {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year!, month! - 1, date! + later).toISOString();
}
