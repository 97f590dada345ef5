/** A process instance begins: its scope is there, its event sub-processes are armed, its start listeners called. */
import { type Caller, type Instance, ROOT, type Variables } from '../instance.ts';
import type { Definition, Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit } from '../run/work.ts';
import { armEventSubProcesses } from './arm.ts';
import { runListeners } from './listeners.ts';
import { uncatchable } from './uncatchable.ts';
import { checkSizes } from './variables.ts';

export interface Beginning {
  readonly variables?: Variables;
  readonly businessKey?: string | null;
}

/** An instance before its first event. */
export function blankInstance(
  id: string,
  definition: Definition,
  root: string = id,
  caller?: Caller,
): Instance {
  return {
    id,
    root,
    caller,
    definition: definition.ref,
    status: 'active',
    startedAt: 0,
    revision: 0,
    chunks: {},
  };
}

export function* beginInstance(run: Run, { variables, businessKey }: Beginning): Fiber {
  const { id, root, caller, definition } = run.draft.head;
  if (variables) checkSizes(run, run.process.key, variables);
  emit(run, {
    type: 'started',
    id,
    ...(root !== id && { root }),
    caller,
    definition,
    process: run.process.key,
    ...(businessKey != null && { businessKey }),
    at: run.session.env.now,
    ...(variables && Object.keys(variables).length > 0 && { variables }),
  });
  const element = run.process.root;
  if (element.eventSubProcesses.length > 0) yield* armEventSubProcesses(run, ROOT, element);
  if (element.listeners.length > 0)
    yield* uncatchable(run, runListeners(run, { key: ROOT, element }, element.listeners, 'start'));
}

/** The start event a process begins with when it is started by its key; null if there is none. */
export function noneStart(process: Element): Element | null {
  const starts = process.children.filter((child) => child.kind === 'startEvent');
  return starts.find((start) => start.trigger === null || start.trigger.kind === 'none') ?? null;
}
