/**
 * Files brought in by people: looked at, mapped, tried on their first rows or as a whole, run in the background, taken back.
 * Records are written in the name of who began it, with the rights they have at that moment.
 */
import { rightsOf } from '#metadata/access.ts';
import { isNothing } from '#metadata/rows.ts';
import type {
  Import,
  ImportDetail,
  ImportDraft,
  ImportList,
  ImportPreview,
  ImportSettings,
  NewImport,
  StartImport,
} from '../../api/imports.ts';
import { personPrincipal } from '../auth/person-principal.ts';
import { type Principal, systemPrincipal } from '../auth/principal.ts';
import type { Transaction } from '../db/database.ts';
import { notify } from '../db/notify.ts';
import { isId, newId } from '../ids.ts';
import { forbidden, notFound, Rejection } from '../rejection.ts';
import { filesByIds } from '../store/files.ts';
import {
  deleteFailures,
  failuresOf,
  findImport,
  type ImportRow,
  insertImport,
  latestImports,
  settingsForHeader,
  takeImport,
  updateImport,
} from '../store/imports.ts';
import { findJournal, keptJournalRecords } from '../store/journal.ts';
import { namesOf } from '../store/people.ts';
import { writeAudit } from '../store/sessions.ts';
import { failuresFile } from './failures-file.ts';
import { withFileCopy } from './file-copy.ts';
import { plain } from './mapping.ts';
import { carryOut, LEASE, planOf, type RunGround, storedFile, tryRows } from './run/carry-out.ts';
import { guessSettings, importTargets } from './run/guess-settings.ts';
import type { CsvRow } from './sheets/csv-rows.ts';
import { lookAt, sheetRows } from './sheets/sheet.ts';

export interface Imports {
  create(principal: Principal, input: NewImport): Promise<ImportDraft>;
  list(principal: Principal): Promise<ImportList>;
  get(principal: Principal, id: string): Promise<ImportDetail>;
  preview(principal: Principal, id: string, settings: ImportSettings): Promise<ImportPreview>;
  start(principal: Principal, id: string, input: StartImport): Promise<Import>;
  cancel(principal: Principal, id: string): Promise<Import>;
  undo(principal: Principal, id: string): Promise<Import>;
  failures(principal: Principal, id: string): Promise<{ name: string; content: AsyncIterable<string> }>;
  /** Works at one import that waits; says whether there was one. */
  round(stopping?: () => boolean): Promise<boolean>;
}

export interface ImportsOptions extends Omit<RunGround, 'told'> {
  /** Of people who have not chosen one. */
  readonly zone: string;
  /** There is work for the worker. */
  readonly ring: () => void;
}

const PREVIEWED = 20;
const LISTED = 100;
const ATTEMPTS = 5;

