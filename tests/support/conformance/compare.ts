/** What a scenario expects against what there is: throws with both where they differ. */
import type { Json } from '#metadata/value.ts';
import type { Fields } from './scenario.ts';
import type { ScenarioTask, Variables } from './target.ts';
import { isSame, toEngine } from './values.ts';

export function expectTask(task: ScenarioTask, fields: Fields): void {
  for (const name of ['name', 'description', 'assignee', 'owner', 'priority'] as const) {
    if (name in fields) equal(task[name] ?? null, fields[name], name);
  }
  if ('dueDate' in fields)
    equal(iso(task.due), iso(Date.parse(fields.dueDate?.$date ?? fields.dueDate)), 'due date');
  if ('followUpDate' in fields)
    equal(
      iso(task.followUp),
      iso(Date.parse(fields.followUpDate?.$date ?? fields.followUpDate)),
      'follow-up',
    );
  if (fields.candidateUsers) same(task.users, fields.candidateUsers, 'candidate users');
  if (fields.candidateGroups) same(task.groups, fields.candidateGroups, 'candidate groups');
  expectVariables(task.variables, fields.variables ?? {}, fields.absent ?? []);
}

function iso(millis: number | undefined): string | null {
  return millis === undefined ? null : new Date(millis).toISOString();
}

export function expectVariables(found: Variables, wanted: Fields, absent: readonly string[]): void {
  for (const [name, value] of Object.entries(toEngine(wanted))) {
    if (!isSame(found[name], value as Json))
      throw new Error(`variable ${name} is ${JSON.stringify(found[name])}, not ${JSON.stringify(value)}`);
  }
  for (const name of absent) if (name in found) throw new Error(`variable ${name} exists`);
}

export function equal(actual: unknown, expected: unknown, what: string): void {
  if (actual !== expected)
    throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

/** The same things, in any order. */
export function same(actual: readonly string[], expected: readonly string[], what: string): void {
  const [a, b] = [[...actual].sort(), [...expected].sort()];
  if (JSON.stringify(a) !== JSON.stringify(b))
    throw new Error(`${what}: ${a.join(', ') || 'none'} instead of ${b.join(', ') || 'none'}`);
}
