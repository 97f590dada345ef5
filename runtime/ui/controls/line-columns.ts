/** Which fields of a child stand as columns of its table, what stands below them, and what a new line begins with. */
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { Decimal, type Json } from '#metadata/value.ts';

/** The columns the form names, or all declared fields but the way back to the parent and what needs more room. */
export function lineColumns(child: Entity, holder: Field, named: readonly string[] | null): Field[] {
  if (named) return named.flatMap((key) => child.fields.get(key) ?? []);
  return [...child.fields.values()].filter(
    (field) =>
      !field.system &&
      field.key !== holder.by &&
      field.type.holders === undefined &&
      !field.type.sealed &&
      !['long_text', 'rich_text', 'json', 'signature'].includes(field.type.control),
  );
}

/** The sum of a column of amounts, exact; null where there is nothing to sum or currencies differ. */
export function lineTotal(field: Field, lines: readonly Readonly<Record<string, Json>>[]): Json {
  // Sums of prices or percentages say nothing; what a formula made of them does.
  if (!field.formula || !field.type.aggregates.includes('sum')) return null;
  const values = lines
    .map((line) => line[field.key])
    .filter((value) => value !== null && value !== undefined);
  if (values.length < 2) return null;
  const amounts = values.map((value) => amountOf(value as Json));
  if (amounts.some((amount) => amount === null)) return null;
  const sum = (amounts as Amount[])
    .reduce((total, { amount }) => total.plus(amount), new Decimal(0))
    .toFixed();
  const currencies = new Set((amounts as Amount[]).map(({ currency }) => currency));
  const [currency, ...others] = currencies;
  if (others.length > 0) return null;
  return currency === null || currency === undefined ? sum : { amount: sum, currency };
}

export function newLine(child: Entity): Record<string, Json> {
  const line: Record<string, Json> = {};
  for (const field of child.fields.values())
    if (field.default?.kind === 'literal') line[field.key] = field.default.value;
  return line;
}

// helpers //////////

interface Amount {
  readonly amount: string;
  readonly currency: string | null;
}

function amountOf(value: Json): Amount | null {
  if (typeof value === 'number' || typeof value === 'string') return number(String(value), null);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return number(String(value.amount), (value.currency as string | undefined) ?? null);
}

function number(text: string, currency: string | null): Amount | null {
  return /^-?\d+(\.\d+)?$/.test(text) ? { amount: text, currency } : null;
}
