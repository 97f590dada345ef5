/**
 * Notes in the timeline of a record: anybody who may see it writes, answers and names others; what one has written one changes and
 * deletes oneself, and what it said before is kept. People who are named, and those who follow the record, are told.
 */
import type { AddNote, EditNote, Mentionable, NoteTexts } from '../../api/notes.ts';
import type { TimelineEntry } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { isId, newId } from '../ids.ts';
import type { Model } from '../model/model.ts';
import type { RecordRef, Records } from '../records/records.ts';
import { forbidden, invalid, notFound } from '../rejection.ts';
import { addFollowers } from '../store/followers.ts';
import { changeNote, insertNote, type Note, noteById, noteTexts, removeNote } from '../store/notes.ts';
import { type TellOrder, writeTellOrders } from '../store/tell-orders.ts';
import { checkedMentions, mayKnow } from './mentions.ts';

export interface Notes {
  add(principal: Principal, entity: string, id: string, note: AddNote): Promise<TimelineEntry>;
  edit(principal: Principal, noteId: string, change: EditNote): Promise<void>;
  remove(principal: Principal, noteId: string): Promise<void>;
  texts(principal: Principal, noteId: string): Promise<NoteTexts>;
  /** People and teams by the beginning of a name, and whether they may see the record. */
  mentionable(principal: Principal, entity: string, id: string, search: string): Promise<Mentionable>;
}

export interface NotesOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly model: Pick<Model, 'live'>;
  readonly zone: string;
  readonly records: Pick<Records, 'get' | 'titles' | 'query'>;
  /** Told after the commit: the record has news. */
  readonly announce: (entity: string, ids: readonly string[]) => void;
  /** Told after the commit: there are orders in the outbox. */
  readonly ordered: () => void;
}

const CANDIDATES = 8;
/** Names that contain the letters; those with a word that begins with them are offered first. */
const LOOKED_AT = 30;

