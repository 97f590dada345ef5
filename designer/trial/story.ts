/**
 * What happened in a step of a trial, line by line, for people: a code of a text with its names. Moves that nobody would tell
 * (joins, counters of loops) are left out.
 */
import type { Event } from '#engine/events.ts';
import type { Variables } from '#engine/instance.ts';
import type { Flow, Process } from '#engine/process.ts';
import { rootVariables } from '#engine/read.ts';
import type { Simulation } from '#engine/simulate.ts';
import type { Json } from '#metadata/value.ts';
import type { TrialStep } from './trial-run.ts';

export interface StoryLine {
  /** `design.trial.story.<code>` */
  readonly code: string;
  readonly element?: string;
  readonly process?: string;
  /** Names and texts that fill the sentence; elements are named by the page. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** A value that is told behind the sentence. */
  readonly value?: Json;
  /** The sequence flow that was taken, where it says something. */
  readonly flow?: Flow;
  readonly tone?: 'bad' | 'good';
}

export function storyOf({ units }: TrialStep, { definitions, instances }: Simulation): readonly StoryLine[] {
  return units.flatMap(({ events, sent }) => [
    ...events.flatMap(({ instance, events: own }) => {
      const ref = instances.get(instance)?.definition;
      const process = definitions.find((one) => one.ref === ref)?.process;
      return process ? own.flatMap((event, at) => lineOf(event, own.slice(at + 1), process)) : [];
    }),
    ...sent.map((name): StoryLine => ({ code: 'sent', params: { name } })),
  ]);
}

export interface VariableNow {
  readonly name: string;
  readonly value: Json | undefined;
  /** What it was before the last step; undefined where it was not there. */
  readonly was: Json | undefined;
  readonly changed: boolean;
}

/** The variables of a process with what the last step changed; removed ones once more, with what they were. */
export function variablesOf(
  simulation: Simulation,
  instance: string,
  last: TrialStep | undefined,
): readonly VariableNow[] {
  const state = simulation.instances.get(instance);
  if (!state) return [];
  const now = rootVariables(state);
  const was: Variables = last?.before.get(instance) ?? (last ? {} : now);
  const names = [...new Set([...Object.keys(now), ...Object.keys(was)])].sort();
  return names.map((name) => ({
    name,
    value: now[name],
    was: was[name],
    changed: JSON.stringify(now[name]) !== JSON.stringify(was[name]),
  }));
}

// helpers //////////

function lineOf(event: Event, after: readonly Event[], process: Process): readonly StoryLine[] {
  const place = { process: process.key };
  switch (event.type) {
    case 'started':
      return [{ ...place, code: 'started', element: process.key }];
    case 'ended':
      return [
        {
          ...place,
          code: event.status === 'completed' ? 'ended' : 'cancelled',
          element: process.key,
          ...(event.status === 'completed' && { tone: 'good' as const }),
        },
      ];
    case 'activated':
      return event.loop || event.index !== undefined
        ? []
        : [{ ...place, code: 'reached', element: event.element }];
    case 'passed': {
      const element = process.elements.get(event.element);
      const flow = element && element.outgoing.length > 1 ? takenOf(element.outgoing, after) : undefined;
      return [{ ...place, code: flow ? 'took' : 'passed', element: event.element, ...(flow && { flow }) }];
    }
    case 'completed':
      return [{ ...place, code: 'done', element: event.element }];
    case 'cancelled':
      return event.body ? [] : [{ ...place, code: 'interrupted', element: event.element }];
    case 'arrived':
      return [{ ...place, code: 'waitsForOthers', element: event.element }];
    case 'decided':
      return [{ ...place, code: 'decided', element: event.element, value: event.result }];
    case 'thrown': {
      const { trigger, element, code = '', caughtBy } = event;
      const thrown = { ...place, element: element ?? process.key, params: { what: trigger, code } };
      return [
        caughtBy
          ? { ...thrown, code: 'caught', params: { ...thrown.params, caughtBy } }
          : { ...thrown, code: 'thrown' },
      ];
    }
    case 'incident':
      return [
        {
          ...place,
          code: 'incident',
          element: event.incident.element,
          params: { reason: event.incident.message },
          tone: 'bad',
        },
      ];
    case 'variables':
      // What is only known within an element is no news of the process.
      if (event.scope !== undefined) return [];
      return Object.entries(event.set ?? {}).map(([name, value]) => ({
        ...place,
        code: 'variable',
        params: { name },
        value,
      }));
    default:
      return [];
  }
}

/** The flow by which something was reached next. */
function takenOf(outgoing: readonly Flow[], after: readonly Event[]): Flow | undefined {
  const ids = after.flatMap((event) => ('flow' in event && event.flow ? [event.flow] : []));
  return outgoing.find(({ id }) => ids.includes(id));
}
