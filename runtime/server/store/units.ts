/**
 * The one statement that commits units of work (ARCHITECTURE §5): up to a hundred units of different instances go in as
 * JSON arrays, each unit is written whole or not at all, and the answer says which were. No unit waits for a lock: a row
 * that another transaction holds, or whose revision moved on, fails its unit only (DECISIONS 5).
 *
 * The statement is put together from the parts the units need; each combination is prepared once a connection.
 */
import type { Queryable } from '../db/database.ts';
import { PARTS, type Part } from './unit-parts.ts';
import type { UnitRows } from './unit-rows.ts';

/** Writes the units; says for each, in order, whether it was written. Throws only where nothing was written at all. */
export async function commitUnits(db: Queryable, units: readonly UnitRows[]): Promise<boolean[]> {
  const parts = PARTS.map((part) => ({
    part,
    rows: units.flatMap((unit, u) => part.rows(unit).map((row) => ofUnit(u, row))),
  }));
  const used = parts.filter(({ part, rows }) => part.always || rows.length > 0);
  const name = `commit-units-${used.map(({ part }) => part.letter).join('')}`;
  const text = statement(used.map(({ part }) => part));
  const values = [units.length, ...used.map(({ rows }) => `[${rows.join()}]`)];
  const { rows } = await db.query<{ u: number }>({ name, text, values });
  const written = new Array<boolean>(units.length).fill(false);
  for (const { u } of rows) written[u] = true;
  return written;
}

// helpers //////////

/** A row as JSON that says which unit it belongs to. Put before its text, since copying every row to add it costs more than the rest. */
function ofUnit(u: number, row: object): string {
  return `{"u":${u},${JSON.stringify(row).slice(1)}`;
}

const texts = new Map<string, string>();

function statement(parts: readonly Part[]): string {
  const name = parts.map((part) => part.letter).join('');
  let text = texts.get(name);
  if (text === undefined) {
    text = build(parts);
    texts.set(name, text);
  }
  return text;
}

function build(parts: readonly Part[]): string {
  const ctes: string[] = [];
  const refusals: string[] = [];
  parts.forEach((part, index) => {
    const source = `in_${part.letter}${part.letter === part.letter.toLowerCase() ? '' : '2'}`;
    ctes.push(
      `${source} as materialized (select * from json_to_recordset($${index + 2}::json) as x(${part.columns}))`,
    );
    if (part.refuses) {
      ctes.push(part.refuses(source).trim());
      refusals.push(`select u from refused_${part.letter}`);
    }
  });
  const refused = refusals.length ? ` where u not in (${refusals.join(' union all ')})` : '';
  ctes.push(`fine as materialized (select u from generate_series(0, $1::int - 1) as g(u)${refused})`);
  for (const part of parts) {
    const source = `in_${part.letter}${part.letter === part.letter.toLowerCase() ? '' : '2'}`;
    // `r` in a write names the rows of its part.
    if (part.write) ctes.push(`do_${source} as (${withSource(part.write, source)})`);
  }
  return `with ${ctes.join(',\n')}\nselect u from fine`;
}

function withSource(write: string, source: string): string {
  return write.replace(/\b(from|using) r\b/, `$1 ${source} r`);
}
