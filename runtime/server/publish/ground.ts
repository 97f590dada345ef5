/** What publishing stands on, wired by `main.ts`. */
import type { Configuration, Definition, DefinitionProblem } from '#metadata/definition.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Clock } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import type { Model } from '../model/model.ts';

export interface PublishGround {
  readonly db: Database;
  readonly model: Model;
  readonly clock: Clock;
  readonly hooks?: PublishHooks;
  readonly patience?: Patience;
}

/** How a switch waits for tables that are in use. Whoever works meanwhile waits behind it no longer than `wait`, and not all the time. */
export interface Patience {
  /** Milliseconds it waits for a lock before it gives way. */
  readonly wait: number;
  /** Milliseconds between attempts, twice that at most, in which others go on. */
  readonly pause: number;
  readonly tries: number;
}

/** What other capabilities do when a release is made: the engine deploys processes and decisions. */
export interface PublishHooks {
  /** Further checks of what would be published; errors refuse it. Nothing may be changed. */
  check?(publication: Publication): Promise<readonly DefinitionProblem[]>;
  /** Within the switch, behind the changes of tables: throws to refuse the whole. */
  publish?(tx: Transaction, publication: Publication): Promise<void>;
}

export interface Publication {
  /** Number of the release that is made. */
  readonly release: number;
  readonly personId: string | null;
  readonly before: Registry;
  readonly after: Registry;
  readonly configuration: Configuration;
  /** Definitions that are new or different, of every kind. */
  readonly put: readonly Definition[];
  readonly removed: readonly Definition[];
}
