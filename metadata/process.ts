/**
 * What the metadata tells about the processes that run on it: the entities expressions read, functions of the platform, and what
 * stands for Java classes, delegates and topics of imported files. Server and designer deploy with the same facts.
 */
import type { FunctionSignature, Type } from './expression.ts';
import { elementIds } from './kinds/process.ts';
import { PLATFORM_FUNCTIONS, readableTypes } from './registry/typing.ts';
import type { Registry } from './registry.ts';

export interface ProcessFacts {
  readonly functions: Readonly<Record<string, FunctionSignature>>;
  /** Readable fields of an entity with their types; null where there is no such entity. */
  readonly fieldsOf: (entity: string) => Readonly<Record<string, Type>> | null;
  /** Keys of the calendars that timers may count by. */
  readonly calendars: ReadonlySet<string>;
  /** By Java class, delegate expression or topic. */
  readonly implementations: ReadonlyMap<
    string,
    { readonly taskType: string; readonly inputs: Readonly<Record<string, string>> }
  >;
}

export function processFacts(registry: Registry): ProcessFacts {
  const implementations = new Map<string, { taskType: string; inputs: Readonly<Record<string, string>> }>();
  for (const { map } of registry.taskTypes.values())
    for (const { java_class, delegate, topic, task, inputs = {} } of map)
      for (const name of [java_class, delegate, topic])
        if (name !== undefined && !implementations.has(name))
          implementations.set(name, { taskType: task, inputs: asTexts(inputs) });
  return {
    functions: PLATFORM_FUNCTIONS,
    fieldsOf: (key) => {
      const entity = registry.entities.get(key);
      return entity ? readableTypes(entity) : null;
    },
    calendars: new Set(registry.calendars.byKey.keys()),
    implementations,
  };
}

/** What decisions are compiled with, of what processes are compiled with: the platform's functions and the calendars there are. */
export function decisionFacts({
  functions,
  calendars,
}: Partial<Pick<ProcessFacts, 'functions' | 'calendars'>>): Partial<
  Pick<ProcessFacts, 'functions' | 'calendars'>
> {
  return { ...(functions && { functions }), ...(calendars && { calendars }) };
}

/** Ids of the processes in a BPMN file, by which other processes and people call them. */
export function processIds(xml: string): readonly string[] {
  return elementIds(xml, 'process');
}

/** Ids of the decisions in a DMN file. */
export function decisionIds(xml: string): readonly string[] {
  return elementIds(xml, 'decision');
}

// helpers //////////

function asTexts(inputs: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
