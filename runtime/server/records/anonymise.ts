/**
 * Erasing of personal data on request: fields that are `personal` lose their values in the record and its line items, and what they
 * said goes from their history, journals, notes, variables and history of processes about them, files they were brought in by, ids of
 * elsewhere and calls of webhooks; what means the person wherever it stands also from other processes, comments and saved views;
 * attached files and whole notes where it is asked for. What was done stays. It can't be taken back.
 */
import type { Anonymise, AnonymisePreview } from '../../api/anonymise.ts';
import { type Principal, systemPrincipal } from '../auth/principal.ts';
import { causeOf } from '../cause.ts';
import { forbidden, invalid } from '../rejection.ts';
import { tracesOf } from '../store/erase.ts';
import { eraseMentions } from '../store/erase-mentions.ts';
import { writeAudit } from '../store/sessions.ts';
import { clearPersonal, eraseKept } from './anonymise-rows.ts';
import { visibleEntity } from './entity-of.ts';
import { type Ground, tell } from './ground.ts';
import { personalFields } from './personal-fields.ts';
import { expressionOf, personalScope, tellingWords, withMentions } from './personal-scope.ts';
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
    const scope = await withMentions(db, await personalScope(db, who, entity, [id.toLowerCase()]));
    const [own, ...lines] = scope.records;
    const { changes, notes, attachments, externalIds } = await tracesOf(
      db,
      entityKey,
      [...own!.live, ...own!.binned],
      own!.fields.map(({ key }) => key),
    );
    return {
      fields: personalFields(entity, id).map(({ field, deed }) => ({ field: field.key, deed })),
      lines: lines.map(({ entity: of, live, binned }) => ({
        entity: of.key,
        count: live.length + binned.length,
      })),
      changes,
      notes,
      attachments,
      externalIds,
      instances: scope.instances.length,
      imports: scope.imports.length,
    };
  });
}

export async function anonymise(
  ground: Ground,
  principal: Principal,
  entityKey: string,
  id: string,
  { version, notes = false, attachments = false }: Anonymise,
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
    const own = id.toLowerCase();
    const near = await personalScope(tx, ground.asker(live, system), entity, [own]);
    const scope = await withMentions(tx, near);
    const { unit } = await ground.unit(tx, live, system, { cause: causeOf(principal) }, (begun) =>
      clearPersonal(begun, entity, [{ id: own, row: 0, version }], scope),
    );
    tell(unit, ground);
    await eraseKept(tx, live.registry, scope, { notes, attachments }, at);
    const telling = tellingWords(scope.words);
    const elsewhere = {
      instances: scope.instances.length - near.instances.length,
      ...(telling.length > 0 && (await eraseMentions(tx, expressionOf(telling)))),
    };
    const fields = scope.records[0]!.fields.map(({ key }) => key);
    await writeAudit(tx, {
      at,
      personId: principal.personId,
      deed: 'record.anonymised',
      detail: { entity: entityKey, id, fields, notes, attachments, elsewhere },
    });
  });
  await deed.catch((error: unknown) => {
    throw error instanceof RowsRefused ? rejectionOf(error.problems) : error;
  });
}
