/** Opens what the events on and in an activity wait for. */
import type { Key } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { openTrigger } from '../triggers/table.ts';

export function* armBoundaries(run: Run, key: Key, element: Element): Fiber {
  for (const boundary of element.boundaries) yield* openTrigger(run, key, boundary);
}

export function* armEventSubProcesses(run: Run, key: Key, element: Element): Fiber {
  for (const eventSubProcess of element.eventSubProcesses) {
    for (const start of eventSubProcess.children) {
      if (start.kind === 'startEvent') yield* openTrigger(run, key, start);
    }
  }
}
