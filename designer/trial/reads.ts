/** Variables that a process reads and nothing in it sets: what a start without a form is best given. */
import type { Decision } from '#engine/decision.ts';
import type { Element, Process } from '#engine/process.ts';
import { findForm } from '#metadata/process-form.ts';
import type { Registry } from '#metadata/registry.ts';

export function wantedVariables(
  { elements, flows, context }: Process,
  decisions: readonly Decision[],
  registry: Registry,
): readonly string[] {
  const read = new Set<string>();
  const set = new Set(context.variables.map(({ name }) => name));
  for (const flow of flows.values()) readsOf(flow.condition, read);
  for (const element of elements.values()) {
    for (const part of PARTS) readsOf(element[part], read);
    for (const name of setBy(element, registry)) set.add(name);
    const key = element.decision?.decision.key;
    if (key?.kind !== 'constant') continue;
    for (const [name] of decisions.find((one) => one.key === key.value)?.reads ?? []) read.add(name!);
  }
  return [...read].filter((name) => !set.has(name) && !KNOWN.has(name)).sort();
}

// helpers //////////

/** What the engine itself knows where an expression runs. */
const KNOWN = new Set([
  'execution',
  'task',
  'loopCounter',
  'nrOfInstances',
  'nrOfCompletedInstances',
  'nrOfActiveInstances',
]);

const PARTS = [
  'loop',
  'inputs',
  'outputs',
  'trigger',
  'task',
  'service',
  'decision',
  'call',
  'message',
  'adHoc',
  'complex',
  'listeners',
] as const satisfies readonly (keyof Element)[];

/** Expressions lie at any depth of a part; what they read is known to them. */
function readsOf(part: unknown, into: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  const { kind, name, compiled } = part as { kind?: unknown; name?: unknown; compiled?: unknown };
  if (kind === 'expression' && compiled) {
    for (const [first] of (compiled as { reads: readonly (readonly string[])[] }).reads) into.add(first!);
  } else if (kind === 'variable' && typeof name === 'string') into.add(name);
  else for (const inner of Object.values(part)) readsOf(inner, into);
}

function setBy(element: Element, registry: Registry): readonly string[] {
  const { inputs, outputs, loop, service, script, decision, call, task, kind, trigger } = element;
  const form = kind === 'userTask' ? [...findForm(element.form, registry).layout.variables.keys()] : [];
  const results = [service && 'result' in service ? service.result : null, script?.result, decision?.result];
  const caught = trigger?.kind === 'error' ? [trigger.codeVariable, trigger.messageVariable] : [];
  return [
    ...form,
    ...inputs.map(({ name }) => name),
    ...outputs.map(({ name }) => name),
    ...(task?.outcomes ?? []).map(({ variable }) => variable),
    ...(call?.out ?? []).flatMap((mapping) => (mapping.all ? [] : [mapping.name])),
    ...[loop?.item, loop?.output?.collection, ...results, ...caught],
  ].filter((name): name is string => typeof name === 'string');
}
