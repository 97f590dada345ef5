/** One pass over an expression: the type and origin of every node, certain mistakes, and what is read from outside. */

import type { ExpressionProblem } from '../../expression.ts';
import type { Node } from '../feel-ast.ts';
import { say } from '../sentences.ts';
import { rulesOf } from './nodes/table.ts';
import type { Analysis } from './rules.ts';
import type { Known, Meaning } from './scopes.ts';

/** More would not help the one who reads them. */
const MAX_MISTAKES = 50;

export interface Findings extends Analysis {
  readonly meanings: WeakMap<Node, Meaning>;
  readonly mistakes: readonly ExpressionProblem[];
  /** The paths read; one that only leads to a longer one is left out. */
  paths(): (readonly string[])[];
}

export function newAnalysis(known: Known): Findings {
  const meanings = new WeakMap<Node, Meaning>();
  const mistakes: ExpressionProblem[] = [];
  const paths = new Map<string, readonly string[]>();
  const analysis: Findings = {
    known,
    meanings,
    mistakes,
    of(node, scope) {
      let meaning = meanings.get(node);
      if (!meaning) {
        meaning = rulesOf(node).analyse(node as never, scope, analysis);
        meanings.set(node, meaning);
      }
      return meaning;
    },
    mistake({ start, end }, code, params) {
      if (mistakes.length < MAX_MISTAKES) mistakes.push({ ...say(code, params), start, end });
    },
    reads(path) {
      paths.set(JSON.stringify(path), path);
    },
    paths: () => withoutPrefixes([...paths.values()]),
  };
  return analysis;
}

// helpers //////////

function withoutPrefixes(paths: readonly (readonly string[])[]): (readonly string[])[] {
  const prefixes = new Set<string>();
  for (const path of paths) {
    for (let length = 1; length < path.length; length += 1)
      prefixes.add(JSON.stringify(path.slice(0, length)));
  }
  return paths.filter((path) => !prefixes.has(JSON.stringify(path)));
}