export function createImports(options: ImportsOptions): Imports {
  const { db, model, clock, records, zone, ring } = options;
  const at = () => new Date(clock.now());
  const ground: RunGround = {
    ...options,
    // A hint that gets lost is made up for by the next one.
    told: ({ personId }) =>
      void notify(db, 'live', JSON.stringify({ topic: 'imports', ...(personId && { personId }) })).catch(
        () => {},
      ),
  };

  async function mine(principal: Principal, id: string): Promise<ImportRow> {
    const row = isId(id) ? await findImport(db, id) : null;
    const all = rightsOf(model.live().registry, principal).deeds.has('manage_people');
    if (!row || !(principal.unrestricted || all || row.personId === principal.personId))
      throw notFound('such import');
    return row;
  }

  async function shown(principal: Principal, rows: readonly ImportRow[]): Promise<Import[]> {
    const people = await namesOf(db, [...new Set(rows.flatMap(({ personId }) => personId ?? []))]);
    return rows.map(({ fileId: _file, headerKey: _key, personId, attempts: _attempts, ...row }) => ({
      ...row,
      sheet: row.sheet as unknown as Import['sheet'],
      settings: row.settings as unknown as Import['settings'],
      by: (personId && people.get(personId)) || null,
      mine: personId === principal.personId,
    }));
  }

  async function one(principal: Principal, id: string): Promise<Import> {
    return (await shown(principal, [(await findImport(db, id))!]))[0]!;
  }

  /** Settings of an earlier file may name fields that are there no more, or that this person may not fill. */
  function fits(row: ImportRow, principal: Principal, settings: ImportSettings): boolean {
    try {
      planOf(ground, row, principal, settings);
      return true;
    } catch (error) {
      if (error instanceof Rejection) return false;
      throw error;
    }
  }

  /** Changes an import under its lock, where its state permits it. */
  async function move(
    principal: Principal,
    id: string,
    from: readonly ImportRow['state'][],
    change: Parameters<typeof updateImport>[2],
    also: (row: ImportRow, tx: Transaction) => Promise<void> = async () => {},
  ): Promise<Import> {
    await mine(principal, id);
    const moved = await db.transaction(async (tx) => {
      const row = (await findImport(tx, id, true))!;
      if (!from.includes(row.state))
        throw new Rejection({
          status: 409,
          code: 'import_state',
          message: `${row.fileName} is “${row.state}” by now; load the page again.`,
        });
      await also(row, tx);
      await updateImport(tx, id, change);
      if (change.done === 0) await deleteFailures(tx, id);
      return row;
    });
    ring();
    ground.told(moved);
    return one(principal, id);
  }

  return {
    async create(principal, { file, entity: key, sheet, encoding }) {
      const { registry } = model.live();
      const rights = rightsOf(registry, principal);
      const entity = registry.entities.get(key);
      if (!entity || (!principal.unrestricted && isNothing(rights.may('see', entity))))
        throw notFound(`entity ${JSON.stringify(key)}`);
      const mayWrite = (['create', 'edit'] as const).some((action) => !isNothing(rights.may(action, entity)));
      if (!principal.unrestricted && !mayWrite) throw forbidden(`None of your roles lets you write ${key}.`);
      const stored = isId(file) ? (await filesByIds(db, [file])).get(file.toLowerCase()) : undefined;
      if (!stored || (!principal.unrestricted && stored.createdBy !== principal.personId))
        throw notFound('such file');
      const facts = await withFileCopy(db, stored, async ({ path, name, files }) => ({
        ...(await lookAt({ path, name, sheet, encoding })),
        ...(files && { files: files.count }),
      }));
      const filling = { registry, rights, files: 'files' in facts };
      const header = facts.columns.map(({ name }) => name);
      const headerKey = JSON.stringify(header.map(plain).sort());
      const row = await insertImport(db, {
        id: newId(clock.now()),
        entity: key,
        fileId: stored.id,
        fileName: stored.name,
        personId: principal.personId,
        sheet: facts as never,
        headerKey,
        total: facts.rows,
        at: at(),
      });
      const earlier = (await settingsForHeader(
        db,
        key,
        headerKey,
        principal.personId,
      )) as ImportSettings | null;
      const remembered = earlier !== null && fits(row, principal, earlier);
      return {
        import: (await shown(principal, [row]))[0]!,
        targets: importTargets(filling, entity, principal.language),
        proposed: remembered ? earlier : guessSettings(filling, entity, header),
        remembered,
      };
    },

    async list(principal) {
      const all =
        principal.unrestricted || rightsOf(model.live().registry, principal).deeds.has('manage_people');
      return {
        items: await shown(principal, await latestImports(db, all ? null : principal.personId, LISTED)),
      };
    },

    async get(principal, id) {
      const row = await mine(principal, id);
      const kept = row.kept > 0 ? await keptJournalRecords(db, id, LISTED) : [];
      const titles = await records.titles(
        principal,
        kept.map(({ entity, recordId }) => ({ entity, id: recordId })),
      );
      const failures = await failuresOf(db, id, 0, LISTED);
      return {
        import: (await shown(principal, [row]))[0]!,
        failures: failures.map(({ line, problems }) => ({
          line,
          problems: [...problems],
        })) as ImportDetail['failures'],
        kept: kept.map(({ entity, recordId, kept: reasons }) => ({
          entity,
          id: recordId,
          title: titles.get(`${entity}:${recordId}`) ?? '',
          reasons: [...reasons],
        })),
      };
    },

    async preview(principal, id, settings) {
      const row = await mine(principal, id);
      const plan = planOf(ground, row, principal, settings);
      const { encoding, sheet } = row.sheet as unknown as Import['sheet'];
      const outcomes = await withFileCopy(db, storedFile(row), async ({ path, name, files: beside }) => {
        const found: CsvRow[] = [];
        let header = true;
        for await (const one of sheetRows({
          path,
          name,
          decimalMark: plan.conventions.decimalMark,
          ...(encoding !== null && { encoding }),
          ...(sheet !== null && { sheet }),
        })) {
          if (!header) found.push(one);
          header = false;
          if (found.length === PREVIEWED) break;
        }
        return tryRows(ground, row, principal, { plan, beside }, found);
      });
      const there = outcomes.flatMap(({ deed, id: of }) =>
        of !== null && deed !== 'create' ? [{ entity: row.entity, id: of }] : [],
      );
      const titles = await records.titles(principal, there);
      return {
        rows: outcomes.map(({ line, deed, cells, problems, id: of }) => {
          const title = of === null ? undefined : titles.get(`${row.entity}:${of}`);
          return {
            line,
            deed,
            cells: [...cells],
            problems: [...problems],
            record: title === undefined ? null : { id: of!, title },
          };
        }),
      };
    },

    start: (principal, id, { settings, check = false }) =>
      move(
        principal,
        id,
        ['draft', 'checked'],
        {
          state: check ? 'checking' : 'running',
          settings: settings as never,
          startedAt: at(),
          endedAt: null,
          error: null,
          done: 0,
          created: 0,
          updated: 0,
          skipped: 0,
          failed: 0,
          attempts: 0,
        },
        async (row, tx) => {
          planOf(ground, row, principal, settings);
          if (check) return;
          const detail = { import: id, entity: row.entity, file: row.fileName, rows: row.total };
          await writeAudit(tx, { at: at(), personId: principal.personId, deed: 'import_begun', detail });
        },
      ),

    async cancel(principal, id) {
      const { state } = await mine(principal, id);
      return state === 'checking'
        ? move(principal, id, ['checking'], { state: 'draft', lockedUntil: null })
        : move(principal, id, ['running'], { state: 'cancelled', endedAt: at(), lockedUntil: null });
    },

    undo: (principal, id) =>
      move(
        principal,
        id,
        ['done', 'cancelled', 'failed'],
        { state: 'undoing', restored: 0, kept: 0, attempts: 0, lockedUntil: null },
        async (row, tx) => {
          if (!(await findJournal(tx, id)))
            throw new Rejection({
              status: 409,
              code: 'nothing_to_undo',
              message: `${row.fileName} has written nothing that could be taken back.`,
            });
          const detail = { import: id, entity: row.entity, file: row.fileName };
          await writeAudit(tx, { at: at(), personId: principal.personId, deed: 'import_undone', detail });
        },
      ),

    async failures(principal, id) {
      const row = await mine(principal, id);
      const base = row.fileName.replace(/\.[^.]*$/, '');
      return { name: `${base} ✗.csv`, content: failuresFile(db, row, principal.language) };
    },

    async round(stopping = () => false) {
      const row = await takeImport(db, at(), new Date(clock.now() + LEASE));
      if (!row) return false;
      const principal =
        row.personId === null ? systemPrincipal(zone) : await personPrincipal(db, row.personId, zone);
      const fail = (error: string) =>
        updateImport(db, row.id, { state: 'failed', error, endedAt: at(), lockedUntil: null });
      if (!principal) await fail('Who began it may not sign in any more.');
      else if (row.attempts > ATTEMPTS)
        await fail('It broke off several times without getting further. What was written can be taken back.');
      else await carryOut(ground, row, principal, stopping);
      return true;
    },
  };
}
