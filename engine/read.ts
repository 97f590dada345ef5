/** Reads what is visible in an instance's state: for task lists, operators and tests, without knowing how it is kept. */
import { type Instance, type Key, ROOT, type Variables } from './instance.ts';
import { draftOf, nodeOf, waitOf } from './state/draft.ts';
import { ownVariables, visibleFrom } from './verbs/variables.ts';

/** Variables of the process instance itself. */
export function rootVariables(instance: Instance): Variables {
  return instance.chunks[ROOT]?.nodes[ROOT]?.variables ?? {};
}

/** Everything visible from an element instance or wait; its chunk must be loaded. */
export function visibleVariables(instance: Instance, key: Key): Variables {
  const draft = draftOf(instance);
  return { ...visibleFrom(draft, waitOf(draft, key)?.node ?? key) };
}

/** The variables that live in the scope of an element instance. */
export function localVariables(instance: Instance, key: Key): Variables {
  const draft = draftOf(instance);
  const node = nodeOf(draft, waitOf(draft, key)?.node ?? key);
  return node === undefined ? {} : ownVariables(node);
}
