/**
 * What every field type answers for itself: its columns, its values on the wire and in expressions, its operators, its
 * types, its way in from and out to spreadsheets. One object a file in this folder, one line in `table.ts`; nothing
 * outside asks for a type by name.
 */

import type { Type } from '../expression.ts';
import type { ValueProblem } from '../failures.ts';
import type { Source } from '../field-parts/conversion.ts';
import type { Option } from '../field-parts/options.ts';
import type { Label } from '../label.ts';
import type { Said } from '../said.ts';
import type { Json, Value } from '../value.ts';

export type JsonSchema = { readonly [key: string]: unknown };

/** A value in its normal form (null: empty), or why it is none. */
export type Parsed =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly problem: ValueProblem };

/** A column of a type; the field's key with `suffix` behind an underscore names it (`amount`, `amount_currency`). */
export interface ColumnShape {
  /** Empty for the main column. */
  readonly suffix: string;
  /** SQL type as `format_type` prints it, e.g. `numeric(19,4)`. */
  readonly sql: string;
  readonly collation?: Collation;
  readonly label?: Label;
  /** The field type that answers for a filter on this column alone (default: the field's own). */
  readonly as?: string;
}

/** Text that people sort, and keys. */
export type Collation = 'und-x-icu' | 'C';

/** How an index is made of a type's main column. */
export type IndexKind = 'btree' | 'trigram' | 'gin';

/** A field with the settings of its type resolved, as the methods of a type see it. */
export interface FieldOf<S> {
  readonly key: string;
  readonly entity: string;
  /** What the person reads in error sentences, English first. */
  readonly name: string;
  readonly settings: S;
}

/** Where a field stands, and what its type may look up while its settings are resolved. */
export interface Surroundings {
  /** Keys of the entity and of the field. */
  readonly self: string;
  readonly field: string;
  /** The solution's currency. */
  readonly currency: string;
  /** `crm/customer` or `customer` → `customer`. */
  reference(written: string): string;
  pipeline(key: string): PipelineFacts | undefined;
  /** Pipelines of the kinds of record that have their own, by kind. */
  typePipelines?(): readonly (readonly [string, PipelineFacts])[];
}

export interface PipelineFacts {
  readonly key: string;
  readonly entity: string;
  /** The stage of a new record. */
  readonly start: string;
  readonly stages: readonly StageFacts[];
  /** Stage → stages one may go to; a stage that is missing may be left for any. */
  readonly moves: Readonly<Record<string, readonly string[]>>;
}

export interface StageFacts {
  readonly key: string;
  readonly label: Label | undefined;
  readonly probability: number | null;
  readonly outcome: 'won' | 'lost' | null;
  readonly requires: readonly string[];
  readonly checklist: Readonly<Record<string, Label>>;
}

/** Conventions of the text that an import reads and an export writes. */
export interface TextConventions {
  readonly language: string;
  /** IANA zone for instants without an offset. */
  readonly zone: string;
  readonly decimalMark: '.' | ',';
  /** Order of the parts in dates such as 03/04/2026. */
  readonly dateOrder: 'dmy' | 'mdy' | 'ymd';
}

/** A mistake in a definition's settings, and its path below the field's definition. */
export interface SettingProblem {
  readonly path: readonly (string | number)[];
  readonly why: Said;
}

export interface FieldType<S = unknown> {
  readonly key: string;
  readonly label: Label;
  readonly group: 'text' | 'choice' | 'number' | 'time' | 'relation' | 'file' | 'other';
  /** JSON Schema of the keys a field of this type may have beside the common ones. */
  readonly schema: Readonly<Record<string, JsonSchema>>;
  /** Keys of `schema` that must be given. */
  readonly mandatory?: readonly string[];
  /** Settings with defaults filled in and references looked up. `definition` has passed the schema. */
  settings(definition: Readonly<Record<string, Json>>, around: Surroundings): S;
  /** Mistakes the schema can't see. */
  check?(field: FieldOf<S>): readonly SettingProblem[];

  columns(field: FieldOf<S>): readonly ColumnShape[];
  /** The normal form of a value that came as JSON (form, API, script); never called with null or "". */
  parse(wire: Json, field: FieldOf<S>): Parsed;
  /** Column values as JSON that PostgreSQL reads, in the order of `columns`. */
  toColumns(value: Json, field: FieldOf<S>): readonly Json[];
  /** The normal form from column values as `runtime/server/db/types.ts` delivers them; null when the main column is. */
  fromColumns(cells: readonly Json[], field: FieldOf<S>): Json;

  /** In expressions. `fromFeel` rounds to the column's scale; it refuses what is no value of the type. */
  feelType(field: FieldOf<S>): Type;
  toFeel(value: Json, field: FieldOf<S>): Value;
  fromFeel(value: Value, field: FieldOf<S>): Parsed;
  /** What an expression reads where the field is empty; null when not given. */
  readonly emptyFeel?: Value;

