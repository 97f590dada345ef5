/**
 * The plan: what publishing would change, in words, with its consequences and the steps the database goes through. The same
 * plan serves the designer, `potik apply`, installing, upgrading and rolling back; `publish/` executes it.
 */

import { applyChanges } from './change.ts';
import type { Change, Consequence, Facts, Subject, Words } from './changes/change-kind.ts';
import { entityOf } from './changes/content.ts';
import { CHANGES } from './changes/table.ts';
import { diffSteps } from './ddl/diff.ts';
import { keptValues } from './ddl/kept.ts';
import { type MoveQuestions, moveProblems, moveQuestions } from './ddl/moves.ts';
import { entityPairs, fieldPairs } from './ddl/pairs.ts';
import { recalculatedKeys, recalculations } from './ddl/recalculations.ts';
import { isRetyped, lostCondition } from './ddl/retype.ts';
import { type Hints, noHints, type Step, type Tombstone } from './ddl/steps.ts';
import { type Configuration, type DefinitionProblem, hasErrors } from './definition.ts';
import { fieldId } from './registry/calculations.ts';
import { buildRegistry, type Registry } from './registry.ts';

export type { Facts, Moved } from './changes/change-kind.ts';
export type { MoveQuestions } from './ddl/moves.ts';
export type { Hints, Step, Tombstone } from './ddl/steps.ts';

export interface PlannedChange {
  readonly change: Change;
  readonly words: Words;
  /** Definition it is about: `entity/deal`. */
  readonly about: string;
  readonly consequences: readonly Consequence[];
  readonly steps: readonly Step[];
}

export interface Plan {
  readonly changes: readonly PlannedChange[];
  /** All steps in the order they must run within their phase. */
  readonly steps: readonly Step[];
  /** Errors block publishing. */
  readonly problems: readonly DefinitionProblem[];
}

/** What a plan begins with, before the database is asked. */
export interface Proposal {
  readonly changes: readonly Change[];
  readonly before: Registry;
  readonly after: Registry;
  readonly problems: readonly DefinitionProblem[];
  readonly hints: Hints;
  /** For each change `deal.region`, the field it is about as it was called before all of them; null where it was not there. */
  readonly origins: readonly (string | null)[];
}

/** Facts a plan wants of the database, so that the server asks only for these. */
export interface Wanted {
  readonly rows: readonly string[];
  /** `count(*)` of the table where the condition holds, by field. */
  readonly values: readonly {
    readonly entity: string;
    readonly field: string;
    readonly table: string;
    readonly column: string;
  }[];
  readonly lost: readonly {
    readonly entity: string;
    readonly field: string;
    readonly table: string;
    readonly column: string;
    readonly where: string;
  }[];
  readonly moves: readonly MoveQuestions[];
}

/** Null where a change does not fit the configuration (it says which and why). */
export function propose(
  configuration: Configuration,
  changes: readonly Change[],
):
  | { readonly ok: true; readonly proposal: Proposal; readonly configuration: Configuration }
  | { readonly ok: false; readonly at: number; readonly message: string } {
  const applied = applyChanges(configuration, changes);
  if (!applied.ok) return applied;
  const before = buildRegistry(configuration);
  const after = buildRegistry(applied.configuration);
  const hints = noHints();
  const context = { before: before.registry, after: after.registry };
  const registries = [after.registry, before.registry];
  const origins = changes.map((change) => {
    const kind = CHANGES.get(change.change)!;
    kind.hints?.(change, hints, context);
    const field = kind.field?.(change);
    return field === undefined ? null : originOf(entityOf(kind.about(change), ...registries), field, hints);
  });
  const proposal = { changes, ...context, problems: after.problems, hints, origins };
  return { ok: true, proposal, configuration: applied.configuration };
}

