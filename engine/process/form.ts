/** What people fill in at the start of a process and in its tasks. */
import type { Expression } from './expression.ts';

/** What people fill in: a form of the solution, a foreign form by its key, or fields listed in the file. */
export interface FormSpec {
  readonly key: string | null;
  readonly foreign: string | null;
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly id: string;
  readonly label: string | null;
  readonly type: string;
  readonly default: Expression | null;
  readonly options: readonly { readonly key: string; readonly label: string }[];
  readonly constraints: Readonly<Record<string, string>>;
}
