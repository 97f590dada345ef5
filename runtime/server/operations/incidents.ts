/** What stands still in all processes, with what operators know it by: process, element, business key, record. */
import type { IncidentItem, IncidentList, IncidentQuery } from '#api/instances.ts';
import { nameIn } from '#engine/name-in.ts';
import type { Principal } from '../auth/principal.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Queryable } from '../db/database.ts';
import type { Definitions } from '../processes/definitions.ts';
import { type IncidentListRow, type IncidentPosition, listIncidents } from '../store/incidents.ts';
import type { TaskRecords } from '../tasks/task-records.ts';

export interface Incidents {
  list(query: IncidentQuery, principal: Principal): Promise<IncidentList>;
}

export interface IncidentsOptions {
  readonly db: Queryable;
  readonly definitions: Pick<Definitions, 'version'>;
  readonly records: TaskRecords;
}

export function createIncidents({ db, definitions, records }: IncidentsOptions): Incidents {
  return {
    async list({ cursor, limit = 50, ...filter }, principal) {
      const found = await listIncidents(db, {
        ...filter,
        limit: limit + 1,
        ...(cursor && { after: readCursor<IncidentPosition>(cursor, 3) }),
      });
      const page = found.slice(0, limit);
      const about = page.flatMap(({ entity, record }) => (entity && record ? [{ entity, id: record }] : []));
      const titles = about.length > 0 ? await records.titles(about, principal) : new Map<string, string>();
      const last = page.at(-1);
      return {
        items: await Promise.all(page.map((row) => itemOf(row, principal, titles))),
        next: found.length > limit && last ? writeCursor([last.at, last.instance, last.key]) : null,
      };
    },
  };

  async function itemOf(
    row: IncidentListRow,
    { language }: Principal,
    titles: ReadonlyMap<string, string>,
  ): Promise<IncidentItem> {
    const { instance, key, element, code, message, at, businessKey, entity, record } = row;
    const process = (await definitions.version(row.process, row.version))?.process;
    const stuck = process?.elements.get(element);
    return {
      instanceId: instance,
      key,
      process: {
        key: row.process,
        name: (process && nameIn(process.root, language)) ?? row.processName,
        version: row.version,
      },
      element,
      name: (stuck && nameIn(stuck, language)) ?? element,
      code,
      message,
      at,
      businessKey,
      record:
        entity && record ? { entity, id: record, title: titles.get(`${entity}:${record}`) ?? '' } : null,
    };
  }
}
