/** What slow lists and figures ask for: which field an index would help, with the figures as a sentence. */
import type { Field } from '#metadata/field.ts';
import type { QueryShape } from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import type { SlowQueryRow } from '../store/slow-queries.ts';

export interface SlowReason {
  readonly field: string;
  /** What lacks it: a condition, or the order of a list that no condition narrows by an index. */
  readonly lacks: 'filter' | 'order';
  /** The costliest shape, with its figures. */
  readonly why: string;
}

type Slow = Omit<SlowQueryRow, 'day'>;

/**
 * One reason a field at most.
 * @param slow of this entity, the costliest first
 * @param lacking whether a field could have an index and has none
 */
export function slowReasons(
  slow: readonly Slow[],
  entity: Entity,
  lacking: (field: Field) => boolean,
): Map<string, SlowReason> {
  const reasons = new Map<string, SlowReason>();
  for (const query of slow)
    for (const { field, lacks } of helped(query.shape, entity, lacking))
      if (!reasons.has(field)) reasons.set(field, { field, lacks, why: sentence(query) });
  return reasons;
}

// helpers //////////

function helped(
  { filters, sort, search }: QueryShape,
  entity: Entity,
  lacking: (field: Field) => boolean,
): Omit<SlowReason, 'why'>[] {
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

function sentence({ entity, what, shape, count, totalMs, mostMs }: Slow): string {
  const how = [
    shape.filters.length > 0 &&
      `filtered by ${[...new Set(shape.filters.map(({ field }) => field))].join(', ')}`,
    shape.search && 'searched for words',
    shape.sort.length > 0 && `sorted by ${shape.sort.map(orderText).join(', ')}`,
  ].filter(Boolean);
  const shown = what === 'list' ? `The list of ${entity}` : `Figures of ${entity}`;
  const about = how.length > 0 ? ` ${how.join(', ')}` : '';
  return `${shown}${about}: slow ${count} times in the last 30 days, ${duration(totalMs / count)} on average, ${duration(mostMs)} at most.`;
}

function orderText(key: string): string {
  return key.startsWith('-') ? `${key.slice(1)} (descending)` : key;
}

function duration(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 1000)} s`;
}