export function createNotes(options: NotesOptions): Notes {
  const { db, clock, model, records, announce, ordered } = options;

  /** A note of a record one may see. */
  async function seen(principal: Principal, noteId: string): Promise<Note> {
    const note = isId(noteId) ? await noteById(db, noteId) : null;
    if (!note) throw notFound('note');
    await records.get(principal, note.entity, note.recordId, { children: [], deleted: true });
    return note;
  }

  async function own(principal: Principal, noteId: string): Promise<Note> {
    const note = await seen(principal, noteId);
    if (principal.personId === null || note.personId !== principal.personId)
      throw forbidden('A note is changed and deleted by the person who wrote it.');
    return note;
  }

  function tell(tx: Transaction, { entity, recordId }: Pick<Note, 'entity' | 'recordId'>): void {
    tx.afterCommit(() => {
      announce(entity, [recordId]);
      ordered();
    });
  }

  return {
    async add(principal, entity, id, { text, mentions = [], parent }) {
      const { personId, name } = principal;
      if (personId === null) throw forbidden('Only a person can write a note.');
      const record = await records.get(principal, entity, id, { children: [] });
      const staged = [...(model.live().registry.entities.get(entity)?.fields.values() ?? [])].find(
        (field) => field.type.stages,
      );
      const now = clock.now();
      const note: Note = {
        id: newId(now),
        entity,
        recordId: record.id,
        parentId: parent === undefined ? null : await answered({ entity, id: record.id }, parent),
        at: new Date(now).toISOString(),
        personId,
        text,
        stage: staged ? ((record[staged.key] as string | null | undefined) ?? null) : null,
        mentions: await checkedMentions(options, { entity, id: record.id }, mentions),
      };
      await db.transaction(async (tx) => {
        await insertNote(tx, note);
        await addFollowers(tx, followersOf(note, personId), new Date(now));
        await writeTellOrders(tx, [...mentioned(note, note.mentions), toFollowers(note)], new Date(now));
        tell(tx, note);
      });
      return {
        id: note.id,
        at: note.at,
        kind: 'note',
        who: { id: personId, name },
        cause: null,
        text,
        note: { stage: note.stage, editedAt: null, deleted: false, mentions: note.mentions, replies: [] },
      };
    },

    async edit(principal, noteId, { text, mentions = [] }) {
      const note = await own(principal, noteId);
      const record = { entity: note.entity, id: note.recordId };
      const named = await checkedMentions(options, record, mentions);
      const now = new Date(clock.now());
      await db.transaction(async (tx) => {
        const before = await noteById(tx, note.id, true);
        if (!before) throw notFound('note');
        const known = new Set(before.mentions.map(({ id }) => id));
        const added = named.filter(({ id }) => !known.has(id));
        await changeNote(tx, note.id, text, named, now);
        await addFollowers(tx, followersOf({ ...note, mentions: added }, null), now);
        await writeTellOrders(tx, mentioned({ ...note, at: now.toISOString() }, added), now);
        tell(tx, note);
      });
    },

    async remove(principal, noteId) {
      const note = await own(principal, noteId);
      await db.transaction(async (tx) => {
        await removeNote(tx, note.id, new Date(clock.now()));
        tell(tx, note);
      });
    },

    async texts(principal, noteId) {
      const note = await seen(principal, noteId);
      return { items: await noteTexts(db, note.id) };
    },

    async mentionable(principal, entity, id, search) {
      const record = await records.get(principal, entity, id, { children: [] });
      const found = async (of: 'user' | 'team') => {
        if (!model.live().registry.entities.has(of)) return [];
        const query = {
          fields: ['title'],
          limit: LOOKED_AT,
          ...(search !== '' && { search }),
          ...(of === 'user' && { where: { field: 'active', op: '=', value: true } }),
        };
        const { items } = await records.query(principal, of, query as never);
        const named = items.map((item) => ({ entity: of, id: item.id, name: String(item.title ?? '') }));
        return closest(named, search).slice(0, CANDIDATES);
      };
      const items: Mentionable['items'] = [];
      for (const one of [...(await found('user')), ...(await found('team'))])
        items.push({
          ...one,
          sees: one.entity === 'team' || (await mayKnow(options, { entity, id: record.id }, one.id)),
        });
      return { items };
    },
  };

  /** Answers stand below the note they belong to, those to answers too. */
  async function answered({ entity, id }: RecordRef, parent: string): Promise<string> {
    const note = isId(parent) ? await noteById(db, parent) : null;
    if (note && note.entity === entity && note.recordId === id) return note.parentId ?? note.id;
    throw invalid([
      { path: 'parent', code: 'record_missing', message: 'The note to be answered is not there any more.' },
    ]);
  }
}

// helpers //////////

function closest<Named extends { readonly name: string }>(named: readonly Named[], search: string): Named[] {
  const begun = search.toLocaleLowerCase();
  const rank = ({ name }: Named) => (` ${name.toLocaleLowerCase()}`.includes(` ${begun}`) ? 0 : 1);
  return [...named].sort((a, b) => rank(a) - rank(b));
}

function followersOf({ entity, recordId, mentions }: Note, author: string | null) {
  const named = mentions.filter((mention) => mention.entity === 'user');
  return [
    ...(author === null ? [] : [{ entity, recordId, personId: author, reason: 'noted' as const }]),
    ...named.map(({ id }) => ({ entity, recordId, personId: id, reason: 'mentioned' as const })),
  ];
}

function mentioned(note: Note, mentions: Note['mentions']): TellOrder[] {
  if (mentions.length === 0) return [];
  const ids = (entity: string) => mentions.filter((one) => one.entity === entity).map(({ id }) => id);
  return [{ ...facts(note), kind: 'mention', people: ids('user'), teams: ids('team') }];
}

/** Those who are named are told of that alone. */
function toFollowers(note: Note): TellOrder {
  const named = note.mentions.filter(({ entity }) => entity === 'user').map(({ id }) => id);
  return { ...facts(note), kind: 'note', except: named };
}

function facts({ id, at, entity, recordId, personId }: Note) {
  return { at, actorId: personId, entity, recordId, noteId: id };
}
