/**
 * Many rows in one transaction, the good ones written and the bad ones told. Rows with problems are taken out and the rest is
 * tried again from a savepoint; where it can't be told which row is at fault, the set is halved until it can.
 */
import type { Transaction } from '../db/database.ts';
import { Rejection } from '../rejection.ts';
import { type RowProblem, RowsRefused } from './refused.ts';
import type { Unit } from './unit.ts';

export interface RowRefusal {
  /** Index of the row that came in. */
  readonly row: number;
  readonly path: string;
  readonly code: string;
  readonly message: string;
  /** Names within the sentence, for a translation by code. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/**
 * @param indices of the rows to try
 * @param deed writes these rows as one unit; what it gives for a row is kept by the row's index
 */
export async function eachOrNone<T>(
  tx: Transaction,
  indices: readonly number[],
  deed: (indices: readonly number[]) => Promise<{ readonly unit: Unit; readonly values: readonly T[] }>,
  done: (unit: Unit) => void,
): Promise<{ readonly values: Map<number, T>; readonly refused: RowRefusal[] }> {
  const values = new Map<number, T>();
  const refused: RowRefusal[] = [];
  const sets: (readonly number[])[] = [indices];
  for (let set = sets.pop(); set !== undefined; set = sets.pop()) {
    if (set.length === 0) continue;
    await tx.query('savepoint many');
    try {
      const { unit, values: given } = await deed(set);
      await tx.query('release savepoint many');
      for (const [i, index] of set.entries()) values.set(index, given[i]!);
      done(unit);
    } catch (error) {
      await tx.query('rollback to savepoint many');
      const problems = problemsOf(error);
      const bad = new Set(problems.flatMap(({ row }) => row ?? []));
      if (bad.size > 0) {
        refused.push(...told(problems));
        sets.push(set.filter((index) => !bad.has(index)));
      } else if (set.length === 1) refused.push(...told(problems.map((one) => ({ ...one, row: set![0]! }))));
      else {
        const half = set.length >> 1;
        sets.push(set.slice(half), set.slice(0, half));
      }
    }
  }
  return { values, refused: refused.sort((a, b) => a.row - b.row) };
}

// helpers //////////

/** Only refusals are told row by row; whatever else went wrong ends the whole. */
function problemsOf(error: unknown): readonly RowProblem[] {
  if (error instanceof RowsRefused) return error.problems;
  if (!(error instanceof Rejection)) throw error;
  const { status, code, message } = error.detail;
  return [{ row: null, status, error: { path: '', code, message } }];
}

function told(problems: readonly RowProblem[]): RowRefusal[] {
  return problems.flatMap(({ row, error: { path, code, message, params } }) =>
    row === null ? [] : [{ row, path, code, message, ...(params && { params }) }],
  );
}
