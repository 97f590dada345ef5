/**
 * An amount with its currency: `{"amount": "12.50", "currency": "UAH"}`. Two columns, so that one field may hold several
 * currencies. In expressions it is its amount; the currency is read as `<field>_currency`.
 */

import { problem, shown } from '../failures.ts';
import { toNumber } from '../field-parts/conversion.ts';
import {
  limitText,
  type NumberLimits,
  parseNumber,
  readNumber,
  roundedNumber,
  writeNumber,
} from '../field-parts/number-value.ts';
import { type Json, numberOf, type Value } from '../value.ts';
import { DECIMAL_TEXT } from './decimal.ts';
import { bad, defineFieldType, type FieldOf, ok, type Parsed } from './field-type.ts';
import { ORDERED } from './integer.ts';

export interface MoneySettings extends NumberLimits {
  /** Taken where none is given. */
  readonly currency: string;
  /** All that are allowed, the default first. */
  readonly currencies: readonly string[];
  /** The money field of the same record whose currency a calculated amount takes. */
  readonly currencyFrom: string | null;
}

const CURRENCY = { type: 'string', pattern: '^[A-Z]{3}$' } as const;

export const money = defineFieldType<MoneySettings>({
  key: 'money',
  label: { en: 'Money', uk: 'Гроші', ru: 'Деньги' },
  group: 'number',
  schema: {
    currency: {
      ...CURRENCY,
      description: 'ISO 4217 code taken where none is given; default: the solution’s currency.',
    },
    currencies: {
      type: 'array',
      items: CURRENCY,
      minItems: 1,
      uniqueItems: true,
      description: 'All currencies allowed; only the default one when not given.',
    },
    currency_from: {
      type: 'string',
      description: 'For a formula or rollup: the money field of this entity whose currency the result takes.',
    },
    scale: {
      type: 'integer',
      minimum: 0,
      maximum: 8,
      description: 'Digits behind the decimal point; 2 when not given.',
    },
    min: { type: ['number', 'string'], description: 'Smallest amount allowed.' },
    max: { type: ['number', 'string'], description: 'Largest amount allowed.' },
  },
  settings(definition, around) {
    const listed = definition.currencies as string[] | undefined;
    const currency = (definition.currency as string | undefined) ?? listed?.[0] ?? around.currency;
    return {
      currency,
      currencies: [currency, ...(listed ?? []).filter((code) => code !== currency)],
      currencyFrom: (definition.currency_from as string | undefined) ?? null,
      scale: (definition.scale as number | undefined) ?? 2,
      digits: 15,
      min: limitText(definition.min),
      max: limitText(definition.max),
    };
  },
  columns: ({ settings }) => [
    { suffix: '', sql: `numeric(${settings.digits + settings.scale},${settings.scale})` },
    {
      suffix: 'currency',
      sql: 'text',
      collation: 'C',
      label: { en: 'Currency', uk: 'Валюта', ru: 'Валюта' },
    },
  ],
  parse(wire, field) {
    if (typeof wire !== 'object') return withCurrency(wire, field.settings.currency, field);
    const { amount, currency, ...rest } = wire as Record<string, Json>;
    const unknown = Array.isArray(wire) || Object.keys(rest).length > 0;
    if (unknown || amount === undefined || (currency !== undefined && typeof currency !== 'string'))
      return bad(problem('not_money', { field: field.name, currency: field.settings.currency }));
    return withCurrency(amount, (currency as string | undefined) ?? field.settings.currency, field);
  },
  toColumns(value) {
    const { amount, currency } = value as { amount: string; currency: string };
    return [amount, currency];
  },
  fromColumns: ([amount, currency], field) =>
    amount === null
      ? null
      : { amount: fixed(String(amount), field), currency: currency ?? field.settings.currency },
  feelType: () => ({ kind: 'number' }),
  toFeel: (value) => numberOf((value as { amount: string }).amount),
  fromFeel(value: Value, field) {
    const amount = roundedNumber(value, field.settings, field);
    return amount.ok ? withCurrency(amount.value, field.settings.currency, field) : amount;
  },
  typescript: ({ settings }) => `Money<${settings.currencies.map((code) => `'${code}'`).join(' | ')}>`,
  typescriptInput: ({ settings }) =>
    `Money<${settings.currencies.map((code) => `'${code}'`).join(' | ')}> | Decimal | number`,
  json: ({ settings }) => ({
    type: 'object',
    additionalProperties: false,
    required: ['amount'],
    properties: { amount: DECIMAL_TEXT, currency: { type: 'string', enum: settings.currencies } },
  }),
  operators: ORDERED,
  operand(wire, field) {
    const amount = typeof wire === 'object' && wire !== null ? (wire as Record<string, Json>).amount : wire;
    return parseNumber(amount ?? null, { ...field.settings, min: null, max: null }, field);
  },
  sortable: true,
  groupable: false,
  aggregates: ['sum', 'avg', 'min', 'max'],
  indexes: ['btree'],
  readText(text, field, conventions) {
    const trimmed = text.trim();
    if (trimmed === '') return ok(null);
    const code = /\b([A-Z]{3})\b/.exec(trimmed.toUpperCase())?.[1] ?? symbolCode(trimmed);
    const amount = readNumber(trimmed.replaceAll(/[\p{Sc}\p{L}]+\.?/gu, ''), conventions);
    if (amount === null) return bad(problem('not_a_number', { field: field.name, value: shown(text) }));
    return ok({ amount, currency: code ?? field.settings.currency });
  },
  writeText(value, field, conventions) {
    const { amount, currency } = value as { amount: string; currency: string };
    const number = writeNumber(amount, conventions);
    return field.settings.currencies.length > 1 ? `${number} ${currency}` : number;
  },
  convert(source, { settings: { digits, scale, currency } }, _values, literal) {
    const amount = toNumber(source, `numeric(${digits + scale},${scale})`, digits);
    return amount === null
      ? null
      : [amount, `(case when ${amount} is not null then ${literal(currency)} end)`];
  },
  control: 'money',
});

// helpers //////////

const SYMBOLS: Readonly<Record<string, string>> = {
  '₴': 'UAH',
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '₽': 'RUB',
  zł: 'PLN',
};

function symbolCode(text: string): string | null {
  for (const [symbol, code] of Object.entries(SYMBOLS)) if (text.includes(symbol)) return code;
  return null;
}

function withCurrency(wire: Json, currency: string, field: FieldOf<MoneySettings>): Parsed {
  const { currencies } = field.settings;
  if (!currencies.includes(currency)) {
    const expected = currencies.join(', ');
    return bad(problem('unknown_currency', { field: field.name, value: shown(currency), expected }));
  }
  const amount = parseNumber(wire, field.settings, field);
  return amount.ok ? ok({ amount: fixed(amount.value as string, field), currency }) : amount;
}

/** Amounts keep two decimals (or the field's fewer), and more only where they are not zero: 12.50, 3.1875. */
function fixed(text: string, { settings }: FieldOf<MoneySettings>): string {
  const [whole, fraction = ''] = text.split('.');
  const least = Math.min(2, settings.scale);
  const digits = fraction.replace(/0+$/, '').padEnd(least, '0');
  return digits === '' ? whole! : `${whole}.${digits}`;
}
