/**
 * The deeds on records, for every entity: read, write, in many, with history, notes and views. Routes, tasks, imports and process
 * steps call them; each runs in one transaction, its own or the caller's.
 */
import { namedFilesSql } from '#metadata/file-fields.ts';
import { processPrincipal, systemPrincipal } from '../auth/principal.ts';
import { isId } from '../ids.ts';
import { invalid, notFound, Rejection } from '../rejection.ts';
import { deleteMerged, mergedInto } from '../store/duplicates.ts';
import { eraseFiles } from '../store/erase-records.ts';
import { filesOfJournal } from '../store/files.ts';
import { lockJournal, markUndone } from '../store/journal.ts';
import { amendRecord } from './amend.ts';
import { anonymise, previewAnonymise } from './anonymise.ts';
import { createsTogether } from './create-together.ts';
import type { Records, UpdateInput } from './deeds.ts';
import { deleteRows, restoreRows } from './delete-rows.ts';
import { dismissDuplicate, listDuplicates, undoDeed } from './duplicate-list.ts';
import { entityOf, visibleEntity } from './entity-of.ts';
import { explainRight } from './explain.ts';
import { explainValue } from './explain-value.ts';
import { exportRecords } from './export-records.ts';
import { findDuplicates } from './find-duplicates.ts';
import { createGround, type GroundOptions } from './ground.ts';
import { holdRecords } from './hold-records.ts';
import { mergeRecords } from './merge.ts';
import { saveRows } from './pipeline.ts';
import { listRecords, pivotRecords, readRecord, recordTitles } from './read.ts';
import { valuesByPath } from './read-paths.ts';
import { readableFields } from './readable-fields.ts';
import { recalculateNext } from './recalculate.ts';
import { RowsRefused } from './refused.ts';
import { countOutlived, retainPart } from './retain.ts';
import { conditionsOn } from './right-on.ts';
import { listSavedViews, removeSavedView, saveView } from './saved-views.ts';
import { listShares, shareRecord, unshareRecord } from './shares.ts';
import { shown } from './shown.ts';
import { readTimeline } from './timeline.ts';
import { undoPart } from './undo.ts';
import type { Unit } from './unit.ts';
import { upsertRecords } from './upsert.ts';
import { bulkRecords, writeRecords } from './write-many.ts';

export type { ReadContext, Records, UpdateInput } from './deeds.ts';
export type { RecordFile } from './export-records.ts';
export type { GroundOptions as RecordsOptions, WriteOptions } from './ground.ts';
export type { RowRefusal } from './many.ts';
export type { ReadOptions, RecordRef } from './read.ts';
export type { PathValues } from './read-paths.ts';
export type { UndonePart } from './undo.ts';
export type { WriteManyOptions, WriteRow, WrittenRows } from './write-many.ts';

