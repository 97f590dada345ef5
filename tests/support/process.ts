/** A small language for processes in tests: XML for a body, deployed and run in memory. */

import type { Answer, Question } from '#engine/asks.ts';
import type { Command } from '#engine/commands.ts';
import { deploy } from '#engine/deploy.ts';
import type { DeployOptions } from '#engine/deployment.ts';
import type { Event } from '#engine/events.ts';
import type { Variables } from '#engine/instance.ts';
import type { Process } from '#engine/process.ts';
import { rootVariables } from '#engine/read.ts';
import { type Outcome, type Simulation, simulate } from '#engine/simulate.ts';
import type { Calendars } from '#metadata/calendar.ts';
import { watch } from './conformance/watch.ts';

export const NOW = Date.parse('2026-01-05T09:00:00Z');

/** A whole file with one executable process of this body; `roots` stand beside it (messages, errors …). */
export function bpmn(body: string, roots = '', id = 'p'): string {
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:potik="urn:potik:bpmn:1" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
${roots}<bpmn:process id="${id}" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
}

/** Sequence flows for `a -> b -> c`, with ids `a-b`, `b-c`. */
export function flows(...chains: string[]): string {
  return chains
    .flatMap((chain) => {
      const ids = chain.split('->').map((id) => id.trim());
      return ids
        .slice(1)
        .map(
          (to, at) => `<bpmn:sequenceFlow id="${ids[at]}-${to}" sourceRef="${ids[at]}" targetRef="${to}"/>`,
        );
    })
    .join('');
}

export async function compiled(xml: string, options?: DeployOptions): Promise<Process[]> {
  const result = await deploy(xml, options);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return [...result.processes];
}

export interface Running {
  readonly simulation: Simulation;
  readonly id: string;
  tasks(): string[];
  complete(element: string, variables?: Variables, outcome?: string): void;
  command(command: Command): Outcome;
  variables(): Variables;
  status(): string;
  /** Ids of elements completed, in order, bodies of loops left out. */
  completed(): string[];
  cancelled(): string[];
  events(): readonly Event[];
}

export interface RunOptions {
  readonly variables?: Variables;
  readonly answer?: (question: Question) => Answer;
  readonly others?: readonly string[];
  readonly deploy?: DeployOptions;
  readonly start?: string;
  readonly calendars?: Calendars;
}

/** Deploys and starts; every unit is watched (replay, rows, history). */
export async function running(xml: string, options: RunOptions = {}): Promise<Running> {
  const simulation = simulate({
    now: NOW,
    calendars: options.calendars,
    ...(options.answer && { answer: options.answer }),
    ...watch(),
  });
  for (const file of [xml, ...(options.others ?? [])])
    simulation.deploy(await compiled(file, options.deploy));
  const definition = simulation.definition(simulation.definitions[0]!.process.key)!;
  const outcome = simulation.start(definition, {
    ...(options.variables && { variables: options.variables }),
    ...(options.start !== undefined && { element: options.start }),
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const id = outcome.started[0]!;
  const ended = (type: 'completed' | 'cancelled') =>
    simulation.history.get(id)!.flatMap((event) => {
      if (event.type === 'passed') return type === 'completed' ? [event.element] : [];
      return event.type === type && 'element' in event && !event.body ? [event.element] : [];
    });
  return {
    simulation,
    id,
    tasks: () => [...simulation.tasks.values()].map(({ element }) => element).sort(),
    complete(element, variables, chosen) {
      const task = [...simulation.tasks.values()].find((one) => one.element === element);
      if (task === undefined) throw new Error(`no open task ${element}`);
      const done = simulation.command(task.instance, {
        type: 'complete',
        key: task.key,
        variables,
        outcome: chosen,
      });
      if (!done.ok) throw new Error(JSON.stringify(done));
    },
    command: (command) => simulation.command(id, command),
    variables: () => rootVariables(simulation.instances.get(id)!),
    status: () => simulation.instances.get(id)!.status,
    completed: () => ended('completed'),
    cancelled: () => ended('cancelled'),
    events: () => simulation.history.get(id)!,
  };
}