/** @param tombstones what stands aside, for values that would come back instead of being lost */
export function wantedFacts(
  { before, after, hints }: Proposal,
  tombstones: readonly Tombstone[] = [],
): Wanted {
  const rows = [...before.entities.values()].map((entity) => entity.table);
  const values: Wanted['values'][number][] = [];
  const lost: Wanted['lost'][number][] = [];
  for (const { old, now } of entityPairs(before, after, hints)) {
    const kept = new Set<string>();
    for (const { was, is } of fieldPairs(old, now, hints)) {
      kept.add(was.key);
      const table = old.table;
      const converted = hints.values.get(fieldId(now.key, is.key));
      if (!isRetyped(was, is, converted, hints.entities) || !was.columns[0]) continue;
      values.push({ entity: now.key, field: is.key, table, column: was.columns[0].name });
      const former = keptValues(tombstones, table, was, is);
      const where = lostCondition(was, is, converted ?? {}, former);
      lost.push({ entity: now.key, field: is.key, table, column: was.columns[0].name, where });
    }
    for (const field of old.fields.values()) {
      const column = field.columns[0]?.name;
      if (!kept.has(field.key) && column !== undefined)
        values.push({ entity: now.key, field: field.key, table: old.table, column });
    }
  }
  const moves = moveQuestions(entityPairs(before, after, hints), { before, after, hints });
  return { rows, values, lost, moves };
}

/** @param release number of the release that would be made */
export function makePlan(proposal: Proposal, facts: Facts, release: number): Plan {
  const { before, after, changes, hints } = proposal;
  const pairs = entityPairs(before, after, hints);
  const ground = { before, after, hints, facts };
  // A configuration with errors has no certain shape; its plan only shows them.
  const calculated = hasErrors(proposal.problems) ? [] : recalculations(pairs, ground);
  const problems = hasErrors(proposal.problems)
    ? proposal.problems
    : [...proposal.problems, ...moveProblems(pairs, ground), ...recalculatedKeys(calculated, pairs, ground)];
  const steps = hasErrors(problems) ? [] : [...diffSteps({ ...ground, release }), ...calculated];
  const taken = new Set<Step>();
  const subjects = subjectsOf(proposal);
  const tables = new Map(pairs.map(({ old, now }) => [now.key, old.table] as const));
  const told = new Set<string>();
  const planned = changes.map((change, i): PlannedChange => {
    const kind = CHANGES.get(change.change)!;
    const about = kind.about(change);
    const subject = subjects.get(proposal.origins[i] ?? '') ?? null;
    const context = { before, after, release, facts, subject, tables };
    const entity = subject?.now.key ?? about.split('/')[1]!;
    const field = subject?.is.key ?? kind.field?.(change) ?? null;
    const own = steps.filter((step) => !taken.has(step) && belongs(step, about, entity, field));
    for (const step of own) taken.add(step);
    return {
      change,
      words: kind.words(change, context),
      about,
      // Two changes of one field have their consequences once.
      consequences: (kind.consequences?.(change, context) ?? []).filter(({ text }) => {
        const once = `${proposal.origins[i] ?? i} ${text}`;
        return told.has(once) ? false : told.add(once);
      }),
      steps: own,
    };
  });
  return { changes: planned, steps, problems };
}

/** Statements of a step, for showing. */
export function stepSql(step: Step): string | null {
  if (step.kind === 'statement' || step.kind === 'index') return step.sql;
  return step.kind === 'backfill' ? `update data."${step.table}" set ${step.set} where ${step.where}` : null;
}

// helpers //////////

/** What a field that goes by these names now was called before everything. */
function originOf(entity: string, field: string, hints: Hints): string {
  const first = [...hints.entities].find(([, key]) => key === entity)?.[0] ?? entity;
  const own = [...hints.fields].find(([id, key]) => id.startsWith(`${first}.`) && key === field);
  return own?.[0] ?? fieldId(first, field);
}

function subjectsOf({ before, after, hints }: Proposal): ReadonlyMap<string, Subject> {
  const subjects = new Map<string, Subject>();
  for (const { old, now } of entityPairs(before, after, hints))
    for (const { was, is } of fieldPairs(old, now, hints)) {
      const values = hints.values.get(fieldId(now.key, is.key));
      const retyped = isRetyped(was, is, values, hints.entities);
      subjects.set(fieldId(old.key, was.key), { old, now, was, is, retyped });
    }
  return subjects;
}

function belongs(step: Step, about: string, entity: string, field: string | null): boolean {
  if (!about.startsWith('entity/') && !about.startsWith('extension/')) return false;
  return field === null
    ? step.about.entity === entity
    : step.about.field === field && (about.startsWith('extension/') || step.about.entity === entity);
}
