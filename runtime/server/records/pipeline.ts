/**
 * The one write path. A set of rows of one entity goes through `ROW_STAGES`, lines within it through the same; what follows for
 * the whole unit is `UNIT_STAGES`. Forms, lists, imports, programs and process steps all come through here.
 */
import { RowsRefused } from './refused.ts';
import type { Row, RowSet, SaveRows } from './row-set.ts';
import { calculate } from './stages/calculate.ts';
import { checks } from './stages/checks.ts';
import { compare } from './stages/compare.ts';
import { defaults } from './stages/defaults.ts';
import { duplicates } from './stages/duplicates.ts';
import { follow } from './stages/follow.ts';
import { formulas } from './stages/formulas.ts';
import { journal } from './stages/journal.ts';
import { load } from './stages/load.ts';
import { locks } from './stages/locks.ts';
import { log } from './stages/log.ts';
import { numbers } from './stages/numbers.ts';
import { order } from './stages/order.ts';
import { parse } from './stages/parse.ts';
import { recordType } from './stages/record-type.ts';
import { references } from './stages/references.ts';
import { required } from './stages/required.ts';
import { proveCreated, rights } from './stages/rights.ts';
import { saveLines } from './stages/save-lines.ts';
import { stageRules } from './stages/stage-rules.ts';
import { unique } from './stages/unique.ts';
import { version } from './stages/version.ts';
import { warnings } from './stages/warnings.ts';
import { webhooks } from './stages/webhooks.ts';
import { write } from './stages/write.ts';
import { idIn, type Unit } from './unit.ts';

type RowStage = (set: RowSet, unit: Unit, save: SaveRows) => void | Promise<void>;
type UnitStage = (unit: Unit) => void | Promise<void>;

/** Behind each stage the rows that have problems are known; `refuseRows` ends the deed with all of them at once. */
export const ROW_STAGES: readonly RowStage[] = [
  parse, // keys known, values of their types
  load, // lock and read; parents of sums first
  rights, // may it be made, changed, this field set
  version, // nobody was faster
  refuseRows,
  defaults, // what a new record begins with
  references, // the other record is there and may be chosen
  required, // nothing is missing
  recordType, // its kind is said and permitted, and has what it requires
  stageRules, // the pipeline permits the move
  unique, // no two alike, told by row
  refuseRows,
  numbers, // 2026-0042
  formulas, // over the row and what its lookups lead to
  write,
  proveCreated, // the new record is one the person may make
  saveLines, // children, by the same stages
  refuseRows,
];

export const UNIT_STAGES: readonly UnitStage[] = [
  calculate, // sums, and formulas of other records, up the graph
  locks, // nothing of a locked document
  checks, // what the entity says must hold
  duplicates, // nothing that looks like another, where that is refused
  warnings, // what is to be considered, where somebody can answer
  log, // who changed what, and why
  journal, // what it was before, where the deed can be taken back
  compare, // what may look like it is looked for afterwards
  follow, // who follows it, and what they are to be told
  order, // processes that wait for such a change, or begin with it
  webhooks, // other systems that are told of it
];

/** Creates and changes records of one entity. Returns their ids in the order of the inputs. Throws RowsRefused. */
export const saveRows: SaveRows = async (unit, entity, inputs, { lines = false } = {}) => {
  const rows = inputs.map((input): Row => {
    const { row, path, id } = input;
    return {
      row,
      path,
      input,
      id: id ?? idIn(unit, row),
      created: id === null,
      given: new Map(),
      claimed: new Map(),
      lists: new Map(),
      before: null,
      values: {},
    };
  });
  const set: RowSet = { entity, rows, problems: [], lines };
  for (const stage of ROW_STAGES) await stage(set, unit, saveRows);
  return rows.map((row) => row.id);
};

/** Called once, when everything of the unit is written. */
export async function finishUnit(unit: Unit): Promise<void> {
  for (const stage of UNIT_STAGES) await stage(unit);
}

// helpers //////////

function refuseRows(set: RowSet): void {
  if (set.problems.length > 0) throw new RowsRefused(set.problems);
}
