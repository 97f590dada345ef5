/**
 * Sharing of single records: somebody who may share a record gives it to a person, a team or a role, to be seen or changed, until
 * a day or until it is taken back. What was given stands in the conditions of every statement; nobody gives more than they have.
 */
import { textOf } from '#metadata/label.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Share, ShareList, ShareRecord } from '../../api/shares.ts';
import type { Principal } from '../auth/principal.ts';
import type { Queryable } from '../db/database.ts';
import { notify } from '../db/notify.ts';
import { isId, newId } from '../ids.ts';
import { forbidden, invalid, notFound } from '../rejection.ts';
import { writeAudit } from '../store/sessions.ts';
import { deleteShare, putShare, type ShareRow, sharesOf } from '../store/shares.ts';
import { visibleEntity } from './entity-of.ts';
import type { Ground } from './ground.ts';
import { recordTitles } from './read.ts';
import { conditionsOnSeen } from './right-on.ts';

export async function listShares(
  ground: Ground,
  principal: Principal,
  entity: string,
  id: string,
): Promise<ShareList> {
  return ground.reading(undefined, async (live, db) => {
    const who = ground.asker(live, principal);
    const of = visibleEntity(live.registry, who.rights, entity);
    const { met } = await conditionsOnSeen(db, who, of, id, [who.rights.may('share', of)]);
    const rows = await sharesOf(db, entity, id, new Date(ground.clock.now()));
    return { items: await named(db, ground, live.registry, principal, rows), mayShare: met[0]! };
  });
}

export async function shareRecord(
  ground: Ground,
  principal: Principal,
  entity: string,
  id: string,
  { kind, holder, edit = false, until = null }: ShareRecord,
): Promise<Share> {
  return ground.within(undefined, async (tx, live) => {
    const who = ground.asker(live, principal);
    const of = visibleEntity(live.registry, who.rights, entity);
    const { met } = await conditionsOnSeen(tx, who, of, id, [
      who.rights.may('share', of),
      who.rights.may('edit', of),
    ]);
    if (!met[0]) throw forbidden('None of your roles lets you share this record.');
    if (edit && !met[1])
      throw forbidden('You may not change this record, so you can’t let others change it.');
    const now = ground.clock.now();
    if (until !== null && !(Date.parse(until) > now))
      throw invalid([{ path: 'until', code: 'past', message: 'The sharing would end before it begins.' }]);
    if (!(await exists(tx, live.registry, kind, holder)))
      throw invalid([{ path: 'holder', code: 'no_holder', message: `There is no such ${kind}.` }]);
    const row = await putShare(tx, {
      id: newId(now),
      entity,
      recordId: id,
      holder: `${kind}:${holder}`,
      edit,
      until: until === null ? null : new Date(until),
      at: new Date(now),
      by: principal.personId,
    });
    const detail = { entity, id, holder: row.holder, edit, until };
    await writeAudit(tx, { at: new Date(now), personId: principal.personId, deed: 'record.shared', detail });
    // Whoever it was given to has other rights with their next request.
    await notify(tx, 'sessions');
    tx.afterCommit(() => ground.announce(entity, [id]));
    return (await named(tx, ground, live.registry, principal, [row]))[0]!;
  });
}

export async function unshareRecord(
  ground: Ground,
  principal: Principal,
  entity: string,
  id: string,
  share: string,
): Promise<void> {
  await ground.within(undefined, async (tx, live) => {
    const who = ground.asker(live, principal);
    const of = visibleEntity(live.registry, who.rights, entity);
    const { met } = await conditionsOnSeen(tx, who, of, id, [who.rights.may('share', of)]);
    if (!met[0]) throw forbidden('None of your roles lets you share this record.');
    const row = isId(share) ? await deleteShare(tx, entity, id, share) : null;
    if (!row) throw notFound('sharing of this record');
    const detail = { entity, id, holder: row.holder };
    const at = new Date(ground.clock.now());
    await writeAudit(tx, { at, personId: principal.personId, deed: 'record.unshared', detail });
    await notify(tx, 'sessions');
    tx.afterCommit(() => ground.announce(entity, [id]));
  });
}

// helpers //////////

const ENTITIES = { person: 'user', team: 'team' } as const;

async function exists(
  tx: Queryable,
  registry: Registry,
  kind: ShareRecord['kind'],
  holder: string,
): Promise<boolean> {
  if (kind === 'role') return registry.roles.has(holder);
  if (!isId(holder)) return false;
  const { rows } = await tx.query(
    kind === 'person'
      ? 'select 1 from data."user" where id = $1 and deleted_at is null and coalesce(active, true)'
      : 'select 1 from data.team where id = $1 and deleted_at is null',
    [holder],
  );
  return rows.length === 1;
}

/** With the names of people, teams and roles, as far as the asking person may see them. */
async function named(
  db: Queryable,
  ground: Ground,
  registry: Registry,
  principal: Principal,
  rows: readonly ShareRow[],
): Promise<Share[]> {
  const holders = rows.map(({ holder }) => holder.split(/:(.*)/s) as [Share['kind'], string]);
  const refs = holders.flatMap(([kind, id]) => (kind === 'role' ? [] : [{ entity: ENTITIES[kind], id }]));
  const who = ground.asker({ ...ground.model.live(), registry }, principal);
  const titles = await recordTitles(db, who, refs);
  return rows.map(({ id, edit, until, createdAt }, i) => {
    const [kind, holder] = holders[i]!;
    const name =
      kind === 'role'
        ? textOf(registry.roles.get(holder)?.definition.label, principal.language, holder)
        : (titles.get(`${ENTITIES[kind]}:${holder}`) ?? '…');
    return { id, kind, holder, name, edit, until, createdAt };
  });
}