export function openRecords(options: GroundOptions): Records {
  const ground = createGround(options);
  const { reading, writing, asker, watch } = ground;
  const createTogether = createsTogether(ground);

  const deeds: Records = {
    query: (principal, entity, query, on) =>
      reading(on, (live, db) => {
        const who = asker(live, principal);
        return listRecords(db, who, visibleEntity(live.registry, who.rights, entity), query, watch);
      }),
    pivot: (principal, entity, query) =>
      reading(undefined, (live, db) => {
        const who = asker(live, principal);
        return pivotRecords(db, who, visibleEntity(live.registry, who.rights, entity), query, watch);
      }),
    async get(principal, entity, id, context) {
      const record = await deeds.find(principal, entity, id, context);
      if (record) return record;
      const into = await deeds.mergedInto(entity, id, context?.transaction);
      // Where the other may not be seen either, nobody learns that there is one.
      if (into && (await deeds.find(principal, entity, into, context)))
        throw new Rejection({
          status: 410,
          code: 'merged',
          message: 'This record was merged into another one.',
          extra: { entity, into },
        });
      throw notFound(`record ${id} of ${entity}`);
    },
    find: (principal, entity, id, { transaction, grants, ...context } = {}) =>
      reading(transaction, (live, db) => {
        const who = asker(live, principal, grants);
        const of = visibleEntity(live.registry, who.rights, entity);
        return readRecord(ground.prepared(db, live.release), who, of, id, context);
      }),
    readable: (principal, { entity, id }, on) =>
      reading(on, async (live, db) => {
        const who = asker(live, principal);
        const titles = await recordTitles(db, who, [{ entity, id }]);
        if (titles.size === 0) return null;
        return new Set((await readableFields(db, who, entityOf(live.registry, entity), id)).keys());
      }),
    mayEdit: (principal, { entity, id }, on) =>
      reading(on, async (live, db) => {
        const who = asker(live, principal);
        const of = visibleEntity(live.registry, who.rights, entity);
        const found = await conditionsOn(db, who, of, id, [who.rights.may('edit', of)]);
        return found?.seen === true && found.met[0]!;
      }),
    titles: (principal, records, on) =>
      reading(on, (live, db) => recordTitles(db, asker(live, principal), records)),
    paths: ({ entity, id, paths, runAs = null, lock = false }, on) =>
      reading(on, async (live, db) => {
        const of = live.registry.entities.get(entity);
        if (!of || !isId(id)) return null;
        const who = runAs === null ? systemPrincipal() : processPrincipal('', [runAs], 'UTC');
        const found = await valuesByPath(db, asker(live, who), of, [id], paths, lock ? 'write' : null);
        const values = found.get(id.toLowerCase());
        if (values) return values;
        // Processes go on with the record that theirs was merged into.
        const into = await mergedInto(db, entity, id);
        return into === null
          ? null
          : ((await valuesByPath(db, asker(live, who), of, [into], paths, lock ? 'write' : null)).get(into) ??
              null);
      }),
    hold: (held, transaction) =>
      reading(transaction, (live, tx) => holdRecords(tx, asker(live, systemPrincipal()), held)),
    create: (principal, entity, values, more = {}) => {
      const { ask, ...others } = more;
      if (!ask && Object.keys(others).length === 0) return createTogether(principal, entity, values);
      return writing(
        principal,
        more,
        (unit) => save(unit, entity, null, { version: null, values }),
        async (unit, id) => (await shown(unit, entity, [id]))[0]!,
      );
    },
    update: (principal, entity, id, input, more = {}) =>
      writing(
        principal,
        more,
        (unit) => save(unit, entity, demandId(entity, id), input),
        async (unit, saved) => (await shown(unit, entity, [saved]))[0]!,
      ),
    save: (principal, entity, id, input, more = {}) =>
      writing(
        principal,
        more,
        (unit) => save(unit, entity, id === null ? null : demandId(entity, id), input),
        async (_unit, saved) => saved,
      ),
    delete: (principal, entity, id, { version = null, ...more } = {}) =>
      writing(
        principal,
        more,
        (unit) =>
          deleteRows(unit, entityOf(unit.registry, entity), [{ id: demandId(entity, id), row: 0, version }]),
        async () => {},
      ),
    restore: (principal, entity, id, more = {}) =>
      writing(
        principal,
        more,
        (unit) =>
          restoreRows(unit, entityOf(unit.registry, entity), [
            { id: demandId(entity, id), row: 0, version: null },
          ]),
        async (unit) => (await shown(unit, entity, [id.toLowerCase()]))[0]!,
      ),
    amend: (principal, entity, id, more = {}) =>
      writing(
        principal,
        more,
        (unit) => amendRecord(unit, entity, demandId(entity, id)),
        async (unit, made) => (await shown(unit, entity, [made]))[0]!,
      ),
    writeRecords: (principal, entity, rows, more = {}) => writeRecords(ground, principal, entity, rows, more),
    upsert: (principal, entity, input, { transaction } = {}) =>
      upsertRecords({ ground, records: deeds }, principal, entity, input, transaction),
    async merge(principal, entity, id, input) {
      if (id.toLowerCase() === input.other.toLowerCase())
        throw invalid([
          { path: 'other', code: 'same_record', message: 'A record can’t be merged with itself.' },
        ]);
      const other = demandId(entity, input.other);
      return mergeRecords(ground, principal, entity, demandId(entity, id), { ...input, other });
    },
    mergedInto: async (entity, id, on) => (isId(id) ? mergedInto(on ?? options.db, entity, id) : null),
    duplicates: (principal, entity, query) => listDuplicates(ground, principal, entity, query),
    dismissDuplicate: (principal, entity, ids, dismissed) =>
      dismissDuplicate(ground, principal, entity, ids, dismissed),
    shares: (principal, entity, id) => listShares(ground, principal, entity, id),
    share: (principal, entity, id, input) => shareRecord(ground, principal, entity, id, input),
    unshare: (principal, entity, id, share) => unshareRecord(ground, principal, entity, id, share),
    why: (principal, entity, id, query) => explainRight(ground, principal, entity, id, query),
    previewAnonymise: (principal, entity, id) => previewAnonymise(ground, principal, entity, id),
    anonymise: (principal, entity, id, input) => anonymise(ground, principal, entity, id, input),
    whyValue: (principal, entity, id, field, version) =>
      explainValue(ground, principal, entity, id, field, version),
    outlived: (entity, rule, registry) => countOutlived(ground, entity, rule, registry),
    retain: (rule, transaction) => retainPart(ground, rule, transaction),
    undoDeed: (principal, journal) => undoDeed(ground, principal, journal),
    findDuplicates: () => findDuplicates(ground),
    undo: (principal, journal, { transaction } = {}) =>
      ground.within(transaction, async (tx, live) => {
        const deed = isId(journal) ? await lockJournal(tx, journal) : null;
        if (!deed || deed.undoneAt !== null) throw notFound('deed that could be taken back');
        const part = await undoPart(ground, principal, tx, live, deed);
        if (!part.more) {
          await markUndone(tx, journal, new Date(ground.clock.now()), principal.personId);
          await eraseFiles(tx, await filesOfJournal(tx, journal), namedFilesSql(live.registry));
          await deleteMerged(tx, journal);
        }
        return part;
      }),
    recalculate: (entity, field, after, cause) => recalculateNext(ground, entity, field, after, cause),
    bulk: (principal, entity, deed, more = {}) => bulkRecords(ground, principal, entity, deed, more),
    export: (principal, entity, input) => exportRecords(ground, principal, entity, input),
    timeline: (principal, entity, id, query) => readTimeline(ground, principal, entity, id, query),
    savedViews: (principal) => listSavedViews(ground, principal),
    saveView: (principal, view) => saveView(ground, principal, view),
    deleteSavedView: (principal, key) => removeSavedView(ground, principal, key),
  };
  return Object.freeze(deeds);
}

// helpers //////////

async function save(
  unit: Unit,
  entity: string,
  id: string | null,
  { version, values }: UpdateInput,
): Promise<string> {
  const of = entityOf(unit.registry, entity);
  try {
    const [saved] = await saveRows(unit, of, [{ row: 0, path: '', id, version, values }]);
    return saved!;
  } catch (error) {
    // A process writes to the record that its own was merged into; a person is told.
    const into =
      id !== null && unit.principal.kind === 'process' && isDeleted(error)
        ? await mergedInto(unit.tx, entity, id)
        : null;
    if (into === null) throw error;
    const [saved] = await saveRows(unit, of, [{ row: 0, path: '', id: into, version: null, values }]);
    return saved!;
  }
}

const isDeleted = (error: unknown): boolean =>
  error instanceof RowsRefused && error.problems.some(({ error: { code } }) => code === 'deleted');

function demandId(entity: string, id: string): string {
  if (!isId(id)) throw notFound(`record ${id} of ${entity}`);
  return id.toLowerCase();
}
