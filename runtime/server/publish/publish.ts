/**
 * Makes a release (DECISIONS 8): checks and plans, prepares what takes long, switches in one short transaction, leaves the
 * rest to `finish.ts`. Designer, CLI, installing and rolling back all come through here. Whole or not at all.
 */
import { applyChanges, type Change } from '#metadata/change.ts';
import { compareConfigurations } from '#metadata/compare.ts';
import {
  type Configuration,
  type Definition,
  type DefinitionProblem,
  hasErrors,
  sameContent,
} from '#metadata/definition.ts';
import { makePlan, type Plan, type Proposal, propose, type Step } from '#metadata/plan.ts';
import { errorCode, type Transaction } from '../db/database.ts';
import { notify } from '../db/notify.ts';
import { newId } from '../ids.ts';
import { RELEASE_CHANNEL } from '../model/model.ts';
import { Rejection } from '../rejection.ts';
import {
  beginPublishing,
  carryTombstones,
  deleteTombstone,
  endPublishing,
  forgetUndo,
  insertFinishing,
  insertTombstone,
  moveTombstones,
  renameTombstones,
} from '../store/publishing.ts';
import { insertRelease, lockRelease, type ReleaseChange, releaseConfiguration } from '../store/releases.ts';
import { gatherFacts } from './facts.ts';
import type { Publication, PublishGround } from './ground.ts';
import { givingWay, PATIENCE } from './patience.ts';
import { prepare, takeBack } from './prepare.ts';
import { shapeProblems } from './shape.ts';

export interface PublishRequest {
  /** Changes to the live release. */
  readonly changes: readonly Change[];
  /** Refused when another release is live; not asked when not given. */
  readonly base?: number;
  readonly personId: string | null;
  readonly note: string;
  /** What is written down in the transaction that makes the release. */
  readonly within?: (tx: Transaction, release: number) => Promise<void>;
}

export interface Published {
  readonly release: number;
  /** False when there was nothing to change. */
  readonly changed: boolean;
  readonly warnings: readonly DefinitionProblem[];
}

export interface PlanResult {
  readonly base: number;
  readonly next: number;
  readonly plan: Plan;
}

/** What publishing the changes would do. Changes nothing. */
export async function planChanges(ground: PublishGround, changes: readonly Change[]): Promise<PlanResult> {
  const { release } = await ground.model.reload();
  const made = await proposed(ground, release, changes);
  if (made.misshapen)
    return { base: release, next: release + 1, plan: { changes: [], steps: [], problems: made.misshapen } };
  const { proposal, configuration } = made;
  const facts = await gatherFacts(ground.db, proposal);
  const plan = makePlan(proposal, facts, release + 1);
  const publication = publicationOf(proposal, configuration, release + 1, null);
  const further = hasErrors(plan.problems) ? [] : ((await ground.hooks?.check?.(publication)) ?? []);
  return { base: release, next: release + 1, plan: { ...plan, problems: [...plan.problems, ...further] } };
}

/** Publishes the changes as the next release; a Rejection says why not, with every problem and its place. */
export async function publish(ground: PublishGround, request: PublishRequest): Promise<Published> {
  const holder = newId(ground.clock.now());
  const lease = () => new Date(ground.clock.now() + LEASE);
  if (!(await beginPublishing(ground.db, holder, new Date(ground.clock.now()), lease())))
    throw new Rejection({
      status: 409,
      code: 'publishing',
      message: 'Somebody is publishing just now. Try again in a moment.',
    });
  try {
    await takeBack(ground, holder); // what a server that died in the middle left behind
    const { release } = await ground.model.reload();
    if (request.base !== undefined && request.base !== release) throw behind(request.base, release);
    if (request.changes.length === 0) return { release, changed: false, warnings: [] };
    const made = await proposed(ground, release, request.changes);
    if (made.misshapen) throw refusal(made.misshapen);
    const { proposal, configuration } = made;
    const next = release + 1;
    const publication = publicationOf(proposal, configuration, next, request.personId);
    const plan = makePlan(proposal, await gatherFacts(ground.db, proposal), next);
    const problems = hasErrors(plan.problems)
      ? plan.problems
      : [...plan.problems, ...((await ground.hooks?.check?.(publication)) ?? [])];
    refuseErrors(problems);
    await prepare(ground, holder, plan.steps, lease);
    await switchOver(ground, holder, { plan, proposal, publication, request });
    await ground.model.reload();
    return { release: next, changed: true, warnings: problems };
  } finally {
    // Where tables are in use even now, the next publish takes back what this one has prepared.
    await takeBack(ground, holder).finally(() => endPublishing(ground.db, holder));
  }
}

/** Publishes whatever leads from the live release to this configuration. */
export async function publishConfiguration(
  ground: PublishGround,
  target: (live: Configuration) => Configuration,
  request: Omit<PublishRequest, 'changes'>,
): Promise<Published> {
  const { registry, release } = await ground.model.reload();
  const changes = compareConfigurations(registry.configuration, target(registry.configuration));
  return publish(ground, { ...request, base: request.base ?? release, changes });
}

/** A refusal that carries problems of definitions, each with its file and line or element. */
export function refuseErrors(problems: readonly DefinitionProblem[]): void {
  if (hasErrors(problems)) throw refusal(problems);
}

