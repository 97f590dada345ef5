/**
 * Values that a new field takes over from one that goes: from the same records by a table of values, or from records of another
 * entity along a lookup. Copied within the switch in small tables, behind it in large ones; the source stands aside meanwhile.
 */
import { type DefinitionProblem, error } from '../definition.ts';
import type { Entity, Field } from '../registry/model.ts';
import { literal, name, table as tableSql } from '../sql.ts';
import { asideName, statement } from './aside.ts';
import { about, type Ground } from './ground.ts';
import { fieldPairs, type Pair } from './pairs.ts';
import { SMALL_TABLE } from './retype.ts';
import type { Move, Step } from './steps.ts';

/** Rows behind the other: many sources for one target, one for many, or the record's own. */
type Way = 'up' | 'down' | 'same';

interface Moving {
  readonly from: Pair;
  readonly to: Pair;
  readonly source: Field;
  readonly target: Field;
  readonly way: Way;
  /** Column of the lookup between the two; empty for the same record. */
  readonly along: string;
  readonly move: Move;
}

export function moveSteps(pairs: readonly Pair[], ground: Ground): Step[] {
  return movingsOf(pairs, ground).flatMap((moving) => {
    const { from, to, target } = moving;
    const value = (i: number) => valueSql(moving, i, ground.release);
    const columns = target.columns.map((column) => `t.${name(column.name)}`);
    const set = target.columns
      .map((column, i) => `${name(column.name)} = coalesce(${columns[i]}, ${value(i)})`)
      .join(', ');
    const where = `${columns[0]} is null and ${value(0)} is not null`;
    const small = [from, to].every(({ old }) => ground.facts.rows(old.table) <= SMALL_TABLE);
    const subject = { entity: to.now.key, field: target.key };
    return about(subject, [
      small
        ? statement(`update ${tableSql(to.now.table)} t set ${set} where ${where}`)
        : { phase: 'finish', kind: 'backfill', table: to.now.table, set, where },
    ]);
  });
}

/**
 * Fields that are moved and changed otherwise by one release, so that it can't be told which values are meant: they get another
 * type, another field takes the place they left or is in the place they go to, what leads there comes with the same release.
 */
export function moveProblems(
  pairs: readonly Pair[],
  ground: Pick<Ground, 'before' | 'after' | 'hints' | 'facts'>,
): DefinitionProblem[] {
  const { before, after, hints, facts } = ground;
  const movings = movingsOf(pairs, ground);
  return [...hints.moves].flatMap(([id, { entity: source, field, along }]) => {
    const [entity, key] = id.split('.') as [string, string];
    const target = after.entities.get(entity)?.fields.get(key);
    const was = before.entities.get(source)?.fields.get(field);
    if (!target?.columns[0]) return [];
    if (was && facts.rows(before.entities.get(source)!.table) === 0) return [];
    const moving = movings.find((one) => one.target === target);
    const kept = pairs.flatMap(({ old, now }) => fieldPairs(old, now, hints));
    const taken = kept.some(({ is }) => is === target);
    if (!moving && !was && taken) return []; // it went and came back
    if (along === null && !moving) return [];
    const alone = along === null || (!taken && !kept.some((pair) => pair.was === was));
    if (moving && alone && sameColumns(moving)) return [];
    const text = `${entity}.${key} is moved and changed by one release, so its values can not follow. Publish the move alone, then the rest.`;
    const params = { field: `${entity}.${key}` };
    return [error('moved_and_changed', text, `entity/${entity}`, ['fields', key], params)];
  });
}

export interface MoveQuestions {
  readonly entity: string;
  readonly field: string;
  /** Statements with one number `n` each, before anything is changed. */
  readonly values: string;
  readonly conflicts: string | null;
  readonly homeless: string | null;
}

