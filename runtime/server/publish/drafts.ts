/**
 * Drafts: one a person, a list of changes to the live release with a position, by which they are undone and redone. A draft
 * keeps the definitions it changes from other drafts. When another release was published meanwhile, the changes are made
 * on that one; a change that no longer fits is told where it is met.
 */
import { applyChanges, type Change, changeAbout, changeMistake, changeWords } from '#metadata/change.ts';
import type { Configuration } from '#metadata/definition.ts';
import { stepSql } from '#metadata/plan.ts';
import { buildRegistry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { AddChanges, Draft, DraftChange, PlanChanges, PlanReply, Publish } from '../../api/metadata.ts';
import type { Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';
import { invalid, Rejection } from '../rejection.ts';
import {
  type DraftChangeRow,
  type DraftRow,
  deleteDraft,
  findDraft,
  keepDefinitions,
  lockDraft,
  saveDraft,
} from '../store/drafts.ts';
import type { PublishGround } from './ground.ts';
import { type PlanResult, planChanges, publish } from './publish.ts';
import { shapeProblems } from './shape.ts';

export interface Drafts {
  get(personId: string): Promise<Draft>;
  /** The live configuration with my changes in force. */
  configuration(personId: string): Promise<Configuration>;
  /** Puts changes behind those in force; what was undone is dropped. 409 when the draft stands at another position. */
  add(personId: string, input: AddChanges): Promise<Draft>;
  /** Undo and redo: how many of the changes are in force. */
  move(personId: string, position: number): Promise<Draft>;
  discard(personId: string): Promise<void>;
  /** @param further changes behind those in force, which are only tried */
  plan(personId: string, further?: PlanChanges['changes']): Promise<PlanReply>;
  /** Publishes the changes in force; the draft is gone afterwards, but for what was added meanwhile. */
  publish(personId: string, input: Publish): Promise<{ readonly release: number }>;
}

export function createDrafts(ground: PublishGround): Drafts {
  const { db, model, clock } = ground;

  async function change(
    personId: string,
    deed: (draft: DraftRow, tx: Transaction) => Promise<Pick<DraftRow, 'base' | 'changes' | 'position'>>,
  ): Promise<Draft> {
    const { release } = await model.reload();
    const savedAt = new Date(clock.now());
    return db.transaction(async (tx) => {
      const draft = await lockDraft(tx, personId, release, savedAt);
      const next = await deed(draft, tx);
      await saveDraft(tx, personId, { ...next, savedAt });
      return reply({ ...next, savedAt: savedAt.toISOString() }, release);
    });
  }

  return {
    async get(personId) {
      const { release } = await model.reload();
      const draft = await findDraft(db, personId);
      return reply(draft ?? { base: release, changes: [], position: 0, savedAt: null }, release);
    },

    async configuration(personId) {
      const { registry, release } = await model.reload();
      const draft = await findDraft(db, personId);
      const inForce = draft?.changes.slice(0, draft.position) ?? [];
      return configurationWith(registry.configuration, inForce, release);
    },

    add: (personId, { changes: given, position, replacing = 0 }) =>
      change(personId, async (draft, tx) => {
        const changes = checked(given);
        if (position !== draft.position || replacing > position) throw movedOn(draft.position);
        const { registry, release } = model.live();
        const inForce = draft.changes.slice(0, position - replacing);
        const before = configurationWith(registry.configuration, inForce, release);
        const rows = worded(before, changes, clock.now());
        const all = [...inForce, ...rows];
        const about = new Set(all.map((row) => changeAbout(row.change as unknown as Change)));
        const kept = await keepDefinitions(tx, personId, [...about].sort());
        if (kept.length > 0) throw keptByOthers(kept);
        return { base: release, changes: all, position: all.length };
      }),

    move: (personId, position) =>
      change(personId, async (draft) => {
        if (position > draft.changes.length)
          throw invalid([
            {
              path: 'position',
              code: 'range',
              message: `The draft holds ${draft.changes.length} changes.`,
            },
          ]);
        return { ...draft, position };
      }),

    discard: (personId) => deleteDraft(db, personId),

    async plan(personId, further = []) {
      const inForce = changesOf(await findDraft(db, personId));
      return planReply(await planChanges(ground, [...inForce, ...checked(further)]));
    },

    async publish(personId, { note = '', base }) {
      const draft = await findDraft(db, personId);
      const changes = changesOf(draft);
      if (!draft || changes.length === 0)
        throw new Rejection({
          status: 422,
          code: 'nothing_to_publish',
          message: 'Your draft holds no changes, so there is nothing to publish.',
        });
      const { release } = await publish(ground, {
        changes,
        personId,
        note,
        ...(base !== undefined && { base }),
      });
      await leaveRest(ground, personId, draft, release);
      return { release };
    },
  };
}

export function planReply({ base, next, plan }: PlanResult): PlanReply {
  return {
    base,
    next,
    problems: plan.problems,
    changes: plan.changes.map(({ change, words, about, consequences, steps }) => ({
      change,
      words,
      about,
      consequences,
      sql: steps.map(stepSql).filter((sql) => sql !== null),
    })),
  };
}

// helpers //////////

function checked(given: AddChanges['changes']): readonly Change[] {
  const errors = given.flatMap((change, i) => {
    const message = changeMistake(change);
    return message === null ? [] : [{ path: `changes[${i}]`, code: 'change', message }];
  });
  if (errors.length > 0) throw invalid(errors);
  return given as unknown as readonly Change[];
}

function changesOf(draft: DraftRow | null): readonly Change[] {
  return (draft?.changes.slice(0, draft.position) ?? []).map(({ change }) => change as unknown as Change);
}

function configurationWith(
  live: Configuration,
  rows: readonly DraftChangeRow[],
  release: number,
): Configuration {
  const applied = applyChanges(
    live,
    rows.map(({ change }) => change as unknown as Change),
  );
  if (applied.ok) return applied.configuration;
  throw new Rejection({
    status: 409,
    code: 'draft_conflict',
    message: `The change “${rows[applied.at]!.summary}” of your draft no longer fits release ${release}: ${applied.message} Undo it first.`,
    extra: { at: applied.at },
  });
}

function worded(before: Configuration, changes: readonly Change[], now: number): DraftChangeRow[] {
  const applied = applyChanges(before, changes);
  if (!applied.ok)
    throw invalid([
      { path: `changes[${applied.at}]`, code: 'change_does_not_fit', message: applied.message },
    ]);
  // A half-finished definition may have no shape yet: publishing refuses it, a draft keeps it.
  const shaped = shapeProblems(before, applied.configuration).length === 0;
  const from = buildRegistry(before).registry;
  const to = shaped ? buildRegistry(applied.configuration).registry : from;
  const at = new Date(now).toISOString();
  return changes.map((change) => ({
    id: newId(now),
    change: change as unknown as Json,
    summary: changeWords(change, from, to).text,
    at,
  }));
}

function movedOn(position: number): Rejection {
  return new Rejection({
    status: 409,
    code: 'draft_moved',
    message:
      'Your draft was changed elsewhere meanwhile, perhaps in another tab. It is shown as it stands now.',
    extra: { position },
  });
}

function keptByOthers(kept: readonly { definition: string; name: string | null }[]): Rejection {
  const { definition, name } = kept[0]!;
  return new Rejection({
    status: 409,
    code: 'definition_kept',
    message: `${name ?? 'Somebody else'} is changing ${definition} in a draft of their own. Wait until it is published or discarded.`,
    params: { definition, name },
    extra: { definitions: kept.map((one) => one.definition) },
  });
}

/** What was added while the draft was being published stays as a draft on the new release. */
async function leaveRest(
  { db, clock }: PublishGround,
  personId: string,
  published: DraftRow,
  release: number,
): Promise<void> {
  const done = new Set(published.changes.map(({ id }) => id));
  await db.transaction(async (tx) => {
    const draft = await lockDraft(tx, personId, release, new Date(clock.now()));
    const changes = draft.changes.filter(({ id }) => !done.has(id));
    if (changes.length === 0) return deleteDraft(tx, personId);
    await saveDraft(tx, personId, {
      base: release,
      changes,
      position: changes.length,
      savedAt: new Date(clock.now()),
    });
  });
}

function reply(
  draft: Pick<DraftRow, 'base' | 'changes' | 'position'> & { readonly savedAt: string | null },
  release: number,
): Draft {
  return {
    base: draft.base,
    changes: draft.changes as readonly unknown[] as DraftChange[],
    position: draft.position,
    savedAt: draft.savedAt,
    behind: draft.base < release,
  };
}
