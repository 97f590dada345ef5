/**
 * What a random process must do, by the text of BPMN 2.0.2 (chapters 10 and 13) and nothing of the engine: no tokens, no graph, no
 * events, but a tree of running blocks, each of which tells the one that began it how it ended. A second opinion, not a product.
 */
import { type Block, type Boundary, type Code, ends, type RandomProcess, type Trigger } from './block.ts';

/** `done`: goes on. `dead`: its token is gone. A block that never tells is stuck. */
type Outcome = 'done' | 'dead';
type Tell = (outcome: Outcome) => void;

interface Wait {
  readonly element: string;
  readonly kind: 'task' | 'message' | 'timer' | 'signal' | 'async';
  readonly order: number;
  readonly happen: () => void;
}

interface Scope {
  readonly parent: Scope | null;
  /** Catches what is thrown inside: event sub-processes, then boundary events. */
  readonly handlers: readonly Catcher[];
  readonly boundaries: readonly Catcher[];
  /** Told when the scope is quiet. */
  readonly atEnd: Tell;
  /** It is this event sub-process of its parent. */
  readonly handlerOf: Boundary | null;
  /** Its own completed work, to be undone. */
  log: number[];
  children: Set<Scope>;
  waits: Set<Wait>;
  /** Blocks under way in it; quiet with none. */
  running: number;
  alive: boolean;
}

interface Catcher {
  readonly boundary: Boundary;
  readonly happen: () => void;
}

/** What each kind of block does in a scope, and whom it tells how it ended. */
type Runs = {
  readonly [K in Block['kind']]: (work: Block & { readonly kind: K }, scope: Scope, tell: Tell) => void;
};

export interface Reference {
  /** Open waits, those of the same element by age. */
  waits(): readonly { readonly element: string; readonly kind: Wait['kind'] }[];
  /** What the wait at that place of the list waits for happens; a signal is for everyone. */
  happen(index: number): void;
  readonly total: () => number;
  readonly ended: () => boolean;
}

