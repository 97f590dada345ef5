/** What stands around work in the reference: boundary events, event sub-processes, and who catches what is thrown. */
import { type Block, type BlockOf, type Boundary, type Code, ends, type Trigger } from '../block.ts';
import {
  begin,
  type Catcher,
  close,
  enter,
  inside,
  leave,
  type Scope,
  survives,
  type Tell,
} from './scope.ts';
import { arm } from './waiting.ts';

/** Work with boundary events: a scope around it holds them, so that they go when it goes. */
export function activity(
  scope: Scope,
  boundaries: readonly Boundary[],
  tell: Tell,
  work: (within: Scope, done: Tell) => void,
): void {
  const catchers = boundaries.map(
    (boundary): Catcher => ({
      boundary,
      happen: () => {
        if (boundary.interrupting) {
          close(around);
          instead(boundary.block, scope, tell);
        } else begin(scope, boundary.block);
      },
    }),
  );
  const around: Scope = inside(scope, { boundaries: catchers });
  for (const { boundary, happen } of catchers) {
    if (around.alive)
      arm(
        around,
        { ...boundary, element: boundary.id, name: boundary.id, stays: !boundary.interrupting },
        happen,
      );
  }
  if (!around.alive) return;
  work(around, (outcome) => {
    scope.log.push(...around.log);
    close(around);
    tell(outcome);
  });
}

/** A scope of its own with event sub-processes. */
export function withHandlers(
  parent: Scope,
  { handlers, block, undo }: Pick<BlockOf<'scope'>, 'handlers' | 'block' | 'undo'>,
  atEnd: Tell,
): void {
  const catchers = handlers.map((boundary): Catcher => ({ boundary, happen: () => handle(scope, boundary) }));
  const scope: Scope = inside(parent, { handlers: catchers, atEnd, undo });
  enter(scope); // an event that has happened already is no reason to be quiet
  const goesOn = survives(scope, () => {
    for (const { boundary, happen } of catchers) {
      const event = {
        ...boundary,
        element: `${boundary.id}-s`,
        name: boundary.id,
        stays: !boundary.interrupting,
      };
      if (scope.interrupted === 0) arm(scope, event, happen);
    }
  });
  if (!goesOn) return;
  begin(scope, block);
  leave(scope);
}

/** The path of an event that interrupted; where it is drawn to end, no join waits for it. */
export function instead(work: Block, scope: Scope, tell: Tell): void {
  if (ends(work)) {
    begin(scope, work);
    tell('dead');
  } else scope.course.run(work, scope, tell);
}

/** @param onward told unless whoever catches it ends the work that threw */
export function throwTo(kind: 'error' | 'escalation', code: Code, from: Scope, onward: Tell): void {
  let within: Scope | null = null;
  for (let scope: Scope | null = from; scope !== null; within = scope, scope = scope.parent) {
    const open = scope.handlers.filter(({ boundary }) => boundary !== within?.handlerOf);
    const caught = match(open, kind, code) ?? match(scope.boundaries, kind, code);
    if (!caught) continue;
    caught.happen();
    if (!caught.boundary.interrupting) onward('done');
    return;
  }
  onward('done');
}

export function compensate(scope: Scope): void {
  for (const amount of scope.log) scope.course.total -= amount;
  scope.log = [];
}

// helpers //////////

/** An event sub-process begins. */
function handle(scope: Scope, handler: Boundary): void {
  if (handler.interrupting) {
    scope.waits.clear();
    for (const child of [...scope.children]) close(child);
    scope.running = 0;
    scope.interrupted++;
  }
  enter(scope);
  begin(inside(scope, { handlerOf: handler, atEnd: () => leave(scope) }), handler.block);
}

function match(catchers: readonly Catcher[], kind: Trigger['kind'], code: Code): Catcher | undefined {
  const of = (wanted: Code | null) =>
    catchers.find(
      ({ boundary: { trigger } }) => trigger.kind === kind && 'code' in trigger && trigger.code === wanted,
    );
  return of(code) ?? of(null);
}
