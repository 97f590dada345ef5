/** A small installation for integration tests: database, model, clock, with configurations published as people would. */
import type { Change } from '#metadata/change.ts';
import type { Registry } from '#metadata/registry.ts';
import { type TestClock, testClock } from '../../runtime/server/clock.ts';
import type { Database } from '../../runtime/server/db/database.ts';
import { type Model, openModel } from '../../runtime/server/model/model.ts';
import { ensureBuiltIn } from '../../runtime/server/publish/built-in.ts';
import type { PublishGround, PublishHooks } from '../../runtime/server/publish/ground.ts';
import { type Published, publish, publishConfiguration } from '../../runtime/server/publish/publish.ts';
import { configuration, type Files } from './configuration.ts';
import { testDatabase } from './test-database.ts';

export interface Installation {
  readonly db: Database;
  readonly model: Model;
  readonly clock: TestClock;
  readonly ground: PublishGround;
  registry(): Registry;
  /** Publishes the solution `test` as these files say; what is not among them is taken away. */
  publishFiles(files: Files): Promise<Published>;
  publish(...changes: Change[]): Promise<Published>;
}

export const START = Date.UTC(2026, 10, 22, 9, 0, 0);

/** Call once at the top of a test file, with the files of the solution to begin with. */
export async function installation(files: Files = {}, hooks?: PublishHooks): Promise<Installation> {
  const db = await testDatabase();
  const clock = testClock(START);
  const model = await openModel(db);
  const ground: PublishGround = { db, model, clock, hooks };
  await ensureBuiltIn(ground);
  const made: Installation = {
    db,
    model,
    clock,
    ground,
    registry: () => model.live().registry,
    publishFiles: (own) =>
      publishConfiguration(
        ground,
        (live) => {
          const others = [...live.definitions].filter(([, definition]) => definition.solution !== 'test');
          const wanted = [...configuration(own).definitions].filter(
            ([, definition]) => definition.solution === 'test',
          );
          return { definitions: new Map([...others, ...wanted]) };
        },
        { personId: null, note: 'test' },
      ),
    publish: (...changes) => publish(ground, { changes, personId: null, note: 'test' }),
  };
  if (Object.keys(files).length > 0) await made.publishFiles(files);
  return made;
}