export function startReference({ block, variables }: RandomProcess): Reference {
  let total = 0;
  let ended = false;
  let order = 0;

  const RUNS: Runs = {
    user(work, scope, tell) {
      activity(scope, work.boundaries, tell, (inside, done) =>
        waitOnce(inside, work.id, 'task', () => done('done')),
      );
    },
    catch(work, scope, tell) {
      waitOnce(scope, work.id, work.trigger, () => tell('done'));
    },
    add(work, _scope, tell) {
      total += work.amount;
      tell('done');
    },
    later(work, scope, tell) {
      waitOnce(scope, work.id, 'async', () => {
        total += work.amount;
        tell('done');
      });
    },
    undoable(work, scope, tell) {
      total += work.amount;
      scope.log.push(work.amount);
      tell('done');
    },
    compensate(_work, scope, tell) {
      compensate(scope);
      tell('done');
    },
    signal(_work, _scope, tell) {
      broadcast();
      tell('done');
    },
    link(_work, _scope, tell) {
      tell('done');
    },
    escalate(work, scope, tell) {
      throwTo('escalation', work.code, scope, tell);
    },
    fail(work, scope, tell) {
      throwTo('error', work.code, scope, () => tell('dead'));
    },
    stop(_work, scope) {
      complete(scope);
    },
    cancel(_work, scope) {
      scope.boundaries.find(({ boundary }) => boundary.id === CANCEL)!.happen();
    },
    sequence(work, scope, tell) {
      sequence(work.blocks, scope, tell);
    },
    choice(work, scope, tell) {
      const chosen = work.branches.find((branch) => variables[branch.variable] === branch.equals);
      run(chosen?.block ?? work.otherwise, scope, tell);
    },
    inclusive(work, scope, tell) {
      const chosen = work.branches.filter((branch) => variables[branch.variable] === branch.equals);
      const blocks = chosen.length ? chosen.map((branch) => branch.block) : [work.otherwise];
      // The join waits for whatever may still reach it, and goes on with what came.
      together(blocks, scope, tell, (outcomes) => {
        if (outcomes.every((outcome) => outcome !== 'open'))
          tell(outcomes.includes('done') ? 'done' : 'dead');
      });
    },
    parallel(work, scope, tell) {
      // The join needs a token on every flow into it.
      together(work.branches, scope, tell, (outcomes) => {
        if (outcomes.every((outcome) => outcome === 'done')) tell('done');
        else if (outcomes.every((outcome) => outcome === 'dead')) tell('dead');
      });
    },
    complex(work, scope, tell) {
      // It goes on as soon as enough have come, or with what came when no more can; what comes later is swallowed.
      const leading = work.branches.filter((one) => !ends(one));
      const needs = Math.min(work.needs, leading.length);
      let open = leading.length;
      let came = 0;
      let passed = false;
      enter(scope);
      for (const one of work.branches) {
        enter(scope);
        run(one, scope, (outcome) => {
          if (leading.includes(one)) {
            open--;
            if (outcome === 'done') came++;
            const enough = outcome === 'done' && came === needs;
            if (!passed && (enough || open === 0)) {
              passed = true;
              tell(came > 0 ? 'done' : 'dead');
            }
          }
          leave(scope);
        });
      }
      if (leading.length === 0) tell('dead');
      leave(scope);
    },
    race(work, scope, tell) {
      const waits = work.branches.map((branch) =>
        wait(scope, branch.id, branch.trigger, () => {
          for (const one of waits) scope.waits.delete(one);
          run(branch.block, scope, tell);
        }),
      );
    },
    repeat(work, scope, tell) {
      sequence(Array(work.times).fill(work.block), scope, tell);
    },
    scope(work, scope, tell) {
      activity(scope, work.boundaries, tell, (inside, done) => {
        const sub = openScope(inside, { handlers: handlersOf(work.handlers, () => sub), atEnd: done });
        listen(sub, work.handlers);
        begin(sub, work.block);
      });
    },
    adHoc(work, scope, tell) {
      const holds = work.until === null ? null : variables[work.until.variable] === work.until.equals;
      const inside = openScope(scope, { atEnd: () => tell('done') });
      let left = [...work.activities];
      const begins = (one: Block) => {
        enter(inside);
        run(one, inside, () => {
          if (holds === true && work.cancelRemaining) complete(inside);
          else {
            if (holds === true) left = [];
            done();
          }
        });
      };
      const done = () => {
        inside.running--;
        if (inside.running > 0 || !inside.alive) return;
        const next = left.shift();
        if (next !== undefined) begins(next);
        // Nothing goes on, and what it waits for has not come true: it waits to be told.
        else if (holds !== false) complete(inside);
      };
      enter(inside);
      if (!work.sequential) for (const one of left.splice(0)) if (inside.alive) begins(one);
      if (inside.alive) done();
    },
    transaction,
    each(work, scope, tell) {
      activity(scope, work.boundaries, tell, (inside, done) => {
        let left = work.count;
        const turn = (): void => {
          const one = openScope(inside, {
            atEnd: () => {
              left--;
              if (left === 0) done('done');
              else if (work.sequential) turn();
            },
          });
          begin(one, work.block);
        };
        if (left === 0) done('done');
        else if (work.sequential) turn();
        else for (let n = work.count; n > 0; n--) turn();
      });
    },
    call(work, scope, tell) {
      activity(scope, work.boundaries, tell, (inside, done) => {
        begin(openScope(inside, { atEnd: done }), work.block);
      });
    },
  };

  const root = openScope(null, {
    atEnd: () => {
      ended = true;
    },
  });
  begin(root, block);

  return {
    waits: () => openWaits().map(({ element, kind }) => ({ element, kind })),
    happen(index) {
      const { kind, happen } = openWaits()[index]!;
      if (kind === 'signal') broadcast();
      else happen();
    },
    total: () => total,
    ended: () => ended,
  };

  // scopes //////////

  function openScope(
    parent: Scope | null,
    options: Partial<Pick<Scope, 'handlers' | 'boundaries' | 'atEnd' | 'handlerOf'>>,
  ): Scope {
    const scope: Scope = {
      parent,
      handlers: [],
      boundaries: [],
      atEnd: () => {},
      handlerOf: null,
      log: [],
      children: new Set(),
      waits: new Set(),
      running: 0,
      alive: true,
      ...options,
    };
    parent?.children.add(scope);
    return scope;
  }

  /** Runs the block as the scope's own work. */
  function begin(scope: Scope, work: Block): void {
    enter(scope);
    run(work, scope, () => leave(scope));
  }

  function enter(scope: Scope): void {
    scope.running++;
  }

  function leave(scope: Scope): void {
    scope.running--;
    if (scope.running === 0 && scope.alive) complete(scope);
  }

  function complete(scope: Scope): void {
    scope.parent?.log.push(...scope.log);
    close(scope);
    scope.atEnd('done');
  }

  /** Ends everything in it without a word. */
  function close(scope: Scope): void {
    scope.alive = false;
    scope.waits.clear();
    for (const child of scope.children) close(child);
    scope.children.clear();
    scope.parent?.children.delete(scope);
  }

  function wait(scope: Scope, element: string, kind: Wait['kind'], happen: () => void): Wait {
    const one: Wait = { element, kind, order: order++, happen };
    scope.waits.add(one);
    return one;
  }

  /** A wait that is over when it happens. */
  function waitOnce(scope: Scope, element: string, kind: Wait['kind'], happen: () => void): void {
    const one = wait(scope, element, kind, () => {
      scope.waits.delete(one);
      happen();
    });
  }

  function openWaits(): Wait[] {
    const all: Wait[] = [];
    const collect = (scope: Scope): void => {
      all.push(...scope.waits);
      for (const child of scope.children) collect(child);
    };
    collect(root);
    return all.sort((a, b) => (a.element < b.element ? -1 : a.element > b.element ? 1 : a.order - b.order));
  }

  // blocks //////////

  function run(work: Block, scope: Scope, tell: Tell): void {
    (RUNS[work.kind] as (work: Block, scope: Scope, tell: Tell) => void)(work, scope, tell);
  }

  function sequence(blocks: readonly Block[], scope: Scope, tell: Tell): void {
    const [first, ...rest] = blocks;
    if (first === undefined) tell('done');
    else
      run(first, scope, (outcome) => {
        if (outcome === 'done') sequence(rest, scope, tell);
        else tell(outcome);
      });
  }

  /**
   * Branches that lead to one join, which looks after each end; those that are drawn to end before it are paths of their own.
   */
  function together(
    blocks: readonly Block[],
    scope: Scope,
    tell: Tell,
    atJoin: (outcomes: readonly (Outcome | 'open')[]) => void,
  ): void {
    const leading = blocks.filter((one) => !ends(one));
    const outcomes: (Outcome | 'open')[] = leading.map(() => 'open');
    enter(scope); // all branches begin before the scope may be quiet
    for (const one of blocks) {
      const place = leading.indexOf(one);
      if (place < 0) beside(scope, one);
      else
        run(one, scope, (outcome) => {
          outcomes[place] = outcome;
          atJoin(outcomes);
        });
    }
    if (leading.length === 0) tell('dead');
    leave(scope);
  }

  /** Work with boundary events: a scope around it holds them, so that they go when it goes. */
  function activity(
    scope: Scope,
    boundaries: readonly Boundary[],
    tell: Tell,
    work: (inside: Scope, done: Tell) => void,
  ): void {
    const catchers = boundaries.map(
      (boundary): Catcher => ({
        boundary,
        happen: () => {
          if (boundary.interrupting) {
            close(around);
            instead(boundary.block, scope, tell);
          } else beside(scope, boundary.block);
        },
      }),
    );
    const around: Scope = openScope(scope, { boundaries: catchers });
    for (const { boundary, happen } of catchers) arm(around, boundary, boundary.id, happen);
    work(around, (outcome) => {
      scope.log.push(...around.log);
      close(around);
      tell(outcome);
    });
  }

  /** The path of an event that interrupted; where it is drawn to end, no join waits for it. */
  function instead(work: Block, scope: Scope, tell: Tell): void {
    if (ends(work)) {
      beside(scope, work);
      tell('dead');
    } else run(work, scope, tell);
  }

  /** A path of its own in the scope, which the scope waits for. */
  function beside(scope: Scope, work: Block): void {
    enter(scope);
    run(work, scope, () => leave(scope));
  }

  function transaction(work: Extract<Block, { kind: 'transaction' }>, scope: Scope, tell: Tell): void {
    const cancel: Catcher = {
      boundary: { id: CANCEL, trigger: { kind: 'message' }, interrupting: true, block: work.cancelled },
      happen: () => {
        compensate(inside);
        close(inside);
        instead(work.cancelled, scope, tell);
      },
    };
    const inside = openScope(scope, { boundaries: [cancel], atEnd: () => tell('done') });
    begin(inside, work.block);
  }

  // what happens in between //////////

  /** Messages and timers wait; errors and escalations are looked for when they are thrown. */
  function arm(scope: Scope, { trigger, interrupting }: Boundary, element: string, happen: () => void): void {
    if (trigger.kind === 'message' && !interrupting) wait(scope, element, 'message', happen);
    else if (trigger.kind === 'message' || trigger.kind === 'timer')
      waitOnce(scope, element, trigger.kind, happen);
  }

  function handlersOf(handlers: readonly Boundary[], scope: () => Scope): Catcher[] {
    return handlers.map((boundary) => ({ boundary, happen: () => handle(scope(), boundary) }));
  }

  function listen(scope: Scope, handlers: readonly Boundary[]): void {
    for (const handler of handlers) arm(scope, handler, `${handler.id}-s`, () => handle(scope, handler));
  }

  /** An event sub-process begins. */
  function handle(scope: Scope, handler: Boundary): void {
    if (handler.interrupting) {
      scope.waits.clear();
      for (const child of [...scope.children]) close(child);
      scope.running = 0;
    }
    enter(scope);
    const sub = openScope(scope, { handlerOf: handler, atEnd: () => leave(scope) });
    begin(sub, handler.block);
  }

  function throwTo(kind: 'error' | 'escalation', code: Code, from: Scope, onward: Tell): void {
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

  function compensate(scope: Scope): void {
    for (const amount of scope.log) total -= amount;
    scope.log = [];
  }

  function broadcast(): void {
    for (const one of openWaits().filter(({ kind }) => kind === 'signal')) {
      // What one receiver goes on to may have reached the next one already.
      if (openWaits().includes(one)) one.happen();
    }
  }
}

// helpers //////////

const CANCEL = 'cancel';

function match(catchers: readonly Catcher[], kind: Trigger['kind'], code: Code): Catcher | undefined {
  const of = (wanted: Code | null) =>
    catchers.find(
      ({ boundary: { trigger } }) => trigger.kind === kind && 'code' in trigger && trigger.code === wanted,
    );
  return of(code) ?? of(null);
}
