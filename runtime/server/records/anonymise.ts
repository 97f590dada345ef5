/**
 * Erasing of personal data on request: fields that are `personal` lose their values in the record, its history, journals, calls of
 * webhooks and ids of elsewhere, and on demand the texts of notes. The record, what refers to it and what was done stay. It can't
 * be taken back; the preview says what will go, and what stays because the platform can't tell it: variables of processes, attached files.
 */
import type { Anonymise, AnonymisePreview } from '../../api/anonymise.ts';
import { type Principal, systemPrincipal } from '../auth/principal.ts';
import { causeOf } from '../cause.ts';
import { forbidden, invalid } from '../rejection.ts';
import { eraseNotes, tracesOf } from '../store/erase.ts';
import { writeAudit } from '../store/sessions.ts';
import { clearPersonal, eraseKept, personalFields } from './anonymise-rows.ts';
import { visibleEntity } from './entity-of.ts';
import { type Ground, tell } from './ground.ts';
import { RowsRefused, rejectionOf } from './refused.ts';
import { conditionsOnSeen } from './right-on.ts';

export async function previewAnonymise(
  ground: Ground,
  principal: Principal,
  entityKey: string,
  id: string,
): Promise<AnonymisePreview> {
  return ground.reading(undefined, async (live, db) => {
    const who = ground.asker(live, principal);
    const entity = visibleEntity(live.registry, who.rights, entityKey);
    await conditionsOnSeen(db, who, entity, id, []);
    const plan = personalFields(entity, id);
    const gone = plan.filter(({ deed }) => deed !== 'kept').map(({ field }) => field.key);
    return {
      fields: plan.map(({ field, deed }) => ({ field: field.key, deed })),
      ...(await tracesOf(db, entityKey, id, gone)),
    };
  });
}

export async function anonymise(
  ground: Ground,
  principal: Principal,
  entityKey: string,
  id: string,
  { version, notes = false }: Anonymise,
): Promise<void> {
  const deed = ground.within(undefined, async (tx, live) => {
    const who = ground.asker(live, principal);
    const entity = visibleEntity(live.registry, who.rights, entityKey);
    const { met } = await conditionsOnSeen(tx, who, entity, id, [
      who.rights.may('edit', entity),
      who.rights.may('delete', entity),
    ]);
    if (!met[0] || !met[1])
      throw forbidden('Anonymising needs the rights to change and to delete this record.');
    if (personalFields(entity, id).every(({ deed }) => deed === 'kept'))
      throw invalid([
        {
          path: 'entity',
          code: 'nothing_personal',
          message: `No field of ${entityKey} is marked as personal.`,
        },
      ]);
    const at = new Date(ground.clock.now());
    // Every personal field goes, also those the person may not write; who asked for it stands in the history.
    const system = systemPrincipal(principal.zone);
    const { unit } = await ground.unit(tx, live, system, { cause: causeOf(principal) }, (begun) =>
      clearPersonal(begun, entity, [{ id: id.toLowerCase(), row: 0, version }]),
    );
    tell(unit, ground);
    const fields = await eraseKept(tx, entity, [id.toLowerCase()], at);
    if (notes) await eraseNotes(tx, entityKey, id);
    await writeAudit(tx, {
      at,
      personId: principal.personId,
      deed: 'record.anonymised',
      detail: { entity: entityKey, id, fields, notes },
    });
  });
  await deed.catch((error: unknown) => {
    throw error instanceof RowsRefused ? rejectionOf(error.problems) : error;
  });
}
