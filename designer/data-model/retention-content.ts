/** Rules of retention as they are edited: how long records are kept as a number of one unit, the fields time can be counted from. */
import type { Entity, Field } from '#metadata/registry.ts';
import { isDated } from '#metadata/retention.ts';
import type { EntityDefinition } from '#metadata/schemas/generated/definitions.ts';
import { ownFields } from './model-fields.ts';

export type RetentionRules = NonNullable<EntityDefinition['retention']>;
export type RetentionRule = RetentionRules[string];

export const UNITS = ['days', 'weeks', 'months', 'years'] as const;
export type Unit = (typeof UNITS)[number];

export interface Span {
  readonly count: number;
  readonly unit: Unit;
}

const LETTERS: Readonly<Record<Unit, string>> = { days: 'D', weeks: 'W', months: 'M', years: 'Y' };
const MOST = 9999;
const BIN = 'deleted_at';

/** `P6M` as six months; null where several units are mixed. */
export function spanOf(after: string): Span | null {
  const parts = /^P(\d+)([DWMY])$/.exec(after);
  if (!parts) return null;
  return { count: Number(parts[1]), unit: UNITS.find((unit) => LETTERS[unit] === parts[2])! };
}

export function spanText({ count, unit }: Span): string {
  return `P${Math.min(Math.max(Math.trunc(count) || 1, 1), MOST)}${LETTERS[unit]}`;
}

/** Dates and instants of the record, those that people fill in first; the recycle bin's last. */
export function datedFields(entity: Entity): readonly Field[] {
  const own = ownFields(entity);
  const others = [...entity.fields.values()].filter((field) => !own.includes(field));
  return [...own, ...others].filter(isDated);
}

/** One more, which asks for much time and removes nothing for good, so that it does no harm as it is. */
export function addRule(rules: RetentionRules = {}, entity: Entity): RetentionRules {
  let number = Object.keys(rules).length + 1;
  while (`rule_${number}` in rules) number += 1;
  const since = datedFields(entity).find(({ key }) => key !== BIN)?.key ?? 'created_at';
  return { ...rules, [`rule_${number}`]: { since, after: 'P5Y', do: 'recycle' } };
}

/** What lies in the recycle bin can only be erased; what else goes is said of anonymising only. */
export function setRule(rules: RetentionRules = {}, key: string, rule: RetentionRule): RetentionRules {
  const deed = rule.since === BIN ? 'erase' : rule.do;
  const also = deed === 'anonymise' && rule.also?.length ? rule.also : undefined;
  const whole = { ...rule, do: deed, also };
  const given = Object.entries(whole).filter(
    ([, value]) => value !== undefined && value !== '' && value !== false,
  );
  return { ...rules, [key]: Object.fromEntries(given) as unknown as RetentionRule };
}

/** Undefined when none is left. */
export function removeRule(rules: RetentionRules = {}, key: string): RetentionRules | undefined {
  const { [key]: _, ...others } = rules;
  return Object.keys(others).length > 0 ? others : undefined;
}

/** Deeds that a rule can do: what lies in the bin is erased, and only who has personal fields can be anonymised. */
export function deedsOf(entity: Entity, since: string): readonly RetentionRule['do'][] {
  if (since === BIN) return ['erase'];
  const personal = [...entity.fields.values()].some((field) => field.personal);
  return personal ? ['recycle', 'erase', 'anonymise'] : ['recycle', 'erase'];
}
