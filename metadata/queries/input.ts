/**
 * The query as it travels (DECISIONS 12): one JSON grammar for lists, views, exports, rights and the API. Checked and
 * compiled by `query.ts`.
 */
import type { Json } from '../value.ts';

export type FilterInput =
  /** All, any or none of; `{"all": []}` is everything. */
  | { readonly all: readonly FilterInput[] }
  | { readonly any: readonly FilterInput[] }
  | { readonly not: FilterInput }
  /** `{"field": "customer.segment", "op": "=", "value": "vip"}` */
  | { readonly field: string; readonly op: string; readonly value?: Operand | readonly Operand[] }
  /** Some child meets the condition; no child does. */
  | { readonly some: string; readonly where?: FilterInput }
  | { readonly none: string; readonly where?: FilterInput };

/** A literal, or what is known only when it is asked. */
export type Operand = Json | Special;

export type Special =
  /** The person who asks. */
  | { readonly $: 'me' }
  /** The person's teams, for `in`. */
  | { readonly $: 'my_teams' }
  /** This moment or today, shifted by an ISO 8601 duration such as `P7D` or `-P1M`. */
  | { readonly $: 'now' | 'today'; readonly plus?: string }
  /** Another field. */
  | { readonly $: 'field'; readonly path: string };

export interface QueryInput {
  /** A filter tree, or FEEL in the subset that becomes SQL. */
  readonly where?: FilterInput | string;
  /** Paths to deliver; default: all fields of the record that may be read. */
  readonly fields?: readonly string[];
  /** `-amount`, `customer.name`; the record's id decides at last. */
  readonly sort?: readonly string[];
  /** Records a page, at most 500; 50 when not given. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
  /** Words looked for in the searched fields. */
  readonly search?: string;
  /** Records in the recycle bin: left out (default), only they, or both. */
  readonly deleted?: 'without' | 'only' | 'with';
  /** Also estimate how many there are. */
  readonly estimate?: boolean;
}

export interface GroupInput {
  readonly where?: FilterInput | string;
  readonly search?: string;
  readonly deleted?: 'without' | 'only' | 'with';
  /** Fields to group by; dates may be taken by day, week, month, quarter or year. */
  readonly group?: readonly GroupBy[];
  /** Figures by name: `{"n": "count", "total": {"sum": "amount"}}`. */
  readonly aggregate: Readonly<Record<string, AggregateInput>>;
  /** Names of figures or groups to sort by; default: the groups. */
  readonly sort?: readonly string[];
  /** Groups at most; 500 when not given, 5,000 at most. */
  readonly limit?: number;
}

/** Groups in two directions: a table of figures with its totals. */
export interface PivotInput {
  readonly where?: FilterInput | string;
  readonly search?: string;
  readonly deleted?: 'without' | 'only' | 'with';
  /** One or two fields to group by downwards, none to two across; dates by day, week, month, quarter or year. */
  readonly rows: readonly GroupBy[];
  readonly columns?: readonly GroupBy[];
  /** Figures by name: `{"n": "count", "total": {"sum": "amount"}}`. */
  readonly aggregate: Readonly<Record<string, AggregateInput>>;
}

export type GroupBy = string | { readonly field: string; readonly by: DatePart };
export type DatePart = 'day' | 'week' | 'month' | 'quarter' | 'year';
export type AggregateInput =
  | 'count'
  | Readonly<Partial<Record<'sum' | 'avg' | 'min' | 'max' | 'count', string>>>;