function refusal(problems: readonly DefinitionProblem[]): Rejection {
  const errors = problems.filter((problem) => problem.severity === 'error');
  return new Rejection({
    status: 422,
    code: 'invalid_configuration',
    message:
      errors.length === 1
        ? errors[0]!.message
        : `${errors.length} problems stand in the way of publishing. The first: ${errors[0]!.message}`,
    errors: errors.map(({ definition, path, code, message }) => ({
      path: [definition, ...(path ?? [])].filter((part) => part !== undefined).join('.'),
      code,
      message,
    })),
    extra: { problems },
  });
}

// helpers //////////

/** Longer than any single step but index builds, which renew it before they begin. */
const LEASE = 30 * 60_000;
const UNIQUE_VIOLATION = '23505';

function behind(base: number, release: number): Rejection {
  return new Rejection({
    status: 409,
    code: 'release_moved',
    message: `Release ${release} was published meanwhile; this was planned for release ${base}. Look at the plan again.`,
    extra: { release },
  });
}

async function proposed(ground: PublishGround, release: number, changes: readonly Change[]) {
  const configuration = (await releaseConfiguration(ground.db, release))!;
  const applied = applyChanges(configuration, changes);
  if (!applied.ok) throw misfit(release, applied);
  const misshapen = shapeProblems(configuration, applied.configuration);
  if (misshapen.length > 0) return { misshapen };
  const result = propose(configuration, changes);
  if (!result.ok) throw misfit(release, result);
  return { proposal: result.proposal, configuration: result.configuration };
}

function misfit(
  release: number,
  { at, message }: { readonly at: number; readonly message: string },
): Rejection {
  return new Rejection({
    status: 409,
    code: 'change_does_not_fit',
    message: `The change ${at + 1} no longer fits release ${release}: ${message}`,
    extra: { at },
  });
}

function publicationOf(
  proposal: Proposal,
  configuration: Configuration,
  release: number,
  personId: string | null,
): Publication {
  const { before, after } = proposal;
  const old = before.configuration.definitions;
  const put: Definition[] = [];
  for (const [id, definition] of configuration.definitions) {
    const was = old.get(id);
    if (!was || !sameContent(was.content, definition.content)) put.push(definition);
  }
  const removed = [...old]
    .filter(([id]) => !configuration.definitions.has(id))
    .map(([, definition]) => definition);
  return { release, personId, before, after, configuration, put, removed };
}

interface Switch {
  readonly plan: Plan;
  readonly proposal: Proposal;
  readonly publication: Publication;
  readonly request: PublishRequest;
}

async function switchOver(ground: PublishGround, holder: string, change: Switch): Promise<void> {
  const { db, clock, patience = PATIENCE } = ground;
  try {
    await givingWay(patience, () =>
      db.transaction(async (tx) => {
        await tx.query("select set_config('lock_timeout', $1, true)", [`${patience.wait}ms`]);
        await switchOnce(tx, ground, change, holder, new Date(clock.now()));
      }),
    );
  } catch (error) {
    throw worded(error);
  }
}

async function switchOnce(
  tx: Transaction,
  ground: PublishGround,
  { plan, proposal, publication, request }: Switch,
  holder: string,
  at: Date,
): Promise<void> {
  const live = await lockRelease(tx);
  if (live !== publication.release - 1) throw behind(publication.release - 1, live);
  const steps = plan.steps.filter((step) => step.phase === 'switch');
  await renameKept(tx, steps, proposal);
  for (const step of steps) await runSwitchStep(tx, step, at);
  await ground.hooks?.publish?.(tx, publication);
  await request.within?.(tx, publication.release);
  const changes: ReleaseChange[] = plan.changes.map(
    ({ change, words, about }) => ({ change, words, about }) as unknown as ReleaseChange,
  );
  const { personId, note } = request;
  await insertRelease(tx, {
    number: publication.release,
    at,
    personId,
    note,
    changes,
    configuration: publication.configuration,
  });
  await insertFinishing(
    tx,
    publication.release,
    plan.steps.filter((step) => step.phase === 'finish'),
  );
  await forgetUndo(tx, holder); // from here on the preparation belongs to the release
  await notify(tx, RELEASE_CHANNEL, String(publication.release));
}

/** What was put aside before goes by the names its tables and fields have from now on. */
async function renameKept(tx: Transaction, steps: readonly Step[], { hints }: Proposal): Promise<void> {
  for (const step of steps)
    if (step.kind === 'tombstone' && step.tombstone.field === null) {
      const { entity, table } = step.tombstone;
      await carryTombstones(tx, step.about.entity, { table, entity });
    }
  const fields = new Map<string, Map<string, string>>();
  for (const [id, to] of hints.fields) {
    const [table, field] = id.split('.') as [string, string];
    fields.set(table, (fields.get(table) ?? new Map()).set(field, to));
  }
  for (const [table, names] of fields) await renameTombstones(tx, table, names);
  if (hints.entities.size > 0) await moveTombstones(tx, hints.entities);
}

async function runSwitchStep(tx: Transaction, step: Step, at: Date): Promise<void> {
  if (step.kind === 'tombstone') await insertTombstone(tx, step.tombstone, at);
  else if (step.kind === 'revive') {
    const { field, table } = step.tombstone;
    const { entity } = step.about;
    if (field === null) await carryTombstones(tx, table, { table: entity, entity });
    await deleteTombstone(tx, step.tombstone);
  } else if (step.kind === 'statement') await tx.query(step.sql);
}

function worded(error: unknown): unknown {
  if (errorCode(error) !== UNIQUE_VIOLATION) return error;
  const { table, detail } = error as { table?: string; detail?: string };
  const message =
    `Some records of ${table ?? 'a table'} have the same values, so they can not be unique: ${detail ?? ''}`.trim();
  return new Rejection({ status: 422, code: 'not_unique', message });
}
