/**
 * Carries out orders to tell people something: each who may see the record, wants to know and has not done it themselves gets a
 * notice, in the transaction that consumes the order; of a change only what they may read.
 */
import type { Json } from '#metadata/value.ts';
import { personPrincipal } from '../auth/person-principal.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { Records } from '../records/records.ts';
import { followersOf } from '../store/followers.ts';
import { insertNotices, type NoticeRow, noticeSettings } from '../store/notices.ts';
import { consumeOrder, type OutboxRow } from '../store/outbox.ts';
import { peopleOfTeams } from '../store/teams.ts';
import { TELL, type TellOrder } from '../store/tell-orders.ts';
import { settingsOf } from './settings.ts';

export interface TellOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly zone: string;
  readonly records: Pick<Records, 'readable'>;
  /** Told after the commit: these people have new notices. */
  readonly told: (personIds: readonly string[]) => void;
}

type NewNotice = Omit<NoticeRow, 'readAt'>;

export function tellHandlers(options: TellOptions): [string, (order: OutboxRow) => Promise<void>][] {
  const { db, told } = options;
  return [
    [
      TELL,
      async (order) => {
        const telling = order.payload as unknown as TellOrder;
        const notices: NewNotice[] = [];
        for (const personId of await peopleOf(options, telling)) {
          const notice = await noticeFor(options, telling, personId);
          if (notice) notices.push(notice);
        }
        await db.transaction(async (tx) => {
          if (!(await consumeOrder(tx, order.id))) return;
          await insertNotices(tx, notices);
          if (notices.length > 0) tx.afterCommit(() => told(notices.map(({ personId }) => personId)));
        });
      },
    ],
  ];
}

// helpers //////////

/** To whom it may matter, each once. */
async function peopleOf(
  { db }: TellOptions,
  { people, teams, entity, recordId, except = [], actorId }: TellOrder,
): Promise<string[]> {
  const named = people || teams ? [...(people ?? []), ...(await peopleOfTeams(db, teams ?? []))] : null;
  const all =
    named ?? (entity && recordId ? (await followersOf(db, entity, recordId)).map(({ id }) => id) : []);
  const without = new Set([...except, actorId]);
  return [...new Set(all)].filter((id) => !without.has(id));
}

async function noticeFor(
  { db, clock, zone, records }: TellOptions,
  { kind, at, actorId, entity, recordId, noteId, changes, task }: TellOrder,
  personId: string,
): Promise<NewNotice | null> {
  const settings = settingsOf(await noticeSettings(db, personId));
  if (!settings.tell[kind]) return null;
  const principal = await personPrincipal(db, personId, zone);
  if (!principal) return null;
  const record = entity && recordId ? { entity, id: recordId } : null;
  const readable = record ? await records.readable(principal, record) : null;
  // A task is theirs even where its record may not be seen.
  if (record && !readable && kind !== 'task') return null;
  const known = changes ? Object.entries(changes).filter(([field]) => readable?.has(field)) : [];
  if (changes && known.length === 0) return null;
  const detail: Record<string, Json> = {};
  if (changes) detail.changes = Object.fromEntries(known) as unknown as Json;
  if (task) detail.task = task as unknown as Json;
  return {
    id: newId(clock.now()),
    personId,
    at,
    kind,
    entity: entity ?? null,
    recordId: recordId ?? null,
    actorId,
    noteId: noteId ?? null,
    detail,
  };
}
