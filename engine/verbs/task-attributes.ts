/** Attributes of an open user task: changed as one event, only where they differ. */
import type { Json } from '#metadata/value.ts';
import type { Key } from '../instance.ts';
import type { Run } from '../run/run.ts';
import { waitOf } from '../state/draft.ts';
import { change } from './waits.ts';

const NAMES = new Set([
  'name',
  'description',
  'assignee',
  'owner',
  'delegation',
  'users',
  'groups',
  'due',
  'followUp',
  'priority',
]);

/** Returns the names that really changed. */
export function changeTask(run: Run, key: Key, set: Readonly<Record<string, Json | undefined>>): string[] {
  const wait = waitOf(run.draft, key) as unknown as Readonly<Record<string, Json | undefined>>;
  const changes: Record<string, Json> = {};
  for (const [name, value] of Object.entries(set)) {
    if (!NAMES.has(name) || value === undefined) continue;
    if (JSON.stringify(wait[name] ?? null) !== JSON.stringify(value)) changes[name] = value;
  }
  const names = Object.keys(changes);
  if (names.length > 0) change(run, key, changes);
  return names;
}