/** What a plan asks of the database before values move. */
export function moveQuestions(
  pairs: readonly Pair[],
  ground: Pick<Ground, 'after' | 'before' | 'hints'>,
): MoveQuestions[] {
  // Others are refused (`moveProblems`), and can't even be asked.
  const askable = movingsOf(pairs, ground).filter(sameColumns);
  return askable.map(({ from, to, source, target, way, along, move }) => {
    const column = name(source.columns[0]!.name);
    const [s, t] = [tableSql(from.old.table), tableSql(to.old.table)];
    const there = `from ${s} s where s.${column} is not null and s.deleted_at is null`;
    const values = `select count(*) as n ${there}`;
    const subject = { entity: to.now.key, field: target.key };
    if (way === 'same') {
      const held = fieldPairs(to.old, to.now, ground.hints).find(({ is }) => is === target)?.was.columns[0];
      const known = Object.keys(move.values ?? {}).map(literal);
      return {
        ...subject,
        values,
        conflicts: held ? `${values} and s.${name(held.name)} is not null` : null,
        homeless: `${values} and s.${column} not in (${known.join(', ')})${held ? ` and s.${name(held.name)} is null` : ''}`,
      };
    }
    const lookup = name(along);
    const none = `not exists (select from ${t} t where t.${lookup} = s.id and t.deleted_at is null)`;
    const group = `select s.${lookup} ${there} and s.${lookup} is not null group by 1`;
    return {
      ...subject,
      values,
      conflicts:
        way === 'up'
          ? `select count(*) as n from (${group} having count(distinct s.${column}::text) > 1) x`
          : null,
      homeless: `${values} and ${way === 'up' ? `s.${lookup} is null` : none}`,
    };
  });
}

// helpers //////////

function movingsOf(pairs: readonly Pair[], { before, hints }: Pick<Ground, 'before' | 'hints'>): Moving[] {
  return [...hints.moves].flatMap(([id, move]): Moving[] => {
    const [entity, key] = id.split('.') as [string, string];
    const to = pairs.find(({ now }) => now.key === entity);
    const from = pairs.find(({ old }) => old.key === move.entity);
    const source = before.entities.get(move.entity)?.fields.get(move.field);
    const target = to?.now.fields.get(key);
    if (!from || !to || !source?.columns[0] || !target?.columns[0]) return [];
    const along = move.along === null ? undefined : lookupBetween(from.now, to.now, move.along);
    if (move.along !== null && !along) return [];
    const way = !along ? 'same' : along.entity === from.now.key ? 'up' : 'down';
    return [{ from, to, source, target, way, along: along?.columns[0]?.name ?? '', move }];
  });
}

function sameColumns({ source, target }: Moving): boolean {
  const types = ({ columns }: Field) => columns.map(({ sql }) => sql).join();
  return types(source) === types(target);
}

function lookupBetween(from: Entity, to: Entity, key: string): Field | undefined {
  const refers = (field: Field | undefined, other: Entity) =>
    field?.type.refersTo?.(field)?.entities.join() === other.key ? field : undefined;
  return refers(from.fields.get(key), to) ?? refers(to.fields.get(key), from);
}

/** What the i-th column of the target takes over; `t` is the target's record. Of several, the one changed last counts. */
function valueSql({ from, source, way, along, move }: Moving, i: number, release: number): string {
  const aside = (column: string) => name(asideName(column, release));
  const main = aside(source.columns[0]!.name);
  if (way === 'same') {
    const whens = Object.entries(move.values ?? {}).map(
      ([old, value]) => `when ${literal(old)} then ${literal(value)}`,
    );
    return `(case t.${main} ${whens.join(' ')} end)`;
  }
  const column = source.columns[i];
  if (!column) return 'null';
  const where = way === 'up' ? `s.${name(along)} = t.id` : `s.id = t.${name(along)}`;
  return (
    `(select s.${aside(column.name)} from ${tableSql(from.now.table)} s where ${where} and s.${main} is not null ` +
    `and s.deleted_at is null order by s.updated_at desc, s.id desc limit 1)`
  );
}
