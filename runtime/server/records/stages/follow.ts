/**
 * Who follows the records of the unit from now on, and what those who follow are to be told: a record that became somebody's, a
 * change of the fields its entity names. Nothing of files that are brought in and of deeds that are taken back.
 */
import type { Json } from '#metadata/value.ts';
import { addFollowers, followedAmong, type NewFollower } from '../../store/followers.ts';
import { type TellOrder, writeTellOrders } from '../../store/tell-orders.ts';
import { same } from '../row-set.ts';
import { type Change, keyOf, type Unit } from '../unit.ts';

export async function follow(unit: Unit): Promise<void> {
  if (unit.principal.kind === 'system' || unit.cause.kind === 'import' || unit.cause.kind === 'undo') return;
  const changes = [...unit.changes.values()].filter(({ kind }) => kind === 'created' || kind === 'changed');
  const at = new Date(unit.now);
  await addFollowers(
    unit.tx,
    changes.flatMap((change) => followersIn(unit, change)),
    at,
  );
  const orders = [
    ...changes.flatMap((change) => becameSomebodys(unit, change)),
    ...(await changed(unit, changes)),
  ];
  if (orders.length === 0) return;
  await writeTellOrders(unit.tx, orders, at);
  unit.ordered = true;
}

// helpers //////////

function followersIn(unit: Unit, change: Change): NewFollower[] {
  const { entity, id, kind } = change;
  // Lines are part of their record, which is what people follow.
  if (entity.partOf !== null) return [];
  const { personId } = unit.principal;
  const owner = newOwner(unit, change);
  return [
    ...(owner === null
      ? []
      : [{ entity: entity.key, recordId: id, personId: owner, reason: 'own' as const }]),
    ...(kind === 'created' && personId !== null
      ? [{ entity: entity.key, recordId: id, personId, reason: 'created' as const }]
      : []),
  ];
}

function newOwner(unit: Unit, { entity, id, before }: Change): string | null {
  const { key } = entity.owner;
  const owner = unit.known.get(keyOf(entity.key, id))?.[key] ?? null;
  return typeof owner === 'string' && owner !== (before?.[key] ?? null) ? owner : null;
}

function becameSomebodys(unit: Unit, change: Change): TellOrder[] {
  const owner = newOwner(unit, change);
  const { personId } = unit.principal;
  if (owner === null || owner === personId || change.entity.partOf !== null) return [];
  const { entity, id } = change;
  return [
    { kind: 'assigned', at: unit.at, actorId: personId, entity: entity.key, recordId: id, people: [owner] },
  ];
}

async function changed(unit: Unit, all: readonly Change[]): Promise<TellOrder[]> {
  const told = all.flatMap((change) => {
    const values = toldValues(unit, change);
    return values ? [{ change, values }] : [];
  });
  if (told.length === 0) return [];
  const followed = await followedAmong(
    unit.tx,
    [...new Set(told.map(({ change }) => change.entity.key))],
    told.map(({ change }) => change.id),
  );
  return told
    .filter(({ change: { entity, id } }) => followed.has(keyOf(entity.key, id)))
    .map(({ change, values }) => {
      // Whose it became is told of that, not of the field besides.
      const owner = newOwner(unit, change);
      return {
        kind: 'change',
        at: unit.at,
        actorId: unit.principal.personId,
        entity: change.entity.key,
        recordId: change.id,
        changes: values,
        ...(owner !== null && { except: [owner] }),
      };
    });
}

/** What has changed of the fields that are told; null: nothing. */
function toldValues(unit: Unit, { entity, id, before, kind }: Change): Record<string, [Json, Json]> | null {
  if (kind !== 'changed' || before === null || entity.told.length === 0) return null;
  const after = unit.known.get(keyOf(entity.key, id))!;
  const values: Record<string, [Json, Json]> = {};
  for (const key of entity.told) {
    const was = before[key] ?? null;
    const is = after[key] ?? null;
    if (!same(was, is)) values[key] = [was, is];
  }
  return Object.keys(values).length > 0 ? values : null;
}
