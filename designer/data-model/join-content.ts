/** Two choices that become one, while it is thought out: which goes, the options afterwards, and what each of its options becomes. */
import type { Change } from '#metadata/change.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { definitionOfField } from './field-changes.ts';
import type { FieldContent } from './field-content.ts';
import { optionRows, optionsOf } from './options-content.ts';

export interface Join {
  readonly second: Field;
  /** Options of the field that stays. */
  readonly options: Json | undefined;
  /** What was said of an option of the second; what was not said becomes its namesake, where there is one. */
  readonly said: Readonly<Record<string, string | null>>;
}

/** Choices that people fill in, of the same definition: those that a choice can be joined with. */
export function joinable(entity: Entity, field: Field): readonly Field[] {
  const definition = definitionOfField(entity, field.key);
  return [...entity.fields.values()].filter(
    (other) =>
      other.key !== field.key &&
      other.type.key === 'choice' &&
      other.formula === null &&
      other.rollup === null &&
      definitionOfField(entity, other.key) === definition,
  );
}

/** The options of both, those of the first first. */
export function unionOf(first: Json | undefined, second: Json | undefined): Json | undefined {
  const rows = optionRows(first);
  const own = new Set(rows.map(({ key }) => key));
  return optionsOf([...rows, ...optionRows(second).filter(({ key }) => !own.has(key))]);
}

/** What an option of the second becomes; null is nothing. */
export function becomesOf({ options, said }: Join, old: string): string | null {
  const wanted = old in said ? said[old]! : old;
  return optionRows(options).some(({ key }) => key === wanted) ? wanted : null;
}

/** The change; null while nothing of the second would stay. */
export function joinChange(entity: Entity, field: Field, join: Join): Change | null {
  const { second, options } = join;
  const values = Object.fromEntries(
    optionRows(contentOf(second).options).map(({ key }) => [key, becomesOf(join, key)]),
  );
  if (options === undefined || Object.values(values).every((value) => value === null)) return null;
  return {
    change: 'join_choices',
    definition: definitionOfField(entity, field.key),
    field: field.key,
    content: { ...contentOf(field), options } as Json,
    second: second.key,
    values,
  };
}

export function contentOf(field: Field): FieldContent {
  return field.definition as unknown as FieldContent;
}
