/** A phone number: E.164 (`+380441234567`) where the country can be told, else as it was typed, cleaned of noise. */
import { problem, shown } from '../failures.ts';
import { lineType } from '../field-parts/line-type.ts';
import { bad, ok } from './field-type.ts';

interface Settings {
  readonly country: string | null;
}

/** Calling code, trunk prefix dialled before national numbers, and lengths of the national number without it. */
interface Plan {
  readonly code: string;
  readonly trunk: string;
  readonly lengths: readonly number[];
}

/** The countries whose national numbers are turned into E.164 (ITU-T E.164 and the national numbering plans). */
const PLANS: Readonly<Record<string, Plan>> = {
  ua: { code: '380', trunk: '0', lengths: [9] },
  ru: { code: '7', trunk: '8', lengths: [10] },
  kz: { code: '7', trunk: '8', lengths: [10] },
  by: { code: '375', trunk: '80', lengths: [9] },
  md: { code: '373', trunk: '0', lengths: [8] },
  ge: { code: '995', trunk: '0', lengths: [9] },
  pl: { code: '48', trunk: '', lengths: [9] },
  cz: { code: '420', trunk: '', lengths: [9] },
  sk: { code: '421', trunk: '0', lengths: [9] },
  ro: { code: '40', trunk: '0', lengths: [9] },
  lt: { code: '370', trunk: '0', lengths: [8] },
  lv: { code: '371', trunk: '', lengths: [8] },
  ee: { code: '372', trunk: '', lengths: [7, 8] },
  de: { code: '49', trunk: '0', lengths: [6, 7, 8, 9, 10, 11] },
  fr: { code: '33', trunk: '0', lengths: [9] },
  es: { code: '34', trunk: '', lengths: [9] },
  it: { code: '39', trunk: '', lengths: [6, 7, 8, 9, 10, 11] },
  gb: { code: '44', trunk: '0', lengths: [9, 10] },
  us: { code: '1', trunk: '1', lengths: [10] },
  ca: { code: '1', trunk: '1', lengths: [10] },
};

/** The normal form, or null when the text holds no number of 3 to 15 digits. */
export function normalPhone(text: string, country: string | null): string | null {
  const digits = text.replaceAll(/\D/g, '');
  if (
    digits.length < 3 ||
    digits.length > 20 ||
    /[^\d\s()+./,;:#*x–-]|\+.*\+/i.test(text.replace(/ext\.?|доб\.?|вн\.?/gi, 'x'))
  )
    return null;
  const extension = /(?:ext\.?|доб\.?|вн\.?|x|#)\s*(\d{1,6})\s*$/i.exec(text);
  const main = extension ? text.slice(0, extension.index) : text;
  const number = international(main, country);
  if (number === null) return text.replaceAll(/\s+/g, ' ');
  return extension ? `${number} x${extension[1]}` : number;
}

/** As PostgreSQL tells texts that can become numbers: 3 to 20 digits with marks between. */
export const PHONE_LIKE = {
  pattern: '^[-[:space:]()+./,;:#x*]*([0-9][-[:space:]()+./,;:#x*]*){3,20}$',
  lower: false,
};

export const phone = lineType<Settings>({
  key: 'phone',
  label: { en: 'Phone', uk: 'Телефон', ru: 'Телефон' },
  schema: {
    country: {
      enum: Object.keys(PLANS),
      description:
        'Country whose national numbers are completed to the international form (two small letters).',
    },
  },
  settings: (definition) => ({ country: (definition.country as string | undefined) ?? null }),
  maxLength: () => 60,
  normal(line, field) {
    const number = normalPhone(line, field.settings.country);
    return number === null
      ? bad(problem('not_a_phone', { field: field.name, value: shown(line) }))
      : ok(number);
  },
  search: 'digits',
  like: PHONE_LIKE,
});

// helpers //////////

function international(text: string, country: string | null): string | null {
  const digits = text.replaceAll(/\D/g, '');
  if (/^\s*\(?\+/.test(text)) return digits.length >= 7 && digits.length <= 15 ? `+${digits}` : null;
  if (digits.startsWith('00') && digits.length >= 9 && digits.length <= 17) return `+${digits.slice(2)}`;
  const plan = country === null ? undefined : PLANS[country];
  if (!plan) return null;
  const { code, trunk, lengths } = plan;
  if (digits.startsWith(code) && lengths.includes(digits.length - code.length)) return `+${digits}`;
  if (trunk && digits.startsWith(trunk) && lengths.includes(digits.length - trunk.length))
    return `+${code}${digits.slice(trunk.length)}`;
  return lengths.includes(digits.length) && (trunk === '' || country === 'us' || country === 'ca')
    ? `+${code}${digits}`
    : null;
}
