/** What events wait for in the reference, and what makes them happen. */
import { isWaited, partsOf, type Trigger, type Waited } from '../block.ts';
import { PARTNER_MESSAGES } from '../partner.ts';
import { type Course, openScope, openWaits, type Scope, type Wait, wait, waitOnce } from './scope.ts';

interface Event {
  /** What the open waits are called by. */
  readonly element: string;
  /** Of the message and the condition. */
  readonly name: string;
  readonly trigger: Waited;
  /** It goes on waiting after it has happened. */
  readonly stays?: boolean;
}

/** Waits for an event; `happen` is told each time. Conditions that hold already are true at once. */
export function listen(scope: Scope, event: Event, happen: () => void): void {
  if (event.trigger.kind === 'multiple' && event.trigger.parallel) listenForAll(scope, event, happen);
  else listenForAny(scope, event, happen);
}

/** Boundary events and event sub-processes: errors and escalations are looked for when they are thrown. */
export function arm(
  scope: Scope,
  { trigger, ...event }: { trigger: Trigger; element: string; name: string; stays: boolean },
  happen: () => void,
): void {
  if (isWaited(trigger)) listen(scope, { ...event, trigger }, happen);
}

/** A condition becomes true, or is set true once more, in the process of the scope. */
export function raise({ holds, course }: Scope, name: string): void {
  holds.add(name);
  for (const one of openWaits(course))
    if (one.kind === 'condition' && one.name === name && one.scope.holds === holds && isOpen(one))
      one.happen(0);
}

export function broadcast(course: Course): void {
  // What one receiver goes on to may have reached the next one already.
  for (const one of openWaits(course)) if (one.kind === 'signal' && isOpen(one)) one.happen(0);
}

/** Messages that were sent, in their order: each to the only one that waits for it, or to a new partner; else to nobody. */
export function deliver(course: Course): void {
  for (let name = course.sent.shift(); name !== undefined; name = course.sent.shift()) {
    const waiting = openWaits(course).filter((one) => one.kind === 'message' && one.name === name);
    if (waiting.length === 1) waiting[0]!.happen(0);
    else if (waiting.length === 0 && name === PARTNER_MESSAGES[0]) beginPartner(course);
  }
}

// helpers //////////

function listenForAny(
  scope: Scope,
  { element, name, trigger, stays = false }: Event,
  happen: () => void,
): void {
  const open: Wait[] = [];
  const over = () => {
    for (const one of open) scope.waits.delete(one);
    happen();
  };
  for (const kind of partsOf(trigger)) {
    // A timer that is no cycle goes off once.
    const goesOn = stays && kind !== 'timer';
    const one: Wait = wait(scope, { element, kind, name }, () => {
      if (goesOn) happen();
      else if (stays) {
        scope.waits.delete(one);
        happen();
      } else over();
    });
    open.push(one);
  }
  const condition = open.find(({ kind }) => kind === 'condition');
  if (condition && scope.holds.has(name)) condition.happen(0);
}

function listenForAll(scope: Scope, event: Event, happen: () => void): void {
  const { element, name, trigger, stays } = event;
  const missing = new Set<Wait>();
  for (const kind of partsOf(trigger)) {
    const one: Wait = wait(scope, { element, kind, name }, () => {
      scope.waits.delete(one);
      missing.delete(one);
      if (missing.size > 0) return;
      if (stays) listenForAll(scope, event, happen);
      happen();
    });
    missing.add(one);
  }
  const condition = [...missing].find(({ kind }) => kind === 'condition');
  if (condition && scope.holds.has(name)) condition.happen(0);
}

function isOpen(one: Wait): boolean {
  return one.scope.alive && one.scope.waits.has(one);
}

function beginPartner(course: Course): void {
  const root = openScope(course, null);
  const waits = {
    element: 'partner-waits',
    name: PARTNER_MESSAGES[1],
    trigger: { kind: 'message' },
  } as const;
  listen(root, waits, () => waitOnce(root, { element: 'partner-task', kind: 'task' }, () => {}));
}
