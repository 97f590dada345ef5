/** A command of the CLI: what it is called, what it takes, what it does. One file each in `commands/`, one line in `table.ts`. What
 * a command works with it imports when it runs, so that help and refusals come at once. */

export interface Command {
  readonly name: string;
  /** After the name, e.g. `DIR`; in brackets where it may be missing. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Options by long name: what stands for their value in the help (null: a switch), and what they do. */
  readonly options?: Readonly<Record<string, { readonly value: string | null; readonly text: string }>>;
  /** More for `potik NAME --help`. */
  readonly help?: string;
  run(call: Call): Promise<number>;
}

export interface Call {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly out: Output;
}

/** Where a command speaks: people read lines, machines (`--json`) one JSON document at the end. */
export interface Output {
  line(text: string): void;
  error(text: string): void;
  /** The result for machines; printed only with `--json`. */
  result(value: unknown): void;
  /** A bar on a terminal; nothing elsewhere. */
  progress(done: number, total: number | null, what: string): void;
  readonly json: boolean;
}

/** The command was used wrongly: exit code 2 with a hint. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** Exit codes (ARCHITECTURE §7). */
export const OK = 0;
export const REFUSED = 1;
export const MISUSE = 2;
