/**
 * What a person was told, as they may see it at this moment, and whether they follow a record. Rights are asked anew at each
 * reading: of a record that may no longer be seen a notice tells nothing, not even what it is called.
 */
import type { Json } from '#metadata/value.ts';
import type { Followers, Notice, NoticeQuery, NoticeSettings, ReadNotices } from '../../api/notices.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../db/database.ts';
import { isId } from '../ids.ts';
import type { Records } from '../records/records.ts';
import { forbidden } from '../rejection.ts';
import { followersOf, setFollower } from '../store/followers.ts';
import * as store from '../store/notices.ts';
import { namesOf } from '../store/people.ts';
import { settingsOf } from './settings.ts';

export interface Notices {
  list(
    principal: Principal,
    query: NoticeQuery,
  ): Promise<{ items: Notice[]; next: string | null; unread: number }>;
  read(principal: Principal, which: ReadNotices): Promise<void>;
  settings(principal: Principal): Promise<NoticeSettings>;
  setSettings(principal: Principal, settings: NoticeSettings): Promise<NoticeSettings>;
  followers(principal: Principal, entity: string, id: string): Promise<Followers>;
  setFollowing(principal: Principal, entity: string, id: string, follows: boolean): Promise<Followers>;
}

export interface NoticesOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly records: Pick<Records, 'get' | 'titles' | 'readable'>;
  /** Told after the commit: these people's notices have changed. */
  readonly told: (personIds: readonly string[]) => void;
  /** Told after the commit: who follows this record has changed. */
  readonly announce: (entity: string, ids: readonly string[]) => void;
}

const PAGE = 30;

export function createNotices({ db, clock, records, told, announce }: NoticesOptions): Notices {
  const self = ({ personId }: Principal): string => {
    if (personId === null) throw forbidden('Only a person has notices.');
    return personId;
  };

  const notices: Notices = {
    async list(principal, { limit = PAGE, cursor, unread = false }) {
      const personId = self(principal);
      const after = cursor === undefined ? null : readCursor<[string, string]>(cursor, 2);
      const rows = await store.noticesOf(db, { personId, unread, after, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await shown(principal, page),
        next: rows.length > limit && last ? writeCursor([last.at, last.id]) : null,
        unread: await store.countUnread(db, personId),
      };
    },

    async read(principal, { ids, read = true }) {
      const personId = self(principal);
      await store.markNotices(db, personId, ids?.filter(isId) ?? null, read ? new Date(clock.now()) : null);
      told([personId]);
    },

    settings: async (principal) => settingsOf(await store.noticeSettings(db, self(principal))),

    async setSettings(principal, settings) {
      await store.setNoticeSettings(db, self(principal), settings as unknown as Json);
      return settings;
    },

    async followers(principal, entity, id) {
      const record = await records.get(principal, entity, id, { children: [] });
      const items = await followersOf(db, entity, record.id);
      return { items, follows: items.some((item) => item.id === principal.personId) };
    },

    async setFollowing(principal, entity, id, follows) {
      const record = await records.get(principal, entity, id, { children: [] });
      await setFollower(db, entity, record.id, self(principal), follows, new Date(clock.now()));
      announce(entity, [record.id]);
      return notices.followers(principal, entity, record.id);
    },
  };
  return notices;

  async function shown(
    principal: Principal,
    rows: readonly (store.NoticeRow & { readonly text: string | null })[],
  ): Promise<Notice[]> {
    const titles = await records.titles(
      principal,
      rows.flatMap(({ entity, recordId }) => (entity && recordId ? [{ entity, id: recordId }] : [])),
    );
    const people = await namesOf(db, [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))]);
    const items: Notice[] = [];
    for (const row of rows) {
      const { id, at, kind, entity, recordId, actorId, noteId, detail, readAt, text } = row;
      const title = entity && recordId ? (titles.get(`${entity}:${recordId}`) ?? null) : null;
      const seen = title !== null;
      const task = detail.task as Notice['task'] | undefined;
      const changes = seen && detail.changes ? await readableChanges(principal, row) : [];
      items.push({
        id,
        at,
        kind: kind as Notice['kind'],
        who: actorId === null ? null : (people.get(actorId) ?? { id: actorId, name: '' }),
        record: entity && recordId ? { entity, id: recordId, title } : null,
        ...(seen && text !== null && { text }),
        ...(seen && noteId !== null && { note: noteId }),
        ...(changes.length > 0 && { changes }),
        ...(task && { task }),
        read: readAt !== null,
      });
    }
    return items;
  }

  /** Rights on fields may have changed since it was told. */
  async function readableChanges(
    principal: Principal,
    { entity, recordId, detail }: store.NoticeRow,
  ): Promise<NonNullable<Notice['changes']>> {
    const readable = await records.readable(principal, { entity: entity!, id: recordId! });
    return Object.entries(detail.changes as unknown as Readonly<Record<string, readonly [Json, Json]>>)
      .filter(([field]) => readable?.has(field))
      .map(([field, [from, to]]) => ({ field, from, to }));
  }
}
