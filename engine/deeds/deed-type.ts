/** Every command is carried out by one deed. Deeds check what may be refused, then set work going. */
import type { Command } from '../commands.ts';
import type { Key, Wait, WaitKind } from '../instance.ts';
import type { Fiber, Run } from '../run/run.ts';
import { reject } from '../run/stop.ts';
import { waitOf } from '../state/draft.ts';

export interface Deed<C extends Command = Command> {
  readonly type: C['type'];
  /** It may also be done while the instance is suspended. */
  readonly whileSuspended?: true;
  run(run: Run, command: C): Fiber;
}

export function define<C extends Command>(deed: Deed<C>): Deed {
  return Object.freeze(deed) as unknown as Deed;
}

const NAMES: Record<WaitKind, string> = {
  task: 'a user task to be completed',
  timer: 'a timer',
  job: 'an asynchronous step',
  service: 'the result of a service',
  external: 'an external worker',
  message: 'a message',
  signal: 'a signal',
  condition: 'a condition',
  trigger: 'a trigger',
  call: 'a called process',
};

/** The open wait of one of these kinds, or a rejection. */
export function expectWait<K extends WaitKind>(
  run: Run,
  key: Key,
  ...kinds: K[]
): Extract<Wait, { kind: K }> {
  const wait = waitOf(run.draft, key);
  if (wait === undefined) return reject('wait.unknown', { key });
  if ((kinds as WaitKind[]).includes(wait.kind)) return wait as Extract<Wait, { kind: K }>;
  const expected = kinds.map((kind) => NAMES[kind]).join(' or ');
  return reject('wait.kind', { key, element: wait.element, actual: NAMES[wait.kind], expected });
}
