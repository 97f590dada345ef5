/**
 * The door to upgrades of solutions: what an installation is to be when a new version of a solution is delivered. Names come
 * first (a field the maker or the people here have called otherwise is the same field), then the three-way merge.
 */
import { applyChange } from './change.ts';
import type { Change } from './changes/change-kind.ts';
import { fieldsOf } from './changes/content.ts';
import { CHANGES } from './changes/table.ts';
import { type Configuration, configurationOf, type Definition, withDefinition } from './definition.ts';
import { type MergeConflict, mergeDefinitions, type Side } from './merge.ts';
import type { Json } from './value.ts';

export interface Upgrade {
  readonly solution: string;
  readonly live: Configuration;
  /** As delivered last time; null where it was never installed, so that what stands is taken for delivered. */
  readonly base: Configuration | null;
  readonly delivered: Configuration;
  /** Changes published here since then: of these the new names count. */
  readonly since: readonly Change[];
  readonly decisions?: ReadonlyMap<string, Side>;
}

export interface Upgraded {
  readonly configuration: Configuration;
  readonly conflicts: readonly MergeConflict[];
}

export function upgrade({ solution, live, base, delivered, since, decisions }: Upgrade): Upgraded {
  const whole = (own: Configuration) =>
    configurationOf([...others(live, solution), ...own.definitions.values()]);
  const here = since.filter((change) => CHANGES.get(change.change)?.renames);
  const was = renamed(whole(base ?? { definitions: own(live, solution) }), here);
  const theirs = here.reduce(withFormerNames, renamed(whole(delivered), here));
  const made = makersRenames(was, theirs);
  const [old, ours] = [renamed(was, made), renamed(live, made)];
  const list = (configuration: Configuration) => [...own(configuration, solution).values()];
  const { definitions, conflicts } = mergeDefinitions(list(old), list(ours), list(theirs), decisions);
  return { configuration: configurationOf([...others(ours, solution), ...definitions]), conflicts };
}

// helpers //////////

function own({ definitions }: Configuration, solution: string): Map<string, Definition> {
  return new Map([...definitions].filter(([, definition]) => definition.solution === solution));
}

function others({ definitions }: Configuration, solution: string): Definition[] {
  return [...definitions.values()].filter((definition) => definition.solution !== solution);
}

/** With all new names that fit. */
function renamed(configuration: Configuration, renames: readonly Change[]): Configuration {
  return renames.reduce((current, change) => {
    const applied = applyChange(current, change);
    return applied.ok ? applied.configuration : current;
  }, configuration);
}

/** A field that the maker has renamed was, here, what the people here have renamed it to. */
function withFormerNames(configuration: Configuration, change: Change): Configuration {
  const renames = CHANGES.get(change.change)!.renames!(change);
  const definition = configuration.definitions.get(renames.definition);
  if (!definition || renames.field === null) return configuration;
  const fields = Object.entries(fieldsOf(definition)).map(([key, field]) => [
    key,
    field.was === renames.field ? { ...field, was: renames.to } : field,
  ]);
  const content = { ...(definition.content as Record<string, Json>), fields: Object.fromEntries(fields) };
  return withDefinition(configuration, renames.definition, { ...definition, content });
}

/** What the maker calls otherwise than last time, by the word `was`. */
function makersRenames(base: Configuration, delivered: Configuration): Change[] {
  const renames: Change[] = [];
  for (const [id, definition] of delivered.definitions) {
    const { was } = (definition.content ?? {}) as { readonly was?: string };
    const old = base.definitions.get(id) ?? base.definitions.get(`entity/${was}`);
    if (
      definition.kind === 'entity' &&
      old &&
      old.key !== definition.key &&
      !delivered.definitions.has(`entity/${was}`)
    )
      renames.push({ change: 'rename_entity', entity: old.key, to: definition.key });
    const [before, now] = [fieldsOf(old), fieldsOf(definition)];
    for (const [key, field] of Object.entries(now))
      if (field.was !== undefined && Object.hasOwn(before, field.was) && !Object.hasOwn(before, key))
        if (!Object.hasOwn(now, field.was))
          renames.push({ change: 'rename_field', definition: id, field: field.was, to: key });
  }
  return renames;
}
