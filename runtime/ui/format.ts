/**
 * Dates, numbers, money and spans of time in the person's language and time zone, all by Intl. Decimals come as text and
 * are never turned into floats. Cells, controls and both apps write values through here.
 */
import type { Language } from '#api/session.ts';

export interface Format {
  readonly language: Language;
  /** Number without currency; `scale`: exactly so many decimals, else as many as it has. */
  number(value: string | number, scale?: number): string;
  /** `₴3,275,000`, `3 275 000 ₴`; whole amounts without decimals unless `full`. */
  money(amount: string | number, currency: string, full?: boolean): string;
  /** Large amounts for heads and totals: `₴47.7M`. */
  compactMoney(amount: string | number, currency: string): string;
  currencySymbol(currency: string): string;
  /** 42.5 → `42.5%`. */
  percent(value: string | number): string;
  /** `17 Nov`, with the year where it is not this one; `date` is YYYY-MM-DD or an instant. */
  date(date: string): string;
  /** `17 Nov 2026`. */
  fullDate(date: string): string;
  /** `November 2026`, of any day in it. */
  month(date: string): string;
  /** `17 Nov`, whatever the year. */
  dayMonth(date: string): string;
  /** `Thursday`, of any date that is one. */
  weekday(date: string): string;
  /** `November`, of any day in it. */
  monthName(date: string): string;
  /** `Thursday, 20 November`. */
  dayHeading(date: string): string;
  /** `14:05`. */
  time(instant: string): string;
  /** `17 Nov, 14:05`. */
  dateTime(instant: string): string;
  /** `Today`, `Tomorrow`, `Yesterday`, else the date. */
  day(date: string): string;
  /** `Today 14:05`, `Tomorrow`, `17 Nov`: what a list has room for. */
  when(instant: string): string;
  /** The two largest units: `2h 14m`, `6d`. Minutes at least. */
  span(milliseconds: number): string;
  /** ISO 8601 duration in words of the language; short as in a table, or long as in a sentence. */
  duration(iso: string, words?: 'short' | 'long'): string;
  bytes(size: number): string;
  list(items: readonly string[]): string;
  compare(a: string, b: string): number;
  /** YYYY-MM-DD of an instant (default: now) in the person's zone. */
  dayOf(instant?: string): string;
  readonly timeZone: string;
  readonly now: () => number;
  readonly decimalMark: string;
  readonly groupMark: string;
}

export interface FormatOptions {
  readonly language: Language;
  /** IANA zone; default: the browser's. */
  readonly timeZone?: string;
  readonly now?: () => number;
}

/** English dates as most of the world writes them: 17 Nov 2026. */
const LOCALES: Record<Language, string> = { en: 'en-GB', uk: 'uk-UA', ru: 'ru-RU' };
const DAY = 86_400_000;

