/** Values as FEEL writes them: `string(…)` and the printer use it. Texts inside others are quoted. */
import {
  type Context,
  DaysDuration,
  Decimal,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelTime,
  MonthsDuration,
  Range,
  Reference,
  type Value,
} from '../../value.ts';
import {
  formatDate,
  formatDateTime,
  formatDaysDuration,
  formatMonthsDuration,
  formatTime,
} from '../temporal-text.ts';
import { isPlainName } from './names.ts';
import { boundedText, descend, type Run, spend } from './run.ts';

const ESCAPED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text literal. */
export function quote(text: string): string {
  return `"${text.replace(/["\\\n\r\t]/g, (character) => ESCAPED[character]!)}"`;
}

/** The key of a context as it is written: quoted where it is no plain name. */
export function keyText(key: string): string {
  return isPlainName(key) || /^[\p{L}_][\p{L}\p{N}_ ]*[\p{L}\p{N}_]$/u.test(key) ? key : quote(key);
}

/** A number without exponent. */
export function numberText(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** The text of a value that is no text: what `string(from)` gives. */
export function valueText(value: Exclude<Value, string>, run: Run): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (value instanceof Decimal) return numberText(value);
  if (Array.isArray(value))
    return joined(
      '[',
      value.map((item) => inner(item, run)),
      ']',
      run,
    );
  if (value instanceof FeelDate) return formatDate(value);
  if (value instanceof FeelDateTime) return formatDateTime(value);
  if (value instanceof FeelTime) return formatTime(value);
  if (value instanceof DaysDuration) return formatDaysDuration(value);
  if (value instanceof MonthsDuration) return formatMonthsDuration(value);
  if (value instanceof Range) return rangeText(value, run);
  if (value instanceof FeelFunction) return `function ${value.name}(${value.parameters?.join(', ') ?? '…'})`;
  if (value instanceof Reference) return `${value.entity} ${value.id}`;
  return contextText(value, run);
}

// helpers //////////

function inner(value: Value, run: Run): string {
  if (typeof value === 'string') return quote(value);
  return descend(run, 2, () => valueText(value, run));
}

function joined(open: string, parts: readonly string[], close: string, run: Run): string {
  spend(run, parts.length >> 3);
  return boundedText(run, `${open}${parts.join(', ')}${close}`);
}

function contextText(value: Context, run: Run): string {
  const entries = Object.keys(value).map((key) => `${keyText(key)}: ${inner(value[key]!, run)}`);
  return joined('{', entries, '}', run);
}

function rangeText(range: Range, run: Run): string {
  const { start, end, operator } = range;
  if (operator) return `(${operator} ${inner(start ?? end, run)})`;
  const open = range.startIncluded ? '[' : '(';
  return `${open}${inner(start, run)}..${inner(end, run)}${range.endIncluded ? ']' : ')'}`;
}
