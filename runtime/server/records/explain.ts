/**
 * Why somebody may or may not do something with a record: what each of their roles says of it, whether it holds of this record, and
 * what was shared. Told only about records that the asking person sees; about others' rights only to who may view as them.
 */
import { rightReasons, rolesOf } from '#metadata/access.ts';
import { textOf } from '#metadata/label.ts';
import type { Action, Entity, Field } from '#metadata/registry.ts';
import type { Why, WhyQuery } from '../../api/shares.ts';
import { personPrincipal } from '../auth/person-principal.ts';
import type { Principal } from '../auth/principal.ts';
import { isId } from '../ids.ts';
import { forbidden, invalid, notFound } from '../rejection.ts';
import type { FullAsker } from './asker.ts';
import { visibleEntity } from './entity-of.ts';
import type { Ground } from './ground.ts';
import { conditionsOn, conditionsOnSeen } from './right-on.ts';

export async function explainRight(
  ground: Ground,
  principal: Principal,
  entityKey: string,
  id: string,
  { action = 'edit', field: fieldKey, as }: WhyQuery,
): Promise<Why> {
  return ground.reading(undefined, async (live, db) => {
    const asking = ground.asker(live, principal);
    const entity = visibleEntity(live.registry, asking.rights, entityKey);
    await conditionsOnSeen(db, asking, entity, id, []);
    const field = fieldKey === undefined ? null : knownField(asking, entity, fieldKey);
    if (as !== undefined && !asking.rights.deeds.has('view_as'))
      throw forbidden('None of your roles lets you look at the platform as somebody else.');
    const person =
      as === undefined ? principal : isId(as) ? await personPrincipal(db, as, principal.zone) : null;
    if (!person) throw notFound('person');
    const who = ground.asker(live, person);
    const reasons = rightReasons(live.registry, person, action, entity);
    const shared = { kind: 'shared', entity: entity.key, edit: action === 'edit' } as const;
    const asksShared = (person.shared ?? []).includes(entity.key) && (action === 'see' || action === 'edit');
    const found = await conditionsOn(db, who, entity, id, [
      who.rights.may(action, entity),
      ...reasons.map(({ where }) => where),
      ...(asksShared ? [shared] : []),
    ]);
    if (!found) throw notFound(`record ${id} of ${entityKey}`);
    const [allowed, ...met] = found.met;
    const roles = new Map(rolesOf(live.registry, person).map((role) => [role.key, role]));
    const deleted = found.values.deleted_at !== null;
    const written = field === null || action !== 'edit' ? null : rightOfField(who, entity, field);
    return {
      action,
      allowed: allowed! && !(deleted && action !== 'see') && written !== 'read' && written !== 'hidden',
      deleted,
      shared: asksShared && met.at(-1) === true,
      field: written,
      roles: reasons.map(({ role, scope }, i) => ({
        role,
        name: textOf(roles.get(role)?.definition.label, principal.language, role),
        scope,
        met: met[i]!,
        ...(field && { field: roles.get(role)?.fields.get(entity.key)?.get(field.key) ?? null }),
      })),
      others: asking.rights.deeds.has('manage_people')
        ? othersWith(live.registry, action, entity, field, principal)
        : [],
    };
  });
}

// helpers //////////

function knownField(who: FullAsker, entity: Entity, key: string): Field {
  const field = entity.fields.get(key);
  if (field && who.rights.field(entity, field) !== 'hidden') return field;
  throw invalid([{ path: 'field', code: 'unknown_field', message: `${entity.key} has no field “${key}”.` }]);
}

/** `calculated`: by nobody, because the platform keeps it. */
function rightOfField(who: FullAsker, entity: Entity, field: Field): NonNullable<Why['field']> {
  if (field.kept) return 'read';
  const write = who.rights.write(entity, field, 'edit');
  if (write !== 'hidden') return write === 'open' ? 'write' : 'some';
  return who.rights.field(entity, field) === 'hidden' ? 'hidden' : 'read';
}

/** Roles that permit it of all records, for whoever may give them. */
function othersWith(
  registry: Parameters<typeof rightReasons>[0],
  action: Action,
  entity: Entity,
  field: Field | null,
  { language }: Principal,
): Why['others'] {
  return [...registry.roles.values()].flatMap((role) => {
    const right = field && role.fields.get(entity.key)?.get(field.key);
    const rule = role.records.get(entity.key)?.[action];
    const gives = (role.everything || rule?.kind === 'all') && (!right || right === 'write');
    return gives ? [{ role: role.key, name: textOf(role.definition.label, language, role.key) }] : [];
  });
}
