/** The operators of filters by key: what they are called, what operands they take, what SQL they become. */
import type { Label } from '../label.ts';
import { periodBounds } from './periods.ts';

/** What an operator's SQL is made of: safe SQL texts and a way to bind more. */
export interface OperatorPlace {
  /** The column, or an expression over it. */
  readonly column: string;
  readonly operands: readonly string[];
  /** Values of the operands before they were bound, for those that are read here (periods, patterns). */
  readonly raw: readonly unknown[];
  readonly sql: string;
  /** Letters, digits only, or the text of a JSON value. */
  readonly reads: 'text' | 'digits' | 'json' | null;
  bind(value: string | readonly string[], type: string): string;
  /** For trees: the table and its parent column. */
  readonly tree: { readonly table: string; readonly parent: string } | null;
  readonly clock: Clock;
}

/** The instant and zone a filter is asked in. */
export interface Clock {
  readonly now: number;
  readonly zone: string;
}

export interface Operator {
  readonly key: string;
  readonly label: Label;
  /** How many values follow; `list` for a list of any length, `period` for a span of days. */
  readonly takes: 'nothing' | 'one' | 'two' | 'list' | 'text' | 'period' | 'condition';
  /** How it finds rows; missing where it only excludes, or becomes a comparison. */
  readonly narrows?: 'value' | 'range' | 'words';
  /** Missing for those the compiler turns into comparisons itself. */
  readonly sql?: (place: OperatorPlace) => string;
}

const ALL: readonly Operator[] = [
  { key: '=', label: { en: 'is', uk: 'дорівнює', ru: 'равно' }, takes: 'one' },
  { key: '!=', label: { en: 'is not', uk: 'не дорівнює', ru: 'не равно' }, takes: 'one' },
  { key: '<', label: { en: 'less than', uk: 'менше', ru: 'меньше' }, takes: 'one' },
  { key: '<=', label: { en: 'at most', uk: 'не більше', ru: 'не больше' }, takes: 'one' },
  { key: '>', label: { en: 'more than', uk: 'більше', ru: 'больше' }, takes: 'one' },
  { key: '>=', label: { en: 'at least', uk: 'не менше', ru: 'не меньше' }, takes: 'one' },
  { key: 'between', label: { en: 'from … to …', uk: 'від … до …', ru: 'от … до …' }, takes: 'two' },
  { key: 'in', label: { en: 'is one of', uk: 'є одним із', ru: 'одно из' }, takes: 'list' },
  { key: 'not_in', label: { en: 'is none of', uk: 'не є жодним із', ru: 'ни одно из' }, takes: 'list' },
  { key: 'empty', label: { en: 'is empty', uk: 'порожнє', ru: 'пусто' }, takes: 'nothing' },
  { key: 'not_empty', label: { en: 'is not empty', uk: 'не порожнє', ru: 'не пусто' }, takes: 'nothing' },
  { key: 'any', label: { en: 'some', uk: 'є такі', ru: 'есть такие' }, takes: 'condition' },
  { key: 'none', label: { en: 'none', uk: 'немає таких', ru: 'нет таких' }, takes: 'condition' },
  {
    key: 'matches',
    label: { en: 'has the words', uk: 'має слова', ru: 'содержит слова' },
    takes: 'text',
    narrows: 'words',
    sql: ({ column, raw, bind }) => matching(column, String(raw[0]), bind),
  },
  {
    key: 'contains',
    label: { en: 'contains', uk: 'містить', ru: 'содержит' },
    takes: 'text',
    narrows: 'words',
    sql: (place) => like(place, (text) => `%${text}%`),
  },
  {
    key: 'not_contains',
    label: { en: 'does not contain', uk: 'не містить', ru: 'не содержит' },
    takes: 'text',
    sql: (place) => `coalesce(not ${like(place, (text) => `%${text}%`)}, true)`,
  },
  {
    key: 'starts_with',
    label: { en: 'begins with', uk: 'починається з', ru: 'начинается с' },
    takes: 'text',
    narrows: 'words',
    sql: (place) => like(place, (text) => `${text}%`),
  },
  {
    key: 'ends_with',
    label: { en: 'ends with', uk: 'закінчується на', ru: 'заканчивается на' },
    takes: 'text',
    narrows: 'words',
    sql: (place) => like(place, (text) => `%${text}`),
  },
  {
    key: 'has_any',
    label: { en: 'has one of', uk: 'має щось із', ru: 'есть что-то из' },
    takes: 'list',
    narrows: 'value',
    sql: ({ column, operands }) => `${column} && ${operands[0]}`,
  },
  {
    key: 'has_all',
    label: { en: 'has all of', uk: 'має все з', ru: 'есть всё из' },
    takes: 'list',
    narrows: 'value',
    sql: ({ column, operands }) => `${column} @> ${operands[0]}`,
  },
  {
    key: 'has_none',
    label: { en: 'has none of', uk: 'не має нічого з', ru: 'нет ничего из' },
    takes: 'list',
    sql: ({ column, operands }) => `coalesce(not (${column} && ${operands[0]}), true)`,
  },
  {
    key: 'within',
    label: { en: 'within', uk: 'у період', ru: 'в период' },
    takes: 'period',
    narrows: 'range',
    sql({ column, raw, sql, bind, clock }) {
      const { from, to } = periodBounds(raw[0] as string, sql === 'date' ? 'date' : 'instant', clock);
      return `(${column} >= ${bind(from, sql)} and ${column} < ${bind(to, sql)})`;
    },
  },
  {
    key: 'under',
    label: { en: 'under', uk: 'у гілці', ru: 'в ветке' },
    takes: 'one',
    narrows: 'value',
    sql({ column, operands, tree }) {
      if (!tree) throw new Error('under is for trees only');
      const { table, parent } = tree;
      return (
        `${column} in (with recursive branch as (select ${operands[0]} as id union ` +
        `select child.id from ${table} child join branch on child.${parent} = branch.id) select id from branch)`
      );
    },
  },
];

/** The words of a text as the index has them; what is asked by it costs a row much more than any other condition. */
export const SEARCH_VECTOR = 'potik.search_vector';

export const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  ALL.map((operator) => [operator.key, operator]),
);

// helpers //////////

/**
 * Words by their stems; `"…"` for words in a row, `-` for words that must not be there, `or`. A single plain word is found in
 * other endings too (Ukrainian has no stemmer): by the trigrams it shares with a word of the text.
 */
function matching(column: string, typed: string, bind: OperatorPlace['bind']): string {
  // What was pasted with its formatting is asked for by its words.
  const words = bind(typed.replaceAll(/<[^>]*>/g, ' '), 'text');
  const found = `${SEARCH_VECTOR}(${column}) @@ potik.search_query(${words})`;
  return /^\p{L}{4,}$/u.test(typed.trim()) ? `(${found} or ${words} <% ${column})` : found;
}

/** Letters are compared without regard to case; in numbers only the digits count. */
function like({ column, raw, reads, bind }: OperatorPlace, pattern: (text: string) => string): string {
  const typed = String(raw[0]);
  if (reads === 'digits') {
    const digits = typed.replaceAll(/\D/g, '');
    const national = digits.replace(/^(00|0)/, '');
    return `regexp_replace(${column}::text, '\\D', '', 'g') like ${bind(pattern(national || digits), 'text')}`;
  }
  const text = reads === 'json' ? `${column}::text` : column;
  return `${text} ilike ${bind(pattern(typed.replaceAll(/[\\%_]/g, '\\$&')), 'text')}`;
}