  /** TypeScript type of the value when read, and of what may be written where that is wider. */
  typescript(field: FieldOf<S>): string;
  /** @param by for lists of records: their lookup that names the parent, which nobody gives within its list */
  typescriptInput?(field: FieldOf<S>, by: string | null): string;
  /** JSON Schema (OpenAPI 3.1) of the value on the wire. */
  json(field: FieldOf<S>): JsonSchema;

  /** Operators of filters, by key of `queries/operators.ts`. */
  readonly operators: readonly string[];
  /** A filter's operand as the value of the main column; `parse` and `toColumns` serve where this is missing. */
  operand?(wire: Json, field: FieldOf<S>): Parsed;
  readonly sortable: boolean;
  /** SQL to sort by where the column itself would sort wrongly; `column` is safe SQL, texts go through `literal`. */
  sortSql?(column: string, field: FieldOf<S>, literal: (text: string) => string): string;
  /** SQL of the value in words, for titles, where the column's own text would not do. */
  labelSql?(column: string, field: FieldOf<S>, language: string, literal: (text: string) => string): string;
  readonly groupable: boolean;
  /** Aggregates over the main column beside count: a subset of sum, avg, min, max. */
  readonly aggregates: readonly ('sum' | 'avg' | 'min' | 'max')[];
  /** How quick search reads the main column; missing: not at all. */
  readonly search?: 'text' | 'digits';
  /** Long texts: searched by words and their stems too, in searched fields with an index for it. */
  readonly fullText?: boolean;
  /** Suffix of the column that search and text operators read instead of the main one. */
  readonly searchColumn?: string;
  readonly indexes: readonly IndexKind[];

  /** Text of a spreadsheet's cell → what `parse` takes. */
  readText(text: string, field: FieldOf<S>, conventions: TextConventions): Parsed;
  writeText(value: Json, field: FieldOf<S>, conventions: TextConventions): string;
  /**
   * SQL for the columns from a column of another type, when a field is retyped; null where nothing can be converted. Single
   * values may become null, which the plan counts. `values` are the person's own old → new.
   */
  convert?(
    source: Source,
    field: FieldOf<S>,
    values: ConvertedValues,
    literal: (text: string) => string,
  ): readonly string[] | null;
  /** The form control drawn by default, by key of `runtime/ui/controls`. */
  readonly control: string;

  /** The entities a value refers to, for foreign keys, joins and existence checks; missing: none. */
  refersTo?(field: FieldOf<S>): ReferenceFacts | null;
  /** Further fields the type brings along, such as the time a stage was entered; kept by the platform unless `writable`. */
  companions?(field: FieldOf<S>): Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** The platform counts: it gives the value at creation, from a pattern and a first number. */
  counter?(field: FieldOf<S>): { readonly pattern: string; readonly start: number };
  /** The value is one of these. */
  options?(field: FieldOf<S>): readonly Option[];
  /**
   * The value is the stage of a record in this pipeline, whose rules hold on every write: the one of its kind (null: it has none);
   * without a kind one of all stages there are.
   */
  stages?(field: FieldOf<S>, type?: string | null): PipelineFacts;
  /** Records of the entity form a tree by this reference. */
  readonly tree?: boolean;
  /** For types without columns: the entity that holds the values, and its lookup that names this record (null: its only one). */
  holders?(field: FieldOf<S>): HolderFacts;
  /** Only the platform's own columns have it. */
  readonly internal?: boolean;
  /** Values are sealed before they are stored and never shown again (secrets). */
  readonly sealed?: boolean;
  /** The value is the id of an uploaded file. */
  readonly holdsFile?: boolean;
}

export interface ReferenceFacts {
  /** Keys of entities; more than one for a reference whose column `…_entity` names the entity. */
  readonly entities: readonly string[];
  readonly onDelete: 'restrict' | 'clear' | 'cascade';
}

export interface HolderFacts {
  readonly entity: string;
  readonly by: string | null;
  /** For links: the entity is made by the registry with a lookup `by`, a lookup `target` to `to`, and these attributes. */
  readonly made: {
    readonly to: string;
    readonly target: string;
    readonly attributes: Readonly<Record<string, Json>>;
  } | null;
}

export type ConvertedValues = Readonly<Record<string, string | null>>;

/** A type as the table holds it; checks the object against the interface where it is written. */
export function defineFieldType<S>(type: FieldType<S>): FieldType<S> {
  return Object.freeze(type);
}

export const ok = (value: Json): Parsed => ({ ok: true, value });
export const bad = (problem: ValueProblem): Parsed => ({ ok: false, problem });
