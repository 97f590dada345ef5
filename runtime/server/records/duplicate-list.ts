/** The work list of records that look alike: groups of those the person may see, and what they have said about them. */

import { rightsOf } from '#metadata/access.ts';
import type { DuplicateList, DuplicateQuery, KeptRecord } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { isId } from '../ids.ts';
import { forbidden, notFound, Rejection } from '../rejection.ts';
import { deleteMerged, dismissPairs, openPairs } from '../store/duplicates.ts';
import { findJournal, keptJournalRecords, lockJournal, markUndone } from '../store/journal.ts';
import { writeAudit } from '../store/sessions.ts';
import { groupsOf, keyOfPair, pairsAround, titlesIn, told } from './duplicate-groups.ts';
import { visibleEntity } from './entity-of.ts';
import type { Ground } from './ground.ts';
import { recordTitles } from './read.ts';
import { undoPart } from './undo.ts';

const LIMIT = 50;

export async function listDuplicates(
  ground: Ground,
  principal: Principal,
  entity: string,
  { cursor, limit = LIMIT }: DuplicateQuery,
): Promise<DuplicateList> {
  return ground.reading(undefined, async (live, db) => {
    const who = ground.asker(live, principal);
    const of = visibleEntity(live.registry, who.rights, entity);
    // That two records are alike in a field tells of it: who may read the fields of no rule is told of no pair.
    const readable = (key: string) => who.rights.field(of, of.fields.get(key)!) !== 'hidden';
    const may = of.duplicates?.match.some(({ equal, similar }) => [...equal, ...similar].every(readable));
    if (!may) return { items: [], next: null };
    const items: DuplicateList['items'] = [];
    let after = cursor === undefined ? null : readCursor<[string, string, string]>(cursor, 3);
    let more = true;
    // What is out of sight is passed over; a page is full all the same.
    while (more && items.length < limit) {
      const page = await openPairs(db, of.key, after, limit);
      const around = await pairsAround(db, of.key, page);
      const titles = await titlesIn(db, who, of.key, around);
      const groups = groupsOf(around.filter(({ one, other }) => titles.has(one) && titles.has(other)));
      more = page.length === limit;
      for (const pair of page) {
        after = [pair.foundAt, pair.one, pair.other];
        // A group is told with the first of its pairs.
        const group = groups.get(keyOfPair(pair));
        if (group) items.push(told(group, titles));
        if (items.length === limit) {
          more = true;
          break;
        }
      }
    }
    return { items, next: more && after ? writeCursor([...after]) : null };
  });
}

/** @param dismissed false: takes back that they are not the same */
export async function dismissDuplicate(
  ground: Ground,
  principal: Principal,
  entity: string,
  ids: readonly string[],
  dismissed: boolean,
): Promise<void> {
  const { clock, db } = ground;
  await ground.reading(undefined, async (live, on) => {
    const who = ground.asker(live, principal);
    const of = visibleEntity(live.registry, who.rights, entity);
    const seen = await recordTitles(
      on,
      who,
      ids.filter(isId).map((id) => ({ entity: of.key, id })),
    );
    if (seen.size < new Set(ids).size) throw notFound('pair of records');
  });
  const at = new Date(clock.now());
  const [id, ...others] = ids.map((one) => one.toLowerCase());
  const by = dismissed ? principal.personId : null;
  if ((await dismissPairs(db, entity, id!, others, dismissed ? at : null, by)) === 0)
    throw notFound('pair of records');
}

/** Takes back a merge or a change of many records; both in one transaction. */
export async function undoDeed(
  ground: Ground,
  principal: Principal,
  id: string,
): Promise<{ restored: number; kept: KeptRecord[] }> {
  const { model, clock, db } = ground;
  const found = isId(id) ? await findJournal(db, id) : null;
  const all = rightsOf(model.live().registry, principal).deeds.has('manage_people');
  if (
    !found ||
    found.kind === 'import' ||
    !(principal.unrestricted || all || found.personId === principal.personId)
  )
    throw notFound('deed that could be taken back');
  if (!principal.unrestricted && principal.kind !== 'person') throw forbidden('Only people take deeds back.');
  const restored = await model.transaction(async (tx, live) => {
    const deed = (await lockJournal(tx, id))!;
    if (deed.undoneAt !== null)
      throw new Rejection({ status: 409, code: 'undone', message: 'It has been taken back already.' });
    let sum = 0;
    for (let more = true; more; ) {
      const part = await undoPart(ground, principal, tx, live, deed);
      sum += part.restored;
      more = part.more;
    }
    const at = new Date(clock.now());
    await markUndone(tx, id, at, principal.personId);
    await deleteMerged(tx, id);
    await writeAudit(tx, {
      at,
      personId: principal.personId,
      deed: 'undone',
      detail: { journal: id, kind: deed.kind },
    });
    return sum;
  });
  const kept = await keptJournalRecords(db, id, 100);
  return ground.reading(undefined, async (live, on) => {
    const titles = await recordTitles(
      on,
      ground.asker(live, principal),
      kept.map(({ entity, recordId }) => ({ entity, id: recordId })),
    );
    return {
      restored,
      kept: kept.map(({ entity, recordId, kept: reasons }) => ({
        entity,
        id: recordId,
        title: titles.get(`${entity}:${recordId}`) ?? '',
        reasons: [...reasons],
      })),
    };
  });
}
