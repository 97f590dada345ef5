/** What slow lists and figures ask for: which field an index would help, with the figures. */
import type { Field } from '#metadata/field.ts';
import type { QueryShape } from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import type { SlowFigures } from '../../api/metadata.ts';
import type { SlowQueryRow } from '../store/slow-queries.ts';

type Slow = Omit<SlowQueryRow, 'day'>;

/**
 * By field, the costliest that an index of it would help; one a field at most.
 * @param slow of this entity, the costliest first
 * @param lacking whether a field could have an index and has none
 */
export function slowWithout(
  slow: readonly Slow[],
  entity: Entity,
  lacking: (field: Field) => boolean,
): Map<string, SlowFigures> {
  const found = new Map<string, SlowFigures>();
  for (const query of slow)
    for (const { field, lacks } of helped(query.shape, entity, lacking))
      if (!found.has(field)) found.set(field, figuresOf(query, lacks));
  return found;
}

/** In words, for administrators at a terminal. */
export function slowText(entity: Entity, slow: SlowFigures): string {
  const { what, filters, search, sort, count, averageMs, mostMs } = slow;
  const how = [
    filters.length > 0 && `filtered by ${filters.join(', ')}`,
    search && 'searched for words',
    sort.length > 0 && `sorted by ${sort.map(orderText).join(', ')}`,
  ].filter(Boolean);
  const shown = what === 'list' ? `The list of ${entity.key}` : `Figures of ${entity.key}`;
  const about = how.length > 0 ? ` ${how.join(', ')}` : '';
  return `${shown}${about}: slow ${count} times in the last 30 days, ${duration(averageMs)} on average, ${duration(mostMs)} at most.`;
}

// helpers //////////

function helped(
  { filters, sort, search }: QueryShape,
  entity: Entity,
  lacking: (field: Field) => boolean,
): { field: string; lacks: SlowFigures['lacks'] }[] {
  const lacks = (key: string) => {
    const field = entity.fields.get(key);
    return field !== undefined && lacking(field);
  };
  const narrowing = filters.filter(({ by }) => by === 'value' || by === 'range');
  const found = narrowing.filter(({ field }) => lacks(field)).map(({ field }) => field);
  if (found.length > 0) return found.map((field) => ({ field, lacks: 'filter' }));
  // Words searched have indexes of their own, and the order of what they find is made afterwards.
  const [first] = search ? [] : sort;
  const key = first?.replace(/^-/, '');
  return key !== undefined && lacks(key) ? [{ field: key, lacks: 'order' }] : [];
}

function figuresOf({ what, shape, count, totalMs, mostMs }: Slow, lacks: SlowFigures['lacks']): SlowFigures {
  const { filters, search, sort } = shape;
  const fields = [...new Set(filters.map(({ field }) => field))];
  return {
    what,
    filters: fields,
    search,
    sort,
    lacks,
    count,
    averageMs: Math.round(totalMs / count),
    mostMs,
  };
}

function orderText(key: string): string {
  return key.startsWith('-') ? `${key.slice(1)} (descending)` : key;
}

function duration(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 1000)} s`;
}
