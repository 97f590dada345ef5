/**
 * Files: uploaded first, then named by their id in a field. The content is kept by its hash, once for equal files. Who may
 * read a record's field that names a file, or sees the record it is attached to, may read it; until then only who brought it.
 */

import { fileHoldersSql } from '#metadata/file-fields.ts';
import type { Registry } from '#metadata/registry.ts';
import type { UploadedFile } from '../../api/files.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { isId, newId } from '../ids.ts';
import type { Records } from '../records/records.ts';
import { invalid, notFound } from '../rejection.ts';
import { recordsAttaching } from '../store/attachments.ts';
import { fileContent, filesByIds, insertFile, type StoredFile } from '../store/files.ts';
import { mediaTypeOf } from './media-type.ts';
import { plainName } from './plain-name.ts';
import { spooled } from './spool.ts';

export interface Files {
  upload(
    upload: { readonly name: string; readonly content: AsyncIterable<Buffer> },
    principal: Principal,
  ): Promise<UploadedFile>;
  /** Whether it is there and the person may read it. */
  mayRead(id: string, principal: Principal): Promise<boolean>;
  /** A file the person may read, with its content in pieces. */
  open(id: string, principal: Principal): Promise<{ file: StoredFile; content: AsyncIterable<Buffer> }>;
}

export interface FilesOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: () => Registry;
  readonly records: Records;
}

export function createFiles({ db, clock, registry, records }: FilesOptions): Files {
  async function mayRead(file: StoredFile, principal: Principal): Promise<boolean> {
    if (principal.unrestricted || (file.createdBy !== null && file.createdBy === principal.personId))
      return true;
    if (await isAttachedToSeen(file.id, principal)) return true;
    const sql = fileHoldersSql(registry());
    if (sql === null) return false;
    const { rows } = await db.query<{ entity: string; id: string; field: string }>(sql, [file.id]);
    for (const { entity, id, field } of rows) {
      const record = await records.find(principal, entity, id).catch(() => null);
      if (record?.[field] !== undefined && record[field] !== null) return true;
    }
    return false;
  }

  async function isAttachedToSeen(file: string, principal: Principal): Promise<boolean> {
    for (const { entity, id } of await recordsAttaching(db, file))
      if (await records.find(principal, entity, id, { children: [] }).catch(() => null)) return true;
    return false;
  }

  return {
    async mayRead(id, principal) {
      const file = isId(id) ? (await filesByIds(db, [id])).get(id.toLowerCase()) : undefined;
      return file !== undefined && mayRead(file, principal);
    },
    async upload({ name, content }, principal) {
      return spooled(content, async ({ size, hash, head, parts }) => {
        if (size === 0) throw invalid([{ path: 'file', code: 'empty_file', message: `${name} is empty.` }]);
        const at = new Date(clock.now());
        const file = { id: newId(clock.now()), name: plainName(name), size, type: mediaTypeOf(name, head) };
        const { personId: createdBy } = principal;
        await db.transaction((tx) => insertFile(tx, { ...file, createdBy, hash, at }, parts));
        return { ...file, createdAt: at.toISOString() };
      });
    },
    async open(id, principal) {
      const file = isId(id) ? (await filesByIds(db, [id])).get(id.toLowerCase()) : undefined;
      if (!file || !(await mayRead(file, principal))) throw notFound('such file');
      return { file, content: fileContent(db, file.id) };
    },
  };
}
