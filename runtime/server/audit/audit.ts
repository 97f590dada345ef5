/** The list of what is to be accounted for, for administrators: who did what and when, by person, deed and time, and as a file. */
import { stringify } from 'csv-stringify/sync';
import type { AuditEntry, AuditList, AuditQuery } from '../../api/audit.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../db/database.ts';
import { harmless } from '../harmless-text.ts';
import { isId } from '../ids.ts';
import { invalid } from '../rejection.ts';
import { type AuditFilter, type AuditRow, auditDeeds, auditRows } from '../store/audit.ts';
import { namesOf } from '../store/people.ts';
import { writeAudit } from '../store/sessions.ts';

export interface AuditTrail {
  list(query: AuditQuery): Promise<AuditList>;
  deeds(): Promise<readonly string[]>;
  /** The whole of what the query finds as CSV, read page by page; that it was taken is accounted for itself. */
  file(query: AuditQuery, principal: Principal): Promise<AsyncIterable<string>>;
}

const PAGE = 50;
const PART = 1000;

export function createAuditTrail({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): AuditTrail {
  async function named(rows: readonly AuditRow[]): Promise<AuditEntry[]> {
    const people = await namesOf(db, [...new Set(rows.flatMap(({ personId }) => personId ?? []))]);
    return rows.map(({ id, at, personId, deed, detail }) => ({
      id,
      at,
      deed,
      who: personId === null ? null : { id: personId, name: people.get(personId)?.name ?? '' },
      detail: { ...detail },
    }));
  }

  return {
    async list({ cursor, limit = PAGE, ...query }) {
      const after = cursor === undefined ? null : readCursor<[string, string]>(cursor, 2);
      const rows = await auditRows(db, { ...filterOf(query), after, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await named(page),
        next: rows.length > limit && last ? writeCursor([last.at, last.id]) : null,
      };
    },
    deeds: () => auditDeeds(db),
    async file({ cursor: _, limit: __, ...query }, { personId }) {
      const filter = filterOf(query);
      await writeAudit(db, { at: new Date(clock.now()), personId, deed: 'audit.exported', detail: query });
      return (async function* () {
        yield `\uFEFF${written([['at', 'person', 'deed', 'detail']])}`;
        let after: AuditFilter['after'] = null;
        for (;;) {
          const rows: AuditRow[] = await auditRows(db, { ...filter, after, limit: PART });
          const entries = await named(rows);
          yield written(
            entries.map(({ at, who, deed, detail }) => [at, who?.name ?? '', deed, JSON.stringify(detail)]),
          );
          const last = rows.at(-1);
          if (rows.length < PART || !last) return;
          after = [last.at, last.id];
        }
      })();
    },
  };
}

// helpers //////////

function filterOf({ person, deeds, entity, from, until }: AuditQuery): Omit<AuditFilter, 'after' | 'limit'> {
  if (person !== undefined && !isId(person))
    throw invalid([{ path: 'person', code: 'not_an_id', message: 'This is no id of a person.' }]);
  return {
    personId: person ?? null,
    deeds: deeds === undefined ? null : deeds.split(',').map((deed) => deed.trim()),
    entity: entity ?? null,
    from: instant('from', from),
    until: instant('until', until),
  };
}

function instant(path: string, text: string | undefined): Date | null {
  if (text === undefined) return null;
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw invalid([
      { path, code: 'not_a_datetime', message: `${path} must be a date or an instant such as 2026-01-31.` },
    ]);
  return at;
}

function written(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(harmless)),
    { record_delimiter: 'windows' },
  );
}
