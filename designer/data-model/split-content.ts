/** A choice that becomes two, while it is thought out: options of both, and what each old option becomes in the one and the other. */
import type { Change } from '#metadata/change.ts';
import type { Label } from '#metadata/label.ts';
import type { Json } from '#metadata/value.ts';
import type { FieldContent } from './field-content.ts';
import { optionRows } from './options-content.ts';

export interface Split {
  /** Options of the field as it stays. */
  readonly options: Json | undefined;
  readonly second: {
    readonly key: string;
    readonly label: Label | undefined;
    readonly options: Json | undefined;
  };
  /** What was said of an old option; what was not said stays itself in the first and is empty in the second. */
  readonly said: Readonly<Record<string, Pair>>;
}

export type Pair = readonly [first: string | null, second: string | null];

export function optionKeys(options: Json | undefined): readonly string[] {
  return optionRows(options).map(({ key }) => key);
}

/** What an old option becomes; an option that was taken away since is nothing. */
export function becomes({ options, second, said }: Split, old: string): Pair {
  const [first, other] = said[old] ?? [old, null];
  const of = (all: Json | undefined, key: string | null) =>
    key !== null && optionKeys(all).includes(key) ? key : null;
  return [of(options, first), of(second.options, other)];
}

/** The change; null while something it needs is missing. */
export function splitChange(
  definition: string,
  field: string,
  content: FieldContent,
  split: Split,
): Change | null {
  const { options, second } = split;
  if (
    options === undefined ||
    second.options === undefined ||
    second.label === undefined ||
    second.key === ''
  )
    return null;
  return {
    change: 'split_choice',
    definition,
    field,
    content: { ...content, options },
    second: second.key,
    secondContent: { type: 'choice', label: second.label as Json, options: second.options },
    values: Object.fromEntries(optionKeys(content.options).map((old) => [old, [...becomes(split, old)]])),
  };
}
