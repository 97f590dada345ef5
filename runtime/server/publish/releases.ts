/** Releases as people and apps read them: what is live, as far as they may know it; what was published, latest first; rolling back. */
import { accessSummary, type Holder } from '#metadata/access.ts';
import type { Words } from '#metadata/change.ts';
import { knownTo } from '#metadata/known.ts';
import type {
  Model,
  PlanReply,
  PublishedDefinition,
  ReleaseDetail,
  ReleaseItem,
  Rollback,
  RollbackTarget,
} from '../../api/metadata.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { notFound } from '../rejection.ts';
import { namesOf } from '../store/people.ts';
import { listReleases, releaseConfiguration } from '../store/releases.ts';
import { planReply } from './drafts.ts';
import type { PublishGround } from './ground.ts';
import { planRollback, rollback } from './rollback.ts';

export interface Releases {
  /** The live release for the workspace, without what the person may not know of. */
  known(holder: Holder): Model;
  /** Every definition of the live release, for the designer. */
  whole(holder: Holder): Model;
  /** One as it was; not found where there is none of that number. */
  get(number: string): Promise<ReleaseDetail>;
  list(page: { readonly limit?: number; readonly cursor?: string }): Promise<ReleaseList>;
  planRollback(input: RollbackTarget): Promise<PlanReply>;
  rollback(personId: string | null, input: Rollback): Promise<{ readonly release: number }>;
}

export interface ReleaseList {
  items: ReleaseItem[];
  next: string | null;
}

export function createReleases(ground: PublishGround): Releases {
  const { db, model } = ground;
  return {
    known(holder) {
      const { registry, release } = model.live();
      const { definitions, access } = knownTo(registry, holder);
      return { release, definitions: definitions as PublishedDefinition[], access };
    },
    whole(holder) {
      const { registry, release } = model.live();
      const definitions = [...registry.configuration.definitions.values()];
      return {
        release,
        definitions: definitions as PublishedDefinition[],
        access: accessSummary(registry, holder),
      };
    },
    async list({ limit = PAGE, cursor }) {
      const before = cursor === undefined ? null : readCursor<[number]>(cursor, 1)[0];
      const rows = await listReleases(db, before, limit + 1);
      const page = rows.slice(0, limit);
      const names = await namesOf(db, [...new Set(page.flatMap(({ personId }) => personId ?? []))]);
      const items = page.map(({ number, at, personId, note, changes }) => ({
        number,
        at,
        by: personId === null ? null : { id: personId, name: names.get(personId)?.name ?? '' },
        note,
        changes: changes.map(({ words, about }) => ({ words: words as Words, about })),
      }));
      return { items, next: rows.length > limit ? writeCursor([page.at(-1)!.number]) : null };
    },
    async get(number) {
      const wanted = /^\d{1,9}$/.test(number) ? Number(number) : 0;
      const found = wanted > 0 ? await releaseConfiguration(db, wanted) : null;
      if (!found) throw notFound(`release ${number}`);
      return { number: wanted, definitions: [...found.definitions.values()] as PublishedDefinition[] };
    },
    async planRollback({ to }) {
      return planReply(await planRollback(ground, to));
    },
    async rollback(personId, { to, note, base }) {
      const { release } = await rollback(ground, to, personId, note, base);
      return { release };
    },
  };
}

// helpers //////////

const PAGE = 50;
