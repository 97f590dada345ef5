/**
 * Names (DMN 1.5 §10.3.2.10): a variable bound around the expression, a field of the item a filter looks at, a name from
 * outside, or a function of FEEL's. What is nearest wins.
 */

import { isContext, Reference, type Value } from '../../../value.ts';
import type { NameNode } from '../../feel-ast.ts';
import { meant } from '../../sentences.ts';
import { ANY, functionOf } from '../../types.ts';
import { builtInAsValue } from '../built-in-value.ts';
import { localAt, readLocal } from '../local.ts';
import { ofType, UNKNOWN } from '../meanings.ts';
import { type Analysis, BINDS, defineNode } from '../rules.ts';
import { type Closure, note, type Run } from '../run.ts';
import { knownNames, type Meaning, type NameScope, type Resolution, resolve } from '../scopes.ts';

export const nameNode = defineNode({
  kind: 'name',

  analyse(node, scope, analysis) {
    const { items, final } = resolve(scope, node.name);
    for (const item of items) if (item.meaning.path) analysis.reads(item.meaning.path);
    const meaning = final.at === 'outside' ? outside(node, scope, analysis, items.length > 0) : final.meaning;
    if (meaning.path) analysis.reads(meaning.path);
    return items.length > 0 ? UNKNOWN : meaning;
  },

  compile({ name }, scope) {
    const { items, final } = resolve(scope, name);
    let closure = readFinal(name, final);
    for (const { hops } of items.toReversed()) closure = readItem(hops, name, closure);
    return closure;
  },

  print: ({ name }) => name,
  binds: () => BINDS.operand,
});

// helpers //////////

/** A name from outside, or a function's; a name that is neither is a mistake where all names are known. */
function outside(node: NameNode, scope: NameScope, analysis: Analysis, mayBeField: boolean): Meaning {
  const { names, open, functions, builtins } = scope.known;
  if (Object.hasOwn(names, node.name)) return { type: names[node.name]!, path: [node.name] };
  if (open) return { type: ANY, path: [node.name] };
  if (Object.hasOwn(builtins, node.name) || Object.hasOwn(functions, node.name)) {
    return ofType(functionOf(null, ANY));
  }
  if (!mayBeField)
    analysis.mistake(node, 'no_name', { name: node.name, hint: meant(node.name, knownNames(scope)) });
  return UNKNOWN;
}

function readFinal(name: string, final: Resolution['final']): Closure {
  if (final.at === 'outside') return readOutside(name);
  return final.at === 'local' ? readLocal(final.hops) : readItem(final.hops, name, () => null);
}

/** The field of an item, or what `otherwise` gives where the item has none of that name. */
function readItem(hops: number, name: string, otherwise: Closure): Closure {
  return (run, local) => {
    const value = fieldOfItem(localAt(local, hops).value, name, run);
    return value === undefined ? otherwise(run, local) : value;
  };
}

function fieldOfItem(item: Value, name: string, run: Run): Value | undefined {
  if (isContext(item)) return item[name];
  return item instanceof Reference ? run.env.field?.(item, name) : undefined;
}

function readOutside(name: string): Closure {
  return (run) => {
    const value = run.scope.get(name);
    if (value !== undefined) return value;
    return run.env.functions?.[name] ?? builtInAsValue(name, run) ?? note(run, `There is no "${name}" here.`);
  };
}
