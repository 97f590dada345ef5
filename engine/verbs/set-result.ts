/** What a task's own work returned: set under the name the model gives, and for output mappings as `result`. */
import type { Json } from '#metadata/value.ts';
import { type Key, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Run } from '../run/run.ts';
import { nodeOf } from '../state/draft.ts';
import { setLocal, setVariables } from './variables.ts';

export function setResult(run: Run, key: Key, element: Element, name: string | null, value: Json): void {
  const node = nodeOf(run.draft, key);
  if (node === undefined) return;
  if (name !== null) setVariables(run, node.scope ?? ROOT, { [name]: value });
  else if (element.outputs.length > 0) setLocal(run, key, { result: value });
}
