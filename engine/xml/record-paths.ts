/** For every variable declared as a record: the paths that expressions of the process read, so that they can be fetched at once. */

import type { Expression } from '../process/expression.ts';
import type { DeclaredVariable, Process, ProcessContext } from '../process.ts';

export function recordPathsOf(
  { elements, flows }: Pick<Process, 'elements' | 'flows'>,
  variables: readonly DeclaredVariable[],
): ProcessContext['recordPaths'] {
  const records = variables.filter(({ type }) => type.kind === 'record').map(({ name }) => name);
  if (records.length === 0) return {};
  const paths = new Map<string, Map<string, readonly string[]>>(records.map((name) => [name, new Map()]));
  for (const holder of [...elements.values(), ...flows.values()]) {
    for (const { compiled } of expressionsIn(holder)) {
      for (const [name, ...path] of compiled.reads) {
        if (name !== undefined && path.length > 0) paths.get(name)?.set(path.join('.'), path);
      }
    }
  }
  return Object.fromEntries([...paths].map(([name, found]) => [name, [...found.values()]]));
}

/** All compiled expressions within the data of an element or flow, but not those of what it is linked to. */
export function* expressionsIn(
  holder: object,
): Generator<Extract<Expression, { kind: 'expression' }>, void, void> {
  for (const [name, value] of Object.entries(holder)) {
    if (!LINKS.has(name)) yield* walk(value);
  }
}

const LINKS = new Set([
  'type',
  'scope',
  'children',
  'incoming',
  'outgoing',
  'defaultFlow',
  'boundaries',
  'eventSubProcesses',
  'attachedTo',
  'compensatedBy',
  'source',
  'target',
  'catches',
  'reachedBy',
]);

function* walk(value: unknown): Generator<Extract<Expression, { kind: 'expression' }>, void, void> {
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && value.kind === 'expression' && 'compiled' in value) {
    yield value as Extract<Expression, { kind: 'expression' }>;
    return;
  }
  for (const part of Object.values(value)) yield* walk(part);
}
