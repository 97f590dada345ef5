/** A number the platform gives at creation, without gaps: `INV-2026-0042` from the pattern `INV-{yyyy}-{0000}`. */
import { problem } from '../failures.ts';
import { TEXT_OPERATORS } from '../field-parts/line-type.ts';
import { checkLine, readLine, textSchema } from '../field-parts/text-value.ts';
import { bad, defineFieldType, ok } from './field-type.ts';

export interface AutonumberSettings {
  readonly pattern: string;
  readonly start: number;
}

const PLACE = /\{(yyyy|yy|mm|dd|0+)\}/g;

/** The dates of a pattern, by which the count begins anew: `INV-{yyyy}-{0000}` on 2026-11-22 → `INV-2026-{0000}`. */
export function numberSeries(pattern: string, isoDate: string): string {
  const [year, month, day] = isoDate.split('-');
  const parts: Record<string, string> = { yyyy: year!, yy: year!.slice(2), mm: month!, dd: day! };
  return pattern.replaceAll(PLACE, (all, name: string) => parts[name] ?? all);
}

/** The number `count` of a series; more digits than zeros in the pattern are kept. */
export function numberText(series: string, count: number): string {
  return series.replace(/\{(0+)\}/, (_, zeros: string) => String(count).padStart(zeros.length, '0'));
}

export const autonumber = defineFieldType<AutonumberSettings>({
  key: 'autonumber',
  label: { en: 'Sequence', uk: 'Номер за порядком', ru: 'Номер по порядку' },
  group: 'other',
  schema: {
    pattern: {
      type: 'string',
      pattern: '^[^{}]*(\\{(yyyy|yy|mm|dd)\\}[^{}]*)*\\{0+\\}[^{}]*$',
      maxLength: 60,
      description:
        'Text with places: {yyyy}, {yy}, {mm}, {dd} of the day of creation, {0000} for the count. Default: {0}.',
    },
    start: { type: 'integer', minimum: 0, description: 'The first number; 1 when not given.' },
  },
  settings: (definition) => ({
    pattern: (definition.pattern as string | undefined) ?? '{0}',
    start: (definition.start as number | undefined) ?? 1,
  }),
  columns: () => [{ suffix: '', sql: 'text', collation: 'und-x-icu' }],
  parse: (wire, field) => checkLine(wire, 100, field),
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'string' }),
  toFeel: (value) => value as string,
  fromFeel: (value, field) =>
    typeof value === 'string' ? ok(value) : bad(problem('not_text', { field: field.name })),
  typescript: () => 'string',
  json: () => ({ ...textSchema(100), readOnly: true }),
  operators: TEXT_OPERATORS,
  sortable: true,
  groupable: false,
  aggregates: ['min', 'max'],
  search: 'text',
  indexes: ['btree', 'trigram'],
  readText: readLine,
  writeText: (value) => value as string,
  control: 'autonumber',
  counter: ({ settings }) => settings,
});
