/**
 * Erasing of personal data on request: fields that are `personal` lose their values in the record, its history, journals, calls of
 * webhooks and ids of elsewhere, and on demand the texts of notes. The record, what refers to it and what was done stay. It can't
 * be taken back; the preview says what will go, and what stays because the platform can't tell it: variables of processes, attached files.
 */
import { parseValue } from '#metadata/field.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { Anonymise, AnonymisePreview } from '../../api/anonymise.ts';
import { type Principal, systemPrincipal } from '../auth/principal.ts';
import { causeOf } from '../cause.ts';
import { forbidden, invalid } from '../rejection.ts';
import { eraseNotes, eraseTraces, tracesOf } from '../store/erase.ts';
import { writeAudit } from '../store/sessions.ts';
import { visibleEntity } from './entity-of.ts';
import type { Ground } from './ground.ts';
import type { Records } from './records.ts';
import { conditionsOnSeen } from './right-on.ts';

type Deed = AnonymisePreview['fields'][number]['deed'];

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
    const plan = planOf(entity, id);
    const gone = plan.filter(({ deed }) => deed !== 'kept').map(({ field }) => field.key);
    return {
      fields: plan.map(({ field, deed }) => ({ field: field.key, deed })),
      ...(await tracesOf(db, entityKey, id, gone)),
    };
  });
}

export async function anonymise(
  ground: Ground,
  records: Pick<Records, 'save'>,
  principal: Principal,
  entityKey: string,
  id: string,
  { version, notes = false }: Anonymise,
): Promise<void> {
  await ground.within(undefined, async (tx, live) => {
    const who = ground.asker(live, principal);
    const entity = visibleEntity(live.registry, who.rights, entityKey);
    const { met } = await conditionsOnSeen(tx, who, entity, id, [
      who.rights.may('edit', entity),
      who.rights.may('delete', entity),
    ]);
    if (!met[0] || !met[1])
      throw forbidden('Anonymising needs the rights to change and to delete this record.');
    const plan = planOf(entity, id).filter(({ deed }) => deed !== 'kept');
    if (plan.length === 0)
      throw invalid([
        {
          path: 'entity',
          code: 'nothing_personal',
          message: `No field of ${entityKey} is marked as personal.`,
        },
      ]);
    const fields = plan.map(({ field }) => field.key);
    const values = Object.fromEntries(plan.map(({ field, to }) => [field.key, to]));
    // Every personal field goes, also those the person may not write; who asked for it stands in the history.
    const system = systemPrincipal(principal.zone);
    await records.save(
      system,
      entityKey,
      id,
      { version, values },
      { transaction: tx, cause: causeOf(principal) },
    );
    await eraseTraces(tx, entityKey, id, fields);
    if (notes) await eraseNotes(tx, entityKey, id);
    await writeAudit(tx, {
      at: new Date(ground.clock.now()),
      personId: principal.personId,
      deed: 'record.anonymised',
      detail: { entity: entityKey, id, fields, notes },
    });
  });
}

// helpers //////////

/** Values that must stand are replaced by ones that tell nothing; where none is possible, they stay, which the preview says. */
function planOf(
  entity: Entity,
  id: string,
): readonly { readonly field: Field; readonly deed: Deed; readonly to: Json }[] {
  const personal = [...entity.fields.values()].filter(
    (field) => field.personal && !field.kept && field.columns.length > 0,
  );
  return personal.map((field) => {
    if (!field.required) return { field, deed: 'cleared', to: null };
    const stand = [`Anonymised ${id.slice(-6)}`, `anonymised-${id.slice(-12)}@anonymised.invalid`].find(
      (text) => parseValue(field, text).ok,
    );
    return stand === undefined ? { field, deed: 'kept', to: null } : { field, deed: 'replaced', to: stand };
  });
}