export function createFormat({
  language,
  timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
  now = Date.now,
}: FormatOptions): Format {
  const locale = LOCALES[language];
  const numbers = memo((scale: number | 'as is') =>
    numberFormat(locale, scale === 'as is' ? { maximumFractionDigits: 20 } : fixed(scale)),
  );
  const moneys = memo((key: string) => {
    const [currency, full] = key.split(' ') as [string, string?];
    return numberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      trailingZeroDisplay: full ? 'auto' : 'stripIfInteger',
    });
  });
  const compacts = memo((currency: string) =>
    numberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      notation: 'compact',
      maximumFractionDigits: 1,
    }),
  );
  const units = memo((unit: string) =>
    numberFormat(locale, { style: 'unit', unit, unitDisplay: language === 'en' ? 'narrow' : 'short' }),
  );
  const longUnits = memo((unit: string) =>
    numberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
  );
  const dates = memo((shape: DateShape) => new Intl.DateTimeFormat(locale, { timeZone, ...SHAPES[shape] }));
  const plainDates = memo(
    (shape: DateShape) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...SHAPES[shape] }),
  );
  const isoDays = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const collator = new Intl.Collator(locale, { numeric: true });
  const marks = numberFormat(locale, {}).formatToParts(12345.6);
  const mark = (type: string, other: string) => marks.find((part) => part.type === type)?.value ?? other;

  const write = (date: string, shape: DateShape): string => {
    const plain = date.length === 10;
    const parts = (plain ? plainDates : dates)(shape).formatToParts(new Date(date));
    return withoutYearWord(parts);
  };
  const dayOf = (instant?: string) => isoDays.format(instant === undefined ? now() : new Date(instant));
  const asDay = (date: string) => (date.length === 10 ? date : dayOf(date));
  const daysAway = (date: string) => Math.round((Date.parse(asDay(date)) - Date.parse(dayOf())) / DAY);

  const format: Format = {
    language,
    timeZone,
    now,
    decimalMark: mark('decimal', '.'),
    groupMark: mark('group', ' '),
    number: (value, scale) => numbers(scale ?? 'as is').format(value as number),
    money: (amount, currency, full) => {
      // Intl refuses what is no ISO 4217 shape; an imported currency shall still be readable.
      if (!/^[A-Z]{3}$/.test(currency)) return `${format.number(amount)} ${currency}`;
      return moneys(full ? `${currency} full` : currency).format(amount as number);
    },
    compactMoney: (amount, currency) =>
      /^[A-Z]{3}$/.test(currency)
        ? compacts(currency).format(amount as number)
        : format.money(amount, currency),
    currencySymbol: (currency) =>
      /^[A-Z]{3}$/.test(currency)
        ? (moneys(currency)
            .formatToParts(0)
            .find((part) => part.type === 'currency')?.value ?? currency)
        : currency,
    percent: (value) => `${format.number(value)}${language === 'en' ? '' : '\u00a0'}%`,
    date: (date) => write(date, asDay(date).slice(0, 4) === dayOf().slice(0, 4) ? 'dayMonth' : 'full'),
    fullDate: (date) => write(date, 'full'),
    month: (date) => capital(write(date, 'month')),
    weekday: (date) => capital(write(date, 'weekday')),
    monthName: (date) => capital(write(date, 'monthName')),
    dayMonth: (date) => write(date, 'dayMonth'),
    dayHeading: (date) => capital(write(date, 'heading')),
    time: (instant) => write(instant, 'time'),
    dateTime: (instant) => `${format.date(instant)}, ${format.time(instant)}`,
    day(date) {
      const away = daysAway(date);
      return Math.abs(away) <= 1 ? capital(relative.format(away, 'day')) : format.date(date);
    },
    when(instant) {
      const away = daysAway(instant);
      if (away === 0) return `${format.day(instant)} ${format.time(instant)}`;
      return format.day(instant);
    },
    span(milliseconds) {
      const minutes = Math.max(0, Math.round(milliseconds / 60_000));
      const parts: [number, string][] = [
        [Math.floor(minutes / 1440), 'day'],
        [Math.floor((minutes % 1440) / 60), 'hour'],
        [minutes % 60, 'minute'],
      ];
      const first = parts.findIndex(([count]) => count > 0);
      if (first < 0) return units('minute').format(0);
      return parts
        .slice(first, first + 2)
        .filter(([count]) => count > 0)
        .map(([count, unit]) => units(unit).format(count))
        .join(' ');
    },
    duration(iso, words = 'short') {
      const unitsOf = words === 'long' ? longUnits : units;
      const match =
        /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/.exec(
          iso,
        );
      if (!match) return iso;
      const names = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];
      const parts = names
        .map((unit, i) => [Number(match[i + 2] ?? 0), unit] as const)
        .filter(([count]) => count > 0)
        .map(([count, unit]) => unitsOf(unit).format(count));
      return (match[1] ? '−' : '') + (parts.join(' ') || unitsOf('minute').format(0));
    },
    bytes(size) {
      const step = size < 1000 ? 0 : size < 1_000_000 ? 1 : 2;
      const unit = ['byte', 'kilobyte', 'megabyte'][step]!;
      const value = size / 1000 ** step;
      const short = numberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: value < 10 && step ? 1 : 0,
      });
      return short.format(value);
    },
    list: (items) => lists.format(items),
    compare: (a, b) => collator.compare(a, b),
    dayOf,
  };
  return Object.freeze(format);
}

// helpers //////////

type DateShape = 'dayMonth' | 'month' | 'monthName' | 'full' | 'weekday' | 'heading' | 'time';

const SHAPES: Record<DateShape, Intl.DateTimeFormatOptions> = {
  dayMonth: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
  full: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'long' },
  monthName: { month: 'long' },
  heading: { weekday: 'long', day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit' },
};

function memo<K extends string | number, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/** Typings of Intl lag behind: options of NumberFormat v3 and decimals given as text. */
function numberFormat(locale: string, options: Intl.NumberFormatOptions & { trailingZeroDisplay?: string }) {
  return new Intl.NumberFormat(locale, options as Intl.NumberFormatOptions);
}

function fixed(scale: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: scale, maximumFractionDigits: scale };
}

/** Ukrainian and Russian dates end with "р." and "г.", which tables and forms have no room for. */
function withoutYearWord(parts: readonly Intl.DateTimeFormatPart[]): string {
  return parts
    .map((part) => (part.type === 'literal' ? part.value.replace(/\s*[рг]\.$/, '') : part.value))
    .join('');
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
