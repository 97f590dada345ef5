/**
 * Where a record stands in its pipeline. Stored and compared by the stage's key; the pipeline's rules (permitted moves,
 * required fields, checklists) hold on every write path. Brings along the time the stage was entered and its checklist.
 */

import { problem, shown } from '../failures.ts';
import { toOption } from '../field-parts/conversion.ts';
import { findOption, type Option, optionCase, optionLabel } from '../field-parts/options.ts';
import { hint } from '../nearest.ts';
import type { Json } from '../value.ts';
import { CHOICE_OPERATORS, orderOfKeys } from './choice.ts';
import { bad, defineFieldType, type FieldOf, ok, type Parsed, type PipelineFacts } from './field-type.ts';

export interface StageSettings {
  /** All stages there are, those of the field's own pipeline first. */
  readonly all: PipelineFacts;
  readonly own: PipelineFacts;
  /** By kind of record. */
  readonly byType: ReadonlyMap<string, PipelineFacts>;
}

const keys = ({ settings }: FieldOf<StageSettings>): string[] =>
  settings.all.stages.map((stage) => stage.key);
const options = ({ settings }: FieldOf<StageSettings>): Option[] =>
  settings.all.stages.map(({ key, label }) => ({ key, label, colour: null, retired: false }));

export const stage = defineFieldType<StageSettings>({
  key: 'stage',
  label: { en: 'Stage', uk: 'Етап', ru: 'Этап' },
  group: 'choice',
  schema: {
    pipeline: {
      type: 'string',
      'x-ref': 'pipeline',
      description: 'Key of the pipeline whose stages these are.',
    },
  },
  mandatory: ['pipeline'],
  settings(definition, around) {
    const key = around.reference(definition.pipeline as string);
    const own = around.pipeline(key) ?? { key, entity: around.self, start: '', stages: [], moves: {} };
    const byType = new Map(around.typePipelines?.());
    return {
      all: [own, ...byType.values()].reduce(together),
      own,
      byType,
    };
  },
  columns: () => [{ suffix: '', sql: 'text', collation: 'C' }],
  parse(wire, field) {
    const known = keys(field);
    if (typeof wire === 'string' && known.includes(wire.trim())) return ok(wire.trim());
    return refuse(wire, known, field);
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: (field) => ({ kind: 'choice', keys: keys(field) }),
  toFeel: (value) => value as string,
  fromFeel(value, field) {
    return this.parse(typeof value === 'string' ? value : null, field);
  },
  typescript: (field) =>
    keys(field)
      .map((key) => `'${key}'`)
      .join(' | ') || 'string',
  json: (field) => ({ type: 'string', enum: keys(field) }),
  operators: CHOICE_OPERATORS,
  sortable: true,
  sortSql: (column, field, literal) => orderOfKeys(column, keys(field), literal),
  labelSql: (column, field, language, literal) => optionCase(column, options(field), language, literal),
  groupable: true,
  aggregates: [],
  indexes: ['btree'],
  readText(text, field) {
    if (text.trim() === '') return ok(null);
    const key = findOption(text, options(field));
    return key === null ? refuse(text, keys(field), field) : ok(key);
  },
  writeText: (value, field, { language }) => optionLabel(value as string, options(field), language),
  convert: (source, field, values, literal) => [toOption(source, options(field), values, literal)],
  control: 'stage',
  stages: ({ settings: { all, own, byType } }, type) =>
    type === undefined ? all : ((type === null ? undefined : byType.get(type)) ?? own),
  companions(field): Record<string, Record<string, Json>> {
    const since = { [`${field.key}_since`]: { type: 'datetime', label: SINCE } };
    const entries = field.settings.all.stages.flatMap((entered) => Object.entries(entered.checklist));
    if (entries.length === 0) return since;
    return {
      ...since,
      [`${field.key}_checks`]: {
        type: 'multi_choice',
        label: CHECKS,
        options: Object.fromEntries(entries) as Json,
        writable: true,
      },
    };
  },
});

// helpers //////////

/** The moves count within one pipeline; between the stages of all there are none to speak of. */
function together(one: PipelineFacts, other: PipelineFacts): PipelineFacts {
  const known = new Set(one.stages.map(({ key }) => key));
  return {
    ...one,
    stages: [...one.stages, ...other.stages.filter(({ key }) => !known.has(key))],
    moves: {},
  };
}

const SINCE = { en: 'In stage since', uk: 'На етапі з', ru: 'На этапе с' };
const CHECKS = { en: 'Checklist', uk: 'Перелік перевірок', ru: 'Чек-лист' };

function refuse(value: Json, known: readonly string[], field: FieldOf<unknown>): Parsed {
  const near = typeof value === 'string' ? hint(value, known) : '';
  return bad(problem('unknown_stage', { field: field.name, value: shown(value), hint: near }));
}
