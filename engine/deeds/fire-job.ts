import type { FireJob } from '../commands.ts';
import { type Key, type Node, ROOT } from '../instance.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit, spawn } from '../run/work.ts';
import { nodeOf, waitOf } from '../state/draft.ts';
import { chunkOf } from '../state/keys.ts';
import { catchWait } from '../verbs/catch-wait.ts';
import { enter, takeFlow } from '../verbs/enter.ts';
import { resumeTurn } from '../verbs/loop.ts';
import { close } from '../verbs/waits.ts';
import { define, expectWait } from './deed-type.ts';

/** A timer is due, or an asynchronous step is to be made. */
export const fireJob = define<FireJob>({
  type: 'fire',
  *run(run, { key }) {
    const wait = expectWait(run, key, 'timer', 'job');
    if (wait.kind === 'timer') {
      yield* catchWait(run, key, {});
      return;
    }
    close(run, key, true);
    if (wait.delivers) {
      if (waitOf(run.draft, wait.delivers.wait) !== undefined)
        yield* catchWait(run, wait.delivers.wait, { variables: wait.delivers.variables });
      return;
    }
    const node = nodeOf(run.draft, key)!;
    const scope = node.scope ?? ROOT;
    if (node.phase === 'before') spawn(run, scope, () => enterParked(run, key, node));
    else spawn(run, scope, () => leaveParked(run, key, node));
  },
});

// helpers //////////

function* enterParked(run: Run, key: Key, node: Node): Fiber {
  const { flow, index, variables, cause } = node;
  yield* enter(run, {
    element: run.process.elements.get(node.element)!,
    scope: node.scope ?? ROOT,
    key,
    flow,
    ...(index !== undefined && { turn: { index, ...(key.endsWith('.0') && { chunk: chunkOf(key) }) } }),
    variables,
    cause,
  });
}

function* leaveParked(run: Run, key: Key, node: Node): Fiber {
  const element = run.process.elements.get(node.element)!;
  if (node.index !== undefined) yield* resumeTurn(run, key, element);
  else {
    emit(run, { type: 'unparked', key });
    const flow = node.flow === undefined ? undefined : run.process.flows.get(node.flow);
    if (flow) takeFlow(run, flow, node.scope ?? ROOT);
  }
}
