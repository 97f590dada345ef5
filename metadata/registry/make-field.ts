/** A field definition with its type, settings and columns resolved. Called by the registry for every field there is. */

import { say } from '../field-parts/setting-sentences.ts';
import type { FieldOf, FieldType, SettingProblem, Surroundings } from '../fields/field-type.ts';
import { FIELD_TYPES } from '../fields/table.ts';
import { expressionOf } from '../kinds/kind.ts';
import { textOf } from '../label.ts';
import type { Said } from '../said.ts';
import type { FieldDefinition } from '../schemas/generated/definitions.ts';
import type { Json } from '../value.ts';
import type { Column, Field, Origin } from './model.ts';

/** A field before its expressions are compiled. */
export type DraftField = { -readonly [K in keyof Field]: Field[K] };

export interface FieldPlace {
  readonly around: Surroundings;
  readonly origin: Origin | null;
  readonly system?: boolean;
  /** For what a type brings along: kept by the platform. */
  readonly companion?: boolean;
  readonly logged: boolean;
}

/** Null for a type that does not exist; the schema has said so already. */
export function makeField(
  definition: FieldDefinition,
  place: FieldPlace,
): { field: DraftField; mistakes: SettingProblem[] } | null {
  const type = FIELD_TYPES.get(definition.type);
  if (!type) return null;
  const { self: entity, field: key } = place.around;
  const settings = type.settings(definition as Readonly<Record<string, Json>>, place.around);
  const bare: FieldOf<unknown> = { key, entity, name: textOf(definition.label, 'en', key), settings };
  const calculated = definition.formula !== undefined || definition.rollup !== undefined;
  const counted = type.counter !== undefined;
  const literal =
    expressionOf(definition.default) === null ? (definition.default as Json | undefined) : undefined;
  const field: DraftField = {
    ...bare,
    type,
    definition,
    label: definition.label,
    help: definition.help,
    columns: columnsOf(type, bare),
    required: definition.required ?? false,
    unique: definition.unique ?? counted,
    system: place.system ?? false,
    kept: (place.system ?? false) || (place.companion ?? false) || calculated || counted,
    readOnly: definition.read_only ?? false,
    searched: definition.search ?? false,
    logged: place.logged && definition.log !== false,
    personal: definition.personal ?? false,
    default: literal === undefined || literal === null ? null : { kind: 'literal', value: literal },
    formula: null,
    rollup: null,
    by: type.holders?.(bare).by ?? null,
    origin: place.origin,
  };
  return { field, mistakes: [...(type.check?.(bare) ?? []), ...mistakes(field)] };
}

// helpers //////////

function columnsOf(type: FieldType, field: FieldOf<unknown>): Column[] {
  return type.columns(field).map((shape) => ({
    ...shape,
    name: shape.suffix === '' ? field.key : `${field.key}_${shape.suffix}`,
  }));
}

function mistakes({ definition, type, default: value, ...bare }: DraftField): SettingProblem[] {
  const found: SettingProblem[] = [];
  const refuse = (key: string, why: Said) => found.push({ path: [key], why });
  const { formula, rollup } = definition;
  if (formula !== undefined && rollup !== undefined) refuse('rollup', say('setting_both'));
  const calculation = formula !== undefined ? 'formula' : 'rollup';
  if (formula !== undefined || rollup !== undefined) {
    for (const key of ['default', 'required', 'read_only'] as const)
      if (definition[key] !== undefined) refuse(key, say('setting_calculated', { name: key }));
    if (type.columns(bare).length === 0 || type.counter || type.sealed || type.holdsFile)
      refuse(calculation, say('setting_not_calculated', { type: type.key }));
  }
  if (definition.unique && !type.indexes.includes('btree'))
    refuse('unique', say('setting_not_unique', { type: type.key }));
  if (value?.kind === 'literal') {
    const parsed = type.parse(value.value, bare);
    if (!parsed.ok) refuse('default', parsed.problem);
  }
  return found;
}
