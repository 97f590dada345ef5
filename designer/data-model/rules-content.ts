/** What the editors of an entity's rules do to its content. */
import type { EntityDefinition } from '#metadata/schemas/generated/definitions.ts';

export type Checks = NonNullable<EntityDefinition['checks']>;
export type Check = Checks[string];
export type Duplicates = NonNullable<EntityDefinition['duplicates']>;
export type DuplicateRule = Duplicates['match'][number];

/** A duplicate rule with its fields as lists. */
export interface RuleFields {
  readonly equal: readonly string[];
  readonly similar: readonly string[];
}

const FIRST_MESSAGE = {
  en: 'Fill in this field.',
  uk: 'Заповніть це поле.',
  ru: 'Заполните это поле.',
};

/** The definition has the expression without the sign that the input keeps before it. */
export function withoutSign(text: string): string {
  return text.replace(/^\s*=\s*/, '');
}

/** One more, which holds as soon as the field is filled; its key is one that is free. */
export function addCheck(checks: Checks = {}, field: string): Checks {
  let number = Object.keys(checks).length + 1;
  while (`check_${number}` in checks) number += 1;
  return { ...checks, [`check_${number}`]: { that: `${field} != null`, message: FIRST_MESSAGE } };
}

export function setCheck(checks: Checks = {}, key: string, check: Check): Checks {
  const given = Object.entries(check).filter(([, value]) => value !== undefined);
  return { ...checks, [key]: Object.fromEntries(given) as unknown as Check };
}

/** Undefined when none is left. */
export function removeCheck(checks: Checks = {}, key: string): Checks | undefined {
  const { [key]: _, ...others } = checks;
  return Object.keys(others).length > 0 ? others : undefined;
}

export function rulesOf(duplicates: Duplicates | undefined): readonly RuleFields[] {
  return (duplicates?.match ?? []).map(({ equal = [], similar = [] }) => ({
    equal: [equal].flat(),
    similar: [similar].flat(),
  }));
}

/** In the shortest form; rules without a field are left out, undefined when none is left. */
export function withRules(
  duplicates: Duplicates | undefined,
  rules: readonly RuleFields[],
): Duplicates | undefined {
  const match = rules.filter(({ equal, similar }) => equal.length + similar.length > 0).map(written);
  return match.length > 0 ? { ...duplicates, match } : undefined;
}

// helpers //////////

function written({ equal, similar }: RuleFields): DuplicateRule {
  return {
    ...(equal.length > 0 && { equal: shortest(equal) }),
    ...(similar.length > 0 && { similar: shortest(similar) }),
  };
}

function shortest(fields: readonly string[]): DuplicateRule['equal'] {
  return fields.length === 1 ? fields[0]! : ([...fields] as [string, ...string[]]);
}
