/** Input and output mappings of an element instance. */
import { type Key, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { nodeOf } from '../state/draft.ts';
import { evaluate } from './evaluate.ts';
import { setLocal, setVariables } from './variables.ts';

/** Each input becomes a variable of the element's own scope; a later one sees those before it. */
export function* applyInputs(run: Run, key: Key, element: Element): Fiber {
  for (const { name, value } of element.inputs) {
    const result = yield* evaluate(run, { key, element }, value, `input “${name}”`);
    if (nodeOf(run.draft, key) === undefined) return;
    setLocal(run, key, { [name]: result });
  }
}

/** Each output is evaluated in the element's own scope and set as seen from the scope around it. */
export function* applyOutputs(run: Run, key: Key, element: Element): Fiber {
  for (const { name, value } of element.outputs) {
    const result = yield* evaluate(run, { key, element }, value, `output “${name}”`);
    const node = nodeOf(run.draft, key);
    if (node === undefined) return;
    setVariables(run, node.scope ?? ROOT, { [name]: result });
  }
}
