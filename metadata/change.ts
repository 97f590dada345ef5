/**
 * The door to changes: what a draft is made of. A change is plain data; it is applied to a configuration, taken back, told
 * in words. Designer, drafts and plans all work with these and no others.
 */

import type { Applied, Change, Words } from './changes/change-kind.ts';
import { CHANGES } from './changes/table.ts';
import type { Configuration } from './definition.ts';
import { hint } from './nearest.ts';
import type { Registry } from './registry/model.ts';

export type { Applied, Change, Consequence, Facts, Words } from './changes/change-kind.ts';
export { sameOptions } from './changes/content.ts';
export { isRetyped } from './ddl/retype.ts';

/** Checks that something received is a change of a known kind with all its parts. Null when it is, else a sentence. */
export function changeMistake(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return 'A change is an object with a key "change".';
  const change = input as Record<string, unknown>;
  const kind = CHANGES.get(String(change.change));
  if (!kind)
    return `There is no change called "${String(change.change)}".${hint(String(change.change), CHANGES.keys())}`;
  for (const [part, type] of Object.entries(kind.parts)) {
    const value = change[part];
    if (value === undefined && type.endsWith('?')) continue;
    if (!fits(value, type.replace('?', '')))
      return `The change ${kind.key} needs "${part}" as ${WORDS[type.replace('?', '')]}.`;
  }
  const unknown = Object.keys(change).find((part) => part !== 'change' && !Object.hasOwn(kind.parts, part));
  return unknown === undefined
    ? null
    : `The change ${kind.key} has no part "${unknown}".${hint(unknown, Object.keys(kind.parts))}`;
}

export function applyChange(configuration: Configuration, change: Change): Applied {
  return kindOf(change).apply(configuration, change);
}

/** All of them in order, or the first that does not fit any more. */
export function applyChanges(
  configuration: Configuration,
  changes: readonly Change[],
):
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly at: number; readonly message: string } {
  let current = configuration;
  for (const [at, change] of changes.entries()) {
    const applied = applyChange(current, change);
    if (!applied.ok) return { ok: false, at, message: applied.message };
    current = applied.configuration;
  }
  return { ok: true, configuration: current };
}

export function invertChange(before: Configuration, change: Change): Change {
  return kindOf(change).invert(before, change);
}

/** In words, with names as both registries know them. */
export function changeWords(change: Change, before: Registry, after: Registry): Words {
  return kindOf(change).words(change, { before, after });
}

/** The definition a change is about: `entity/deal`. */
export function changeAbout(change: Change): string {
  return kindOf(change).about(change);
}

// helpers //////////

const WORDS: Readonly<Record<string, string>> = {
  text: 'a text',
  object: 'an object',
  list: 'a list',
  any: 'a value',
};

function fits(value: unknown, type: string): boolean {
  if (type === 'text') return typeof value === 'string';
  if (type === 'list') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return value !== undefined;
}

function kindOf(change: Change) {
  const kind = CHANGES.get(change.change);
  if (!kind) throw new Error(`there is no change called ${change.change}`);
  return kind;
}
