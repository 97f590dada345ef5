/**
 * What every kind of definition answers for itself: where its files lie, how its keys look, what it needs of others.
 * One object a file in this folder, one line in `table.ts`.
 */
import type { Definition, DefinitionProblem, Path } from '../definition.ts';
import type { Type } from '../expression.ts';
import type { Label } from '../label.ts';
import type { Registry } from '../registry/model.ts';
import type { Json } from '../value.ts';

export interface Kind {
  readonly key: string;
  readonly label: Label;
  /** Folder of its files in a solution; null for `solution.yaml` itself. */
  readonly folder: string | null;
  readonly extension: '.yaml' | '.bpmn' | '.dmn';
  readonly keys: KeyPattern;
  /** Everything in the content that names something else. Errors follow from what is not there, "used by" from what is. */
  uses(content: Json, definition: Definition): Iterable<Use>;
  /** Mistakes beyond the schema and the uses. */
  check?(definition: Definition, registry: Registry): Iterable<DefinitionProblem>;
}

export interface KeyPattern {
  readonly pattern: RegExp;
  readonly words: string;
}

/** Keys that become names in SQL and TypeScript: room is left for suffixes within PostgreSQL's 63 characters. */
export const SNAKE: KeyPattern = {
  pattern: /^(?=.{1,48}$)[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
  words: 'small letters, digits and single underscores, beginning with a letter, at most 48 characters',
};

/** Ids of BPMN and DMN (XML's NCName, kept to letters of ASCII), since imported files bring theirs. */
export const NC_NAME: KeyPattern = {
  pattern: /^[A-Za-z_][\w.-]{0,126}$/,
  words: 'letters, digits, ".", "-" and "_", beginning with a letter or "_", at most 127 characters',
};

/** One place in a definition that needs something to be there. */
export type Use =
  | { readonly needs: 'definition'; readonly kind: string; readonly reference: string; readonly path: Path }
  /** A field or a path over lookups from an entity; `as` says what for: "column", "sort", "required field". */
  | {
      readonly needs: 'field';
      readonly entity: string;
      readonly field: string;
      readonly path: Path;
      readonly as: FieldUse;
      /** A path over lookups will do as well. */
      readonly reaches?: true;
    }
  | ExpressionUse
  /** A name among a list in the same definition, such as a form's variable. */
  | {
      readonly needs: 'variable';
      readonly name: string;
      readonly among: readonly string[];
      readonly path: Path;
    };

export interface ExpressionUse {
  readonly needs: 'expression';
  /** The text, without a leading `=`. */
  readonly source: string;
  readonly path: Path;
  /** The record it is about; none: only `names`. */
  readonly entity?: string;
  readonly names?: Readonly<Record<string, Type>>;
  /** A filter must be a condition in the subset that becomes SQL. */
  readonly as: 'condition' | 'filter' | 'value' | 'formula' | 'rollup';
}

export type FieldUse =
  | 'column'
  | 'sort'
  | 'group'
  | 'filter'
  | 'form'
  | 'required'
  | 'right'
  | 'title'
  | 'unique'
  | 'match'
  | 'owner'
  | 'calculation';

export function defineKind(kind: Kind): Kind {
  return Object.freeze(kind);
}

/** The text of a value that may be an expression: `= amount * 2` → ` amount * 2`; null for a literal. */
export function expressionOf(value: unknown): string | null {
  return typeof value === 'string' && value.trimStart().startsWith('=') ? value.trimStart().slice(1) : null;
}
