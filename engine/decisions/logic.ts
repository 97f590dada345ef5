/**
 * The contract of a boxed expression (DMN 1.5 §7.3, §10.2): each kind is one file in `boxed/`, which compiles its element to a
 * closure over the names that are visible there. `boxed/table.ts` lists them.
 */
import type { Budget, Env, Scope, Type } from '#metadata/expression.ts';
import type { Value } from '#metadata/value.ts';
import type { ItemType, ItemTypes } from './item-types.ts';
import type { TableTrace } from './model.ts';
import type { XmlElement } from './xml-tree.ts';

/** One evaluation of a decision with all it requires. */
export interface Evaluation {
  /** Carries the budget and the notes that all parts share. */
  readonly env: Env & { readonly budget: Budget; readonly notes: string[] };
  /**
   * The data break what the model says of them: a value that its type does not allow, rules that fire together. Ends the
   * evaluation, or gives null with a note where the deployment asked for that.
   */
  violate(sentence: string): null;
}

export interface Logic {
  readonly type: Type;
  /** Paths read from names outside. */
  readonly reads: readonly (readonly string[])[];
  evaluate(names: Scope, evaluation: Evaluation): Value;
  /** For a decision table: what it gives beside the value, and the names and types of its outputs. */
  decide?(names: Scope, evaluation: Evaluation): TableOutcome;
  readonly outputs?: Readonly<Record<string, Type>>;
}

export interface TableOutcome {
  readonly value: Value;
  readonly rows: readonly Readonly<Record<string, Value>>[];
  readonly trace: TableTrace;
}

/** Where an expression stands, and what can be used there. */
export interface Place {
  /** Types of the visible names. */
  readonly names: Readonly<Record<string, Type>>;
  /** The types of the model. */
  readonly types: ItemTypes;
  /** Compiles a boxed expression at a place that sees these names. */
  compile(element: XmlElement, place: Place): Logic;
  /** Compiles the text of an element. */
  text(element: XmlElement, source: string, form: TextForm, place: Place): Logic;
  /** The values that a list of literals such as `"a", "b"` gives; none where it is no such list. */
  constants(element: XmlElement, source: string): readonly Value[];
  problem(element: XmlElement, code: string, message: string): void;
  /** True for files of Camunda 7, whose tables are read as Camunda reads them. */
  readonly camunda: boolean;
  /** True where expressions may read names that nothing declares: process variables. */
  readonly openNames: boolean;
}

export interface TextForm {
  /** A name of a language as the file gives it. */
  readonly language: string | undefined;
  /** Set for the tests of a cell: the type of the input. */
  readonly input?: Type;
}

export interface BoxedRules {
  /** The element's local name. */
  readonly tag: string;
  compile(element: XmlElement, place: Place): Logic;
}

export function defineBoxed(rules: BoxedRules): BoxedRules {
  return Object.freeze(rules);
}

/** The place with further names visible, which hide outer ones. */
export function seeing(place: Place, names: Readonly<Record<string, Type>>): Place {
  return { ...place, names: { ...place.names, ...names } };
}

/** The scope with one name more. */
export function binding(scope: Scope, name: string, value: Value): Scope {
  return { get: (asked) => (asked === name ? value : scope.get(asked)) };
}

/** The scope with the entries of a map in front, which may grow while it is used. */
export function bindingAll(scope: Scope, values: ReadonlyMap<string, Value>): Scope {
  return {
    get(name) {
      const value = values.get(name);
      return value === undefined ? scope.get(name) : value;
    },
  };
}

/** What parts read, without what the whole gives them itself. */
export function readsOf(
  parts: readonly Logic[],
  own: readonly string[] = [],
): readonly (readonly string[])[] {
  const reads = parts.flatMap((part) => part.reads);
  return own.length === 0 ? reads : reads.filter(([name]) => !own.includes(name!));
}

/** The value as one of the declared type, where there is one. */
export function conformed(value: Value, item: ItemType | null, what: string, evaluation: Evaluation): Value {
  if (item === null) return value;
  return item.accept(value, what, evaluation);
}
