import type { Start } from '../commands.ts';
import { ROOT } from '../instance.ts';
import type { Element, Process } from '../process.ts';
import type { Run } from '../run/run.ts';
import { reject } from '../run/stop.ts';
import { spawn } from '../run/work.ts';
import { enter } from '../verbs/enter.ts';
import { entriesOf } from '../verbs/scope.ts';
import { startAt } from '../verbs/start-at.ts';
import { beginInstance, noneStart } from '../verbs/start-instance.ts';
import { define } from './deed-type.ts';

/** A new instance begins: at its none start event, at the event that started it, or at places named by hand. */
export const start = define<Start>({
  type: 'start',
  *run(run, command) {
    if (run.draft.chunks.size > 0) reject('instance.started');
    checkVariables(run.process, command);
    const entries = command.at ? [] : entriesFor(run, command);
    yield* beginInstance(run, command);
    for (const place of command.at ?? []) yield* startAt(run, place);
    for (const element of entries) {
      if (element.type.begin) yield* element.type.begin(run, element);
      else spawn(run, ROOT, () => enter(run, { element, scope: ROOT }));
    }
  },
});

// helpers //////////

function entriesFor(run: Run, command: Start): readonly Element[] {
  const { process } = run;
  if (command.element !== undefined) {
    const element = process.elements.get(command.element);
    return element
      ? [element]
      : reject('element.unknown', { process: process.key, element: command.element });
  }
  const none = noneStart(process.root);
  if (none !== null) return [none];
  const starts = process.root.children.filter((child) => child.kind === 'startEvent' || child.instantiate);
  // One message start event is as good as a none start event when a person starts the process.
  if (starts.length === 1 && starts[0]!.trigger?.kind === 'message') return starts;
  if (starts.length > 0) return reject('start.none', { process: process.key });
  const entries = entriesOf(process.root);
  return entries.length > 0 ? entries : reject('start.none', { process: process.key });
}

function checkVariables(process: Process, command: Start): void {
  for (const { name, required } of process.context.variables) {
    if (required && command.variables?.[name] === undefined)
      reject('start.variable', { process: process.key, name });
  }
}
