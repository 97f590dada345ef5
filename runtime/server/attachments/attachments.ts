/**
 * Files attached to records, in versions. Who sees the record reads them; who may change it adds, replaces, brings back and removes. A
 * version is never changed: an earlier one comes back as the next. Content lies by its hash, so it costs nothing twice.
 */
import type { Attachment, AttachmentList } from '../../api/attachments.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { isId, newId } from '../ids.ts';
import type { Records } from '../records/records.ts';
import { forbidden, invalid, notFound } from '../rejection.ts';
import * as store from '../store/attachments.ts';
import { filesByIds } from '../store/files.ts';
import { namesOf } from '../store/people.ts';

export interface Attachments {
  list(principal: Principal, entity: string, id: string): Promise<AttachmentList>;
  attach(principal: Principal, entity: string, id: string, file: string): Promise<Attachment>;
  addVersion(principal: Principal, id: string, file: string): Promise<Attachment>;
  restoreVersion(principal: Principal, id: string, number: number): Promise<Attachment>;
  remove(principal: Principal, id: string): Promise<void>;
  restore(principal: Principal, id: string): Promise<Attachment>;
}

export interface AttachmentsOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly records: Pick<Records, 'get' | 'mayEdit' | 'mergedInto'>;
  /** Whether the person may read a file, so that nobody attaches what is not theirs. */
  readonly mayReadFile: (file: string, principal: Principal) => Promise<boolean>;
  /** Told after the commit: the record has news. */
  readonly announce: (entity: string, ids: readonly string[]) => void;
}

export function createAttachments({
  db,
  clock,
  records,
  mayReadFile,
  announce,
}: AttachmentsOptions): Attachments {
  /** The record, where the person may change it. */
  async function changeable(principal: Principal, entity: string, id: string): Promise<string> {
    const record = await records.get(principal, entity, id, { children: [] });
    if (!(await records.mayEdit(principal, { entity, id: record.id })))
      throw forbidden('You may read the files of this record, but not change them.');
    return record.id;
  }

  async function known(file: string, principal: Principal): Promise<string> {
    const id = file.toLowerCase();
    if (isId(id) && (await filesByIds(db, [id])).has(id) && (await mayReadFile(id, principal))) return id;
    throw invalid([
      { path: 'file', code: 'file_missing', message: 'The file was not uploaded, or is not yours.' },
    ]);
  }

  /** A deed on one attachment, one after the other. */
  async function change(
    principal: Principal,
    id: string,
    deed: (tx: Transaction, row: store.AttachmentRow) => Promise<void>,
    { deleted = false } = {},
  ): Promise<Attachment> {
    const found = isId(id) ? await store.attachmentById(db, id) : null;
    if (!found) throw notFound('attached file');
    const { entity, recordId } = found;
    await changeable(principal, entity, (await records.mergedInto(entity, recordId)) ?? recordId);
    await db.transaction(async (tx) => {
      const row = await store.attachmentById(tx, id, true);
      if (!row || row.deleted !== deleted) throw notFound('attached file');
      await deed(tx, row);
      tx.afterCommit(() => announce(row.entity, [row.recordId]));
    });
    return one(id);
  }

  async function one(id: string): Promise<Attachment> {
    const [attachment] = await grouped(await store.versionsOf(db, id));
    return attachment!;
  }

  async function grouped(versions: readonly store.VersionRow[]): Promise<Attachment[]> {
    const people = await namesOf(db, [...new Set(versions.flatMap(({ personId }) => personId ?? []))]);
    const byId = new Map<string, Attachment>();
    for (const { attachmentId, number, at, personId, fileId, name, size, type, sha256 } of versions) {
      const attachment = byId.get(attachmentId) ?? { id: attachmentId, versions: [] };
      byId.set(attachmentId, attachment);
      const who = personId === null ? null : (people.get(personId)?.name ?? '');
      attachment.versions.push({ number, at, who, file: { id: fileId, name, size, type, sha256 } });
    }
    return [...byId.values()];
  }

  const now = () => new Date(clock.now());

  return {
    async list(principal, entity, id) {
      const record = await records.get(principal, entity, id, { children: [] });
      return {
        items: await grouped(await store.versionsOfRecord(db, entity, record.id)),
        mayChange: await records.mayEdit(principal, { entity, id: record.id }),
      };
    },

    async attach(principal, entity, id, file) {
      const recordId = await changeable(principal, entity, id);
      const fileId = await known(file, principal);
      const made = newId(clock.now());
      await db.transaction(async (tx) => {
        await store.insertAttachment(tx, { id: made, entity, recordId });
        await store.insertVersion(tx, made, fileId, now(), principal.personId);
        tx.afterCommit(() => announce(entity, [recordId]));
      });
      return one(made);
    },

    async addVersion(principal, id, file) {
      const fileId = await known(file, principal);
      return change(principal, id, (tx) => store.insertVersion(tx, id, fileId, now(), principal.personId));
    },

    restoreVersion: (principal, id, number) =>
      change(principal, id, async (tx) => {
        const version = (await store.versionsOf(tx, id)).find((candidate) => candidate.number === number);
        if (!version) throw notFound(`version ${number} of this file`);
        await store.insertVersion(tx, id, version.fileId, now(), principal.personId);
      }),

    async remove(principal, id) {
      await change(principal, id, (tx) => store.setDeleted(tx, id, now()));
    },

    restore: (principal, id) =>
      change(principal, id, (tx) => store.setDeleted(tx, id, null), { deleted: true }),
  };
}
