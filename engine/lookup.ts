/**
 * How a process names the processes it calls and the decisions it asks: by key, and which version of it. Whoever keeps what is
 * deployed finds them (`World.called`, `World.decision`).
 */
export type Binding = 'latest' | 'deployment' | 'version' | 'versionTag';

/** A decision as it is looked up. */
export interface RequiredDecision {
  readonly decision: string;
  readonly binding: Binding;
  readonly version: string | null;
}

/** A process as it is looked up. */
export interface CalledProcess {
  readonly process: string;
  readonly binding: Binding;
  readonly version: string | null;
}
