/**
 * A list in groups: by a field, dates by day, week or month. The server gives the groups in the order in which it gives their
 * records, so the lines of the table follow from both; records of a closed group are not asked for.
 */
import type { RecordValues } from '#api/records.ts';
import type { FilterInput } from '#metadata/query.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import { fromWallClock, toWallClock } from '#ui/wall-clock.ts';
import { type Place, placeOf } from './place.ts';

export const PARTS = ['day', 'week', 'month'] as const;
export type Part = (typeof PARTS)[number];

export interface Grouping extends Place {
  /** Of dates only. */
  readonly by: Part | null;
}

export interface RecordGroup {
  readonly key: string;
  /** A value of the field, or the first day of the part; null: empty. */
  readonly value: unknown;
  readonly count: number;
  /** By name of the figure. */
  readonly figures: Readonly<Record<string, unknown>>;
}

export type Line =
  | { readonly kind: 'group'; readonly group: RecordGroup; readonly open: boolean }
  | { readonly kind: 'record'; readonly record: RecordValues; readonly index: number };

/** `stage`, `close_date:month`; dates without a part are taken by day. */
export function readGrouping(text: string, entity: Entity, registry: Registry): Grouping | null {
  const [path, part] = text.split(':') as [string, string?];
  const place = placeOf(path, entity, registry);
  if (!place || !canGroup(place)) return null;
  const by = isDated(place) ? (PARTS.find((known) => known === part) ?? 'day') : null;
  return { ...place, by };
}

export function groupingText({ path, by }: Pick<Grouping, 'path' | 'by'>): string {
  return by ? `${path}:${by}` : path;
}

export function canGroup({ field }: Pick<Place, 'field'>): boolean {
  return field.type.groupable && field.type.sortable;
}

export function isDated({ field }: Pick<Place, 'field'>): boolean {
  return field.type.operators.includes('within');
}

/** Text that tells values of one field apart: `{id, title}` by its id. */
export function valueKey(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'object' && 'id' in value) return String(value.id);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The key of the group a record belongs to. */
export function groupKeyOf(record: RecordValues, { path, by }: Grouping, zone: string): string {
  const value = record[path];
  if (!by || typeof value !== 'string' || !value) return valueKey(value);
  return firstDay(value.length === 10 ? value : toWallClock(value, zone).slice(0, 10), by);
}

/** First day (YYYY-MM-DD) of the day, week or month that a day is in; weeks begin on Monday. */
export function firstDay(day: string, by: Part): string {
  if (by === 'day') return day;
  if (by === 'month') return `${day.slice(0, 7)}-01`;
  const at = new Date(`${day}T00:00:00Z`);
  return shifted(day, -((at.getUTCDay() + 6) % 7));
}

/** The last day of the part that begins on this one. */
export function lastDay(first: string, by: Part): string {
  if (by === 'day') return first;
  if (by === 'week') return shifted(first, 6);
  const [year, month] = first.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** What must hold for a record not to belong to any of these groups. */
export function outside(groups: readonly RecordGroup[], grouping: Grouping, zone: string): FilterInput[] {
  const { path: field, by } = grouping;
  return groups.map(({ key, value }): FilterInput => {
    if (value === null || !by)
      return { field, op: '!=', value: key === '' ? null : (sentKey(value) as never) };
    const dated = grouping.field.columns[0]?.sql === 'date';
    const from = dated ? key : fromWallClock(`${key} 00:00:00`, zone);
    const next = shifted(lastDay(key, by), 1);
    const to = dated ? next : fromWallClock(`${next} 00:00:00`, zone);
    return {
      not: {
        all: [
          { field, op: '>=', value: from },
          { field, op: '<', value: to },
        ],
      },
    };
  });
}

/**
 * @param groups in the order of the server
 * @param whole every record has been loaded; otherwise groups behind the last one loaded wait
 */
export function linesOf(
  records: readonly RecordValues[],
  groups: readonly RecordGroup[],
  keyOf: (record: RecordValues) => string,
  closed: ReadonlySet<string>,
  whole: boolean,
): Line[] {
  const members = new Map<string, { record: RecordValues; index: number }[]>();
  for (const [index, record] of records.entries()) {
    const key = keyOf(record);
    const known = members.get(key);
    if (known) known.push({ record, index });
    else members.set(key, [{ record, index }]);
  }
  const lines: Line[] = [];
  const last = records.length > 0 ? keyOf(records.at(-1)!) : null;
  for (const group of groups) {
    const open = !closed.has(group.key);
    lines.push({ kind: 'group', group, open });
    for (const member of members.get(group.key) ?? []) lines.push({ kind: 'record', ...member });
    members.delete(group.key);
    if (!whole && group.key === last) return lines;
  }
  // Records that came after the groups were counted stand at the end until they are counted again.
  for (const rest of members.values()) for (const member of rest) lines.push({ kind: 'record', ...member });
  return lines;
}

// helpers //////////

function sentKey(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
