/** Files of a test brought in as a person would, the worker's rounds taken by hand. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Import, ImportSettings } from '#api/imports.ts';
import type { Principal } from '../../runtime/server/auth/principal.ts';
import { newId } from '../../runtime/server/ids.ts';
import { createImports, type Imports } from '../../runtime/server/imports/imports.ts';
import { textCell } from '../../runtime/server/records/xlsx-cells.ts';
import { xlsxFile } from '../../runtime/server/records/xlsx-file.ts';
import { insertFile } from '../../runtime/server/store/files.ts';
import type { Installation } from './installation.ts';
import type { TestRecords } from './records.ts';

export interface TestImports {
  readonly imports: Imports;
  /** Stores a file and gives its id. */
  upload(by: Principal, name: string, content: string | Buffer): Promise<string>;
  /** Looks at a file, begins with the proposed settings changed as said, and takes rounds until it ends. */
  bringIn(
    by: Principal,
    entity: string,
    name: string,
    content: string | Buffer,
    settings?: Partial<ImportSettings>,
    check?: boolean,
  ): Promise<Import>;
  /** Rounds until nothing waits. */
  work(): Promise<void>;
}

export function testImports({ db, model, clock }: Installation, { records }: TestRecords): TestImports {
  const imports = createImports({ db, model, clock, records, zone: 'UTC', ring: () => {} });
  const made: TestImports = {
    imports,
    async upload(by, name, content) {
      const id = newId(clock.now());
      const bytes = Buffer.from(content);
      const hash = createHash('sha256').update(id).digest();
      const file = { id, name, size: bytes.length, type: 'text/csv', createdBy: by.personId, hash };
      await db.transaction((tx) =>
        insertFile(tx, { ...file, at: new Date(clock.now()) }, () => Readable.from([bytes])),
      );
      return id;
    },
    async bringIn(by, entity, name, content, settings = {}, check = false) {
      const file = await made.upload(by, name, content);
      const draft = await imports.create(by, { file, entity });
      const { id } = draft.import;
      await imports.start(by, id, { settings: { ...draft.proposed, ...settings }, check });
      await made.work();
      return (await imports.get(by, id)).import;
    },
    async work() {
      while (await imports.round());
    },
  };
  return made;
}

/** A workbook of texts. */
export async function workbook(rows: readonly (readonly string[])[], title = 'Sheet'): Promise<Buffer> {
  const xml = rows.map((cells) => `<row>${cells.map(textCell).join('')}</row>`);
  const parts: Buffer[] = [];
  for await (const part of xlsxFile(title, Readable.from(xml), { codes: ['General'], of: () => 0 }))
    parts.push(part as Buffer);
  return Buffer.concat(parts);
}
