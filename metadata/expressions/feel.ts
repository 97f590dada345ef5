/**
 * FEEL of DMN 1.5 (chapter 10): text to tree, tree to types, tree to a closure over decimals. `#metadata/expression` is
 * the door; here the three steps are put together.
 */
import type { Compiled, CompileOptions, CompileResult, Env, Scope } from '../expression.ts';
import type { Value } from '../value.ts';
import { EvaluationFailure } from './evaluation-failure.ts';
import { newAnalysis } from './feel/analysis.ts';
import { BUILT_INS } from './feel/builtins/table.ts';
import { bind } from './feel/local.ts';
import { rulesOf } from './feel/nodes/table.ts';
import { parse } from './feel/parse.ts';
import type { Compiler } from './feel/rules.ts';
import { type Closure, checkSize, isStackOverflow, newRun } from './feel/run.ts';
import { INPUT_NAME, type Known, type NameScope, variable } from './feel/scopes.ts';
import { ANY } from './types.ts';

export function compileFeel(source: string, options: CompileOptions): CompileResult {
  const known = knownOf(options);
  const analysis = newAnalysis(known);
  const isTest = options.language === 'feel-unary';
  const root: NameScope = { kind: 'root', known };
  const scope = isTest ? variable(root, INPUT_NAME, { type: options.input ?? ANY, path: null }) : root;
  const parsed = parse(source, isTest ? 'unary tests' : 'expression', scope, analysis.of);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const { node, levelsOf } = parsed;
  const { type } = analysis.of(node, scope);
  const { mistakes } = analysis;
  if (mistakes.length > 0 && options.mistakes !== 'warn') return { ok: false, problems: mistakes };

  const compiler: Compiler = {
    known,
    compile: (part, inner) => rulesOf(part).compile(part as never, inner, compiler),
    meaningOf: (part) => analysis.meanings.get(part)!,
    typeOf: (part) => analysis.meanings.get(part)!.type,
    levelsOf,
  };
  const closure = compiler.compile(node, scope);
  const compiled: Compiled = {
    language: options.language,
    source,
    reads: analysis.paths(),
    type,
    ast: node,
    typeOf: (part) => analysis.meanings.get(part)?.type ?? ANY,
    evaluate: (names, env) => evaluate(closure, names, env, isTest),
  };
  return { ok: true, compiled: Object.freeze(compiled), warnings: mistakes };
}

// helpers //////////

function knownOf(options: CompileOptions): Known {
  return {
    names: options.names ?? {},
    open: options.openNames ?? options.names === undefined,
    wordyNames: options.mistakes === 'warn',
    functions: options.functions ?? {},
    calendars: options.calendars ?? null,
    types: options.types ?? {},
    fieldsOf: options.fieldsOf ?? (() => undefined),
    builtins: BUILT_INS,
  };
}

function evaluate(closure: Closure, scope: Scope, env: Env, isTest: boolean): Value {
  const run = newRun(scope, env);
  const local = isTest ? bind(scope.get(INPUT_NAME) ?? null, null) : null;
  try {
    return checkSize(run, closure(run, local));
  } catch (error) {
    if (isStackOverflow(error)) {
      throw new EvaluationFailure('The expression or its data is nested too deeply.');
    }
    throw error;
  }
}
