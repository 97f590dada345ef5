/** What PostgreSQL refuses, in words: a value that must be unique, a record that is gone. */
import { uniqueIndexes } from '#metadata/rows.ts';
import { errorCode, violatedConstraint } from '../db/database.ts';
import { RowsRefused, rowProblem } from './refused.ts';
import { pathIn, type RowSet } from './row-set.ts';

const UNIQUE = '23505';
const FOREIGN_KEY = '23503';

/** The error to throw instead. */
export function worded(error: unknown, set: RowSet): unknown {
  const constraint = violatedConstraint(error);
  const [only, ...more] = set.rows;
  const row = more.length === 0 && only ? only : null;
  const at = (key: string) => (row ? pathIn(row, key) : key);
  if (errorCode(error) === UNIQUE) {
    const keys = uniqueIndexes(set.entity).get(constraint ?? '');
    if (!keys) return error;
    const name = keys.map((key) => set.entity.fields.get(key)!.name).join(', ');
    return new RowsRefused([rowProblem(row?.row ?? null, at(keys[0]!), 'not_unique', { field: name })]);
  }
  if (errorCode(error) === FOREIGN_KEY) {
    const field = [...set.entity.fields.values()].find((candidate) =>
      constraint?.startsWith(`${set.entity.table}__${candidate.columns[0]?.name}__`),
    );
    const target = field?.type.refersTo?.(field)?.entities[0];
    if (!field || target === undefined) return error;
    return new RowsRefused([
      rowProblem(row?.row ?? null, at(field.key), 'record_missing', { field: field.name, entity: target }),
    ]);
  }
  return error;
}
