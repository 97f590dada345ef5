/** The process engine of this node, put together: definitions, executor, deliveries, over one database. */
import type { DeployOptions } from '#engine/deployment.ts';
import type { JobRow } from '#engine/rows.ts';
import type { UnitDone } from '#engine/unit.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Answerers } from './answerers.ts';
import { createDefinitions, type Definitions } from './definitions.ts';
import { createDeliveries, type Deliveries } from './deliver.ts';
import { createExecutor, type Executor } from './execute.ts';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';
import { createMailbox } from './mailbox.ts';
import { NO_PLATFORM, type Platform } from './platform.ts';
import { createTrees } from './trees.ts';

export interface Engine {
  readonly definitions: Definitions;
  readonly executor: Executor;
  readonly deliveries: Deliveries;
  readonly groupCommit: GroupCommit;
}

export interface EngineOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly zone: string;
  readonly answerers: Answerers;
  readonly deployOptions: () => DeployOptions;
  /** Left out: processes that know no functions of the platform and no calendars. */
  readonly platform?: Platform;
  readonly announce: (unit: UnitDone, handed: JobRow | null) => void;
  /** Call trees kept in memory. */
  readonly trees?: number;
}

export function createEngine({
  db,
  clock,
  zone,
  answerers,
  deployOptions,
  platform = NO_PLATFORM,
  announce,
  trees,
}: EngineOptions): Engine {
  const definitions = createDefinitions({ db, deployOptions });
  const groupCommit = createGroupCommit(db.planned);
  const executor = createExecutor({
    db,
    definitions,
    groupCommit,
    mailbox: createMailbox(),
    trees: createTrees(trees),
    answerers,
    clock,
    zone,
    platform,
    announce,
  });
  return {
    definitions,
    executor,
    groupCommit,
    deliveries: createDeliveries({ db, definitions, executor, clock, zone, platform }),
  };
}
