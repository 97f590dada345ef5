/**
 * What expressions and scripts of Camunda 7 files see as `execution` and `task`: facts, and functions that read and set
 * variables. What they set is collected and applied after they return, but seen by themselves at once.
 */

import { contextOf, FeelFunction, type Json, type Value } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';
import type { ExecutionFacts } from '../asks.ts';
import type { Key, TaskWait } from '../instance.ts';
import type { Run } from '../run/run.ts';
import { nodeOf, waitOf } from '../state/draft.ts';
import type { Place } from './evaluate.ts';
import { lookUp, visibleFrom } from './variables.ts';
import type { Write } from './writes.ts';

export function executionFacts(run: Run, place: Place): ExecutionFacts {
  const { head } = run.draft;
  return {
    instance: run.id,
    definition: head.definition,
    process: run.process.key,
    businessKey: head.businessKey ?? null,
    element: place.element.id,
    elementName: place.element.name,
    event: place.event ?? null,
  };
}

export function taskFacts(run: Run, key: Key): Readonly<Record<string, Json>> {
  const { kind: _, node: __, element, ...attributes } = waitOf(run.draft, key) as TaskWait;
  const name = run.process.elements.get(element)!.name;
  const facts = { name, ...attributes, id: `${run.id}:${key}`, taskDefinitionKey: element };
  return facts as unknown as Record<string, Json>;
}

/** The `execution` of JUEL expressions. */
export function executionView(run: Run, place: Place, writes: Write[]): Value {
  const facts = executionFacts(run, place);
  return contextOf([
    ...variableFunctions(run, place, writes),
    ...getters({
      id: facts.instance,
      processInstanceId: facts.instance,
      processDefinitionId: facts.definition,
      processBusinessKey: facts.businessKey,
      businessKey: facts.businessKey,
      currentActivityId: facts.element,
      currentActivityName: facts.elementName,
      eventName: facts.event,
    }),
  ]);
}

/** The `task` of JUEL expressions in task listeners. */
export function taskView(run: Run, place: Place, writes: Write[]): Value {
  const facts = taskFacts(run, place.task!);
  const setter = (property: string) =>
    action(`set${capital(property)}`, ([value]) => {
      writes.push({ task: { [property]: toState(value ?? null) } });
    });
  return contextOf([
    ...variableFunctions(run, place, writes),
    ...getters({
      id: facts.id ?? null,
      name: facts.name ?? null,
      description: facts.description ?? null,
      assignee: facts.assignee ?? null,
      owner: facts.owner ?? null,
      priority: facts.priority ?? null,
      taskDefinitionKey: facts.taskDefinitionKey ?? null,
      processInstanceId: run.id,
      processDefinitionId: run.draft.head.definition,
      eventName: place.event ?? null,
    }),
    ['execution', executionView(run, place, writes)],
    ...['name', 'description', 'assignee', 'owner', 'priority'].map(setter),
    action('addCandidateUser', ([user]) => writes.push({ task: addTo(facts.users, 'users', user) })),
    action('addCandidateGroup', ([group]) => writes.push({ task: addTo(facts.groups, 'groups', group) })),
  ]);
}

// helpers //////////

type Entry = [string, Value];

function variableFunctions(run: Run, place: Place, writes: Write[]): Entry[] {
  const read = (name: Value, local: boolean): Value => {
    for (let i = writes.length - 1; i >= 0; i--) {
      const write = writes[i]!;
      if ('set' in write && write.set === name) return fromState(write.value);
      if ('remove' in write && write.remove === name) return null;
    }
    const own = nodeOf(run.draft, place.key)?.variables;
    const value = local
      ? own && Object.hasOwn(own, String(name))
        ? own[String(name)]
        : undefined
      : lookUp(run.draft, place.key, String(name));
    return value === undefined ? null : fromState(value);
  };
  const set = (local: boolean) => (args: readonly Value[]) => {
    writes.push({ set: String(args[0]), value: toState(args[1] ?? null), local });
  };
  return [
    answer('getVariable', ([name]) => read(name ?? null, false)),
    answer('getVariableLocal', ([name]) => read(name ?? null, true)),
    answer('hasVariable', ([name]) => lookUp(run.draft, place.key, String(name)) !== undefined),
    answer('hasVariableLocal', ([name]) =>
      Object.hasOwn(nodeOf(run.draft, place.key)?.variables ?? {}, String(name)),
    ),
    answer('getVariables', () => fromState({ ...visibleFrom(run.draft, place.key) })),
    action('setVariable', set(false)),
    action('setVariableLocal', set(true)),
    action('removeVariable', ([name]) => writes.push({ remove: String(name) })),
    action('removeVariableLocal', ([name]) => writes.push({ remove: String(name), local: true })),
  ];
}

/** Each fact as a property and as a getter. */
function getters(facts: Readonly<Record<string, Json>>): Entry[] {
  return Object.entries(facts).flatMap(([name, value]): Entry[] => [
    [name, fromState(value)],
    answer(`get${capital(name)}`, () => fromState(value)),
  ]);
}

function answer(name: string, invoke: (args: readonly Value[]) => Value): Entry {
  return [name, new FeelFunction(name, null, invoke)];
}

function action(name: string, invoke: (args: readonly Value[]) => unknown): Entry {
  return answer(name, (args) => {
    invoke(args);
    return null;
  });
}

function addTo(list: Json | undefined, name: string, value: Value | undefined): Record<string, Json> {
  return { [name]: [...((list as Json[]) ?? []), toState(value ?? null)] };
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
