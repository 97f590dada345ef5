/** One way to break an installation, and what is told of it. */
export interface FaultOptions {
  /** Servers over the one database. */
  readonly nodes: number;
  /** How often it happens; of `endurance`, how many seconds it lasts. */
  readonly rounds: number;
}

export interface Told {
  /** A line each; none is as it should be. */
  readonly wrong: readonly string[];
  readonly seen: readonly string[];
  /** Why it could not be done here. */
  readonly skipped?: string;
}

export type Fault = (options: FaultOptions) => Promise<Told>;
