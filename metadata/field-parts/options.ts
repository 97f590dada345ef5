/** Options of choice fields: keys with labels, in the order people see them. */

import type { FieldOf, JsonSchema } from '../fields/field-type.ts';
import { allTexts, type Label, textOf } from '../label.ts';
import { hint } from '../nearest.ts';
import type { Json } from '../value.ts';

export interface Option {
  readonly key: string;
  readonly label: Label | undefined;
  readonly colour: string | null;
  /** No longer offered; records that have it keep it. */
  readonly retired: boolean;
}

export interface OptionSettings {
  readonly options: readonly Option[];
}

/** Best a key such as `decision_maker`; imported forms bring values such as `Travel Expenses`. */
const KEY = { type: 'string', pattern: '^[^\\s\\p{C}]([^\\p{C}]{0,118}[^\\s\\p{C}])?$' } as const;

export const OPTIONS_SCHEMA: JsonSchema = {
  description: 'The options by key, in the order shown: a list of keys, or keys with labels.',
  oneOf: [
    { type: 'array', items: KEY, minItems: 1, uniqueItems: true },
    {
      type: 'object',
      propertyNames: KEY,
      minProperties: 1,
      additionalProperties: {
        oneOf: [
          { $ref: '#/$defs/label' },
          {
            type: 'object',
            additionalProperties: false,
            required: ['label'],
            properties: {
              label: { $ref: '#/$defs/label' },
              colour: {
                type: 'string',
                description: 'Colour of its pill, as #rrggbb or a name of the theme.',
              },
              retired: { type: 'boolean', description: 'No longer offered; records that have it keep it.' },
            },
          },
        ],
      },
    },
  ],
};

export function readOptions(definition: Json | undefined): Option[] {
  if (Array.isArray(definition))
    return definition.map((key) => ({ key: String(key), label: undefined, colour: null, retired: false }));
  return Object.entries((definition ?? {}) as Record<string, Json>).map(([key, value]) => {
    const whole = typeof value === 'object' && value !== null && 'label' in value;
    const entry = (whole ? value : { label: value }) as { label: Label; colour?: string; retired?: boolean };
    return { key, label: entry.label, colour: entry.colour ?? null, retired: entry.retired ?? false };
  });
}

export function optionKeys({ settings }: FieldOf<OptionSettings>): string[] {
  return settings.options.map((option) => option.key);
}

/** The key of what somebody typed: the key itself or a label in any language, small and capital letters alike. */
export function findOption(typed: string, options: readonly Option[]): string | null {
  const word = typed.trim().toLowerCase();
  const exact =
    options.find((option) => option.key === typed.trim()) ??
    options.find((option) => option.key.toLowerCase() === word);
  if (exact) return exact.key;
  const named = options.find((option) =>
    [...allTexts(option.label), textOf(option.label, 'en', option.key)].some(
      (text) => text.toLowerCase() === word,
    ),
  );
  return named?.key ?? null;
}

/** `"x". Did you mean "y"?` for the sentence about an unknown option. */
export function unknownOption(value: string, options: readonly Option[]): string {
  return `${JSON.stringify(value)}.${hint(
    value,
    options.map((option) => option.key),
  )}`.replace(/\.$/, '');
}

export function optionLabel(key: string, options: readonly Option[], language: string): string {
  return textOf(options.find((option) => option.key === key)?.label, language, key);
}

/** `case column when 'won' then 'Won' … end` */
export function optionCase(
  column: string,
  options: readonly Option[],
  language: string,
  literal: (text: string) => string,
): string {
  const cases = options.map(
    ({ key, label }) => `when ${literal(key)} then ${literal(textOf(label, language, key))}`,
  );
  return `case ${column} ${cases.join(' ')} else ${column} end`;
}
