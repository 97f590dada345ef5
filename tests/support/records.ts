/** Records of a test installation, with people of given roles to act. */
import { createHash } from 'node:crypto';
import { type Principal, systemPrincipal } from '../../runtime/server/auth/principal.ts';
import { createNotes, type Notes } from '../../runtime/server/notes/notes.ts';
import { openRecords, type Records, type RecordsOptions } from '../../runtime/server/records/records.ts';
import { createSeal } from '../../runtime/server/records/seal.ts';
import { Rejection, type RejectionDetail } from '../../runtime/server/rejection.ts';
import type { Installation } from './installation.ts';

export interface TestRecords {
  readonly records: Records;
  readonly notes: Notes;
  readonly system: Principal;
  /** Entity and ids of what was announced, in order. */
  readonly announced: [string, readonly string[]][];
  /** A person that exists as a record. */
  person(name: string, roles: readonly string[], more?: Partial<Principal>): Promise<Principal>;
}

export function testRecords(
  { db, model, clock }: Installation,
  more: Pick<RecordsOptions, 'slow'> = {},
): TestRecords {
  const announced: [string, readonly string[]][] = [];
  const { seal } = createSeal(createHash('sha256').update('test').digest());
  const announce = (entity: string, ids: readonly string[]) => announced.push([entity, ids]);
  const records = openRecords({ db, model, clock, seal, announce, ...more });
  const notes = createNotes({ db, model, clock, zone: 'UTC', records, announce, ordered: () => {} });
  const system = systemPrincipal();
  return {
    records,
    notes,
    system,
    announced,
    async person(name, roles, more = {}) {
      const email = `${name.toLowerCase()}@example.com`;
      const { id } = await records.create(system, 'user', { name, email });
      return { ...system, kind: 'person', personId: id, email, name, roles, unrestricted: false, ...more };
    },
  };
}

/** The refusal a deed ends with; fails when it succeeds or breaks. */
export async function refusal(deed: Promise<unknown>): Promise<RejectionDetail> {
  const error = await deed.then(
    () => null,
    (refused: unknown) => refused,
  );
  if (!(error instanceof Rejection)) throw error ?? new Error('it was not refused');
  return error.detail;
}
