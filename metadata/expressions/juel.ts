/**
 * The subset of JUEL (Expression Language 2.2) that files of Camunda 7 bring along: `${…}` or `#{…}`, alone or within a text. Alone
 * it gives its value, within a text its text. Unknown names are failures; numbers are decimals, so `3/5` is 0.6.
 */

import type { Compiled, CompileOptions, CompileResult, Env, Scope } from '../expression.ts';
import type { Said } from '../said.ts';
import type { Value } from '../value.ts';
import { EvaluationFailure } from './evaluation-failure.ts';
import { type Closure, close } from './juel/close.ts';
import { toText } from './juel/coerce.ts';
import { type Node, type Part, parseTemplate } from './juel/parse.ts';
import { SyntaxMistake } from './juel/tokens.ts';
import { say } from './sentences.ts';
import { ANY, STRING } from './types.ts';

const MAX_LENGTH = 20_000;

export function compileJuel(source: string, _options: CompileOptions): CompileResult {
  if (source.length > MAX_LENGTH) return mistake(say('juel_long', { limit: MAX_LENGTH }), 0, source.length);
  let parts: Part[];
  try {
    parts = parseTemplate(source);
  } catch (error) {
    if (error instanceof SyntaxMistake) return mistake(error.said, error.at, source.length);
    throw error;
  }
  const closure = closeTemplate(parts);
  const compiled: Compiled = {
    language: 'juel',
    source,
    reads: readsOf(parts),
    type: parts.length === 1 && typeof parts[0] !== 'string' ? ANY : STRING,
    ast: null,
    typeOf: () => ANY,
    evaluate: (scope, env) => evaluate(closure, scope, env),
  };
  return { ok: true, compiled: Object.freeze(compiled), warnings: [] };
}

// helpers //////////

function mistake(said: Said, start: number, end: number): CompileResult {
  return { ok: false, problems: [{ ...said, start, end }] };
}

function evaluate(closure: Closure, scope: Scope, env: Env): Value {
  try {
    return closure(scope, env);
  } catch (error) {
    if (error instanceof RangeError)
      throw new EvaluationFailure('The expression or its data is nested too deeply.');
    throw error;
  }
}

function closeTemplate(parts: readonly Part[]): Closure {
  const closures = parts.map((part): Closure => (typeof part === 'string' ? () => part : close(part)));
  if (closures.length === 1) return closures[0]!;
  return (scope, env) => closures.map((closure) => toText(closure(scope, env))).join('');
}

/** Names and the constant paths that follow them. */
function readsOf(parts: readonly Part[]): string[][] {
  const reads = new Map<string, string[]>();
  const add = (path: string[]) => reads.set(path.join('\u0000'), path);
  const visit = (node: Node): void => {
    const path = pathOf(node);
    if (path !== null) add(path);
    else for (const child of childrenOf(node)) visit(child);
  };
  for (const part of parts) if (typeof part !== 'string') visit(part);
  return [...reads.values()];
}

function pathOf(node: Node): string[] | null {
  if (node.kind === 'name') return [node.name];
  if (node.kind !== 'property' || node.name.kind !== 'literal' || typeof node.name.value !== 'string')
    return null;
  const base = pathOf(node.base);
  return base && [...base, node.name.value];
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'property':
      return [node.base, node.name];
    case 'call':
      return node.base === null ? node.args : [node.base, ...node.args];
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'choice':
      return [node.condition, node.then, node.otherwise];
    default:
      return [];
  }
}
