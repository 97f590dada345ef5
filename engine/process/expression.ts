/** What stands in a model for a value: known when it is deployed, or found when it is needed. */
import type { Compiled } from '#metadata/expression.ts';
import type { Json } from '#metadata/value.ts';
import type { ScriptSource } from '../asks.ts';

/** A value that is known, or is found when it is needed. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'expression'; readonly compiled: Compiled }
  /** The value of a variable, null where there is none. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'script'; readonly script: ScriptSource }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] };

/** Sets variable `name` to `value`. */
export interface Mapping {
  readonly name: string;
  readonly value: Expression;
}

/** Texts by language (`uk`), beside the one that stands in the element's `name`. */
export type Labels = Readonly<Record<string, string>>;
