/** A postal address in parts; the main column holds it in one line, for lists, search and sorting. */
import { problem, shown } from '../failures.ts';
import { TEXT_OPERATORS } from '../field-parts/line-type.ts';
import { checkLine } from '../field-parts/text-value.ts';
import { hint } from '../nearest.ts';
import { contextOf, isContext, type Json } from '../value.ts';
import { bad, defineFieldType, type FieldOf, ok, type Parsed } from './field-type.ts';

const PARTS = ['street', 'city', 'region', 'postal_code', 'country'] as const;
const LABELS = {
  street: { en: 'Street', uk: 'Вулиця', ru: 'Улица' },
  city: { en: 'City', uk: 'Місто', ru: 'Город' },
  region: { en: 'Region', uk: 'Область', ru: 'Область' },
  postal_code: { en: 'Postal code', uk: 'Індекс', ru: 'Индекс' },
  country: { en: 'Country', uk: 'Країна', ru: 'Страна' },
} as const;

type Address = Partial<Record<(typeof PARTS)[number], string>>;

export const address = defineFieldType<null>({
  key: 'address',
  label: { en: 'Address', uk: 'Адреса', ru: 'Адрес' },
  group: 'text',
  schema: {},
  settings: () => null,
  columns: () => [
    { suffix: '', sql: 'text', collation: 'und-x-icu' },
    ...PARTS.map((part) => ({
      suffix: part,
      sql: 'text',
      collation: 'und-x-icu' as const,
      label: LABELS[part],
      as: 'text',
    })),
  ],
  parse(wire, field) {
    if (typeof wire === 'string') return parts({ street: wire }, field);
    if (typeof wire !== 'object' || wire === null || Array.isArray(wire))
      return bad(problem('not_an_object', { field: field.name }));
    return parts(wire, field);
  },
  toColumns: (value) => [oneLine(value as Address), ...PARTS.map((part) => (value as Address)[part] ?? null)],
  fromColumns: ([line, ...cells]) =>
    line === null
      ? null
      : Object.fromEntries(PARTS.flatMap((part, i) => (cells[i] ? [[part, cells[i]]] : []))),
  feelType: () => ({
    kind: 'context',
    fields: Object.fromEntries(PARTS.map((part) => [part, { kind: 'string' as const }])),
  }),
  toFeel: (value) => contextOf(PARTS.map((part) => [part, (value as Address)[part] ?? null])),
  fromFeel: (value, field) =>
    isContext(value)
      ? parts(value as Record<string, Json>, field)
      : bad(problem('not_an_object', { field: field.name })),
  typescript: () => 'Address',
  json: () => ({
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(PARTS.map((part) => [part, { type: 'string' }])),
  }),
  operators: TEXT_OPERATORS,
  operand(wire, field) {
    if (typeof wire !== 'object' || wire === null) return checkLine(wire, 500, field);
    const read = parts(wire as Record<string, Json>, field);
    return read.ok && read.value !== null ? ok(oneLine(read.value as Address)) : read;
  },
  sortable: true,
  groupable: false,
  aggregates: [],
  search: 'text',
  indexes: ['trigram'],
  readText: (text) => ok(text.trim() === '' ? null : fromCell(text)),
  writeText: (value) => toCell(value as Address),
  control: 'address',
});

// helpers //////////

/**
 * In a cell the parts stand in their order behind semicolons, as in a vCard's ADR (RFC 6350, 6.3.1): `Obere Str. 57; Berlin; ;
 * 12209; Germany`. A cell without semicolons is the street.
 */
function toCell(value: Address): string {
  const written = PARTS.map((part) => (value[part] ?? '').replaceAll(/[\\;]/g, '\\$&'));
  while (written.at(-1) === '') written.pop();
  return written.join('; ');
}

function fromCell(text: string): Json {
  const cells = [...text.matchAll(/((?:\\.|[^;\\])*)(?:;|$)/g)].map(([, cell]) =>
    cell!.trim().replaceAll(/\\(.)/g, '$1'),
  );
  const address: Address = {};
  for (const [i, cell] of cells.entries()) {
    if (cell === '') continue;
    const part = PARTS[i] ?? PARTS.at(-1)!;
    address[part] = address[part] ? `${address[part]}, ${cell}` : cell;
  }
  return address;
}

function oneLine(value: Address): string {
  const city = [value.postal_code, value.city].filter(Boolean).join(' ');
  return [value.street, city, value.region, value.country].filter(Boolean).join(', ');
}

function parts(wire: Record<string, Json>, field: FieldOf<unknown>): Parsed {
  const value: Address = {};
  for (const [key, text] of Object.entries(wire)) {
    const part = PARTS.find((name) => name === key);
    if (!part)
      return bad(
        problem('unknown_property', { field: field.name, value: shown(key), hint: hint(key, PARTS) }, key),
      );
    if (text === null || text === '') continue;
    const line = checkLine(text, 200, { ...field, name: `${field.name}, ${LABELS[part].en.toLowerCase()}` });
    if (!line.ok) return bad({ ...line.problem, path: part });
    if (line.value !== null) value[part] = line.value as string;
  }
  const ordered = PARTS.flatMap((part) => (value[part] ? [[part, value[part]] as const] : []));
  return ok(ordered.length ? Object.fromEntries(ordered) : null);
}
