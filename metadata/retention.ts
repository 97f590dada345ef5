/**
 * The door to retention: which records of an entity a rule is about at a moment, as a filter for `idsQuery` and lists. Called by
 * the server's upkeep; what happens to them is the server's.
 */
import { familyOf } from './queries/family.ts';
import { all, type FilterNode, type Place } from './queries/nodes.ts';
import { definedFilter } from './query.ts';
import type { Entity, Field, Registry, RetentionRule } from './registry/model.ts';

/** Whether time can be counted from the field: a date or an instant. */
export function isDated({ columns }: Field): boolean {
  const family = familyOf(columns[0]?.sql ?? '');
  return family === 'date' || family === 'instant';
}

/** Live records or those of the recycle bin. */
export function keptWhere({ since }: RetentionRule): 'live' | 'deleted' {
  return since.key === 'deleted_at' ? 'deleted' : 'live';
}

/** Records that have outlived their time by this rule; days begin and end in the zone of who asks. */
export function outlivedFilter(rule: RetentionRule, entity: Entity, registry: Registry): FilterNode {
  const { since, where, after } = rule;
  const shift = back(after);
  return all([
    ...(where ? [definedFilter(where, entity, registry)] : []),
    {
      kind: 'compare',
      operator: '<=',
      left: { kind: 'place', place: ownPlace(entity, since) },
      right:
        familyOf(since.columns[0]!.sql) === 'date'
          ? { kind: 'today', as: 'date', shift }
          : { kind: 'now', shift },
    },
  ]);
}

/** Records behind this one in the order of ids; null: from the beginning. */
export function behindFilter(entity: Entity, id: string | null): FilterNode {
  if (id === null) return all([]);
  const place = ownPlace(entity, entity.fields.get('id')!);
  return {
    kind: 'compare',
    operator: '>',
    left: { kind: 'place', place },
    right: { kind: 'value', value: id, sql: 'uuid' },
  };
}

// helpers //////////

const PARTS = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;
const DAY = 86_400;

/** The duration of the rule as a shift into the past; the schema has checked its form. */
function back(after: string): { readonly months: number; readonly seconds: number } {
  const parts = PARTS.exec(after);
  if (!parts) throw new Error(`not a span of years, months, weeks and days: ${after}`);
  const [years, months, weeks, days] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return { months: -(years * 12 + months), seconds: -(weeks * 7 + days) * DAY };
}

function ownPlace(entity: Entity, field: Field): Place {
  return { root: 'record', from: entity, steps: [], entity, field, column: field.columns[0] ?? null };
}
