/** What a call certainly gets wrong: a function nobody knows, too many arguments, a wrong type; and the result's type. */
import type { FunctionSignature } from '../../expression.ts';
import type { CallNode, NamedCallNode, NameNode, Node, Span } from '../feel-ast.ts';
import { either, meant } from '../sentences.ts';
import { typeSaid } from '../type-said.ts';
import { ANY, joinTypes, type Type, typeText } from '../types.ts';
import { type BuiltIn, type BuiltInParameter, type Overload, parameterAt, takes } from './builtins/define.ts';
import { BUILT_INS } from './builtins/table.ts';
import type { Callee } from './callee.ts';
import { typeConforms } from './conform.ts';
import type { Analysis } from './rules.ts';
import { knownNames, type NameScope, resolve } from './scopes.ts';

interface Argument {
  /** null for a positional one. */
  readonly name: string | null;
  readonly node: Node;
  readonly type: Type;
  readonly span: Span;
}

/** The type of the result. Arguments are looked at once each. */
export function checkCall(
  node: CallNode | NamedCallNode,
  callee: Callee,
  scope: NameScope,
  analysis: Analysis,
): Type {
  const args = argumentsOf(node, scope, analysis);
  if (callee.by === 'built-in') return checkBuiltIn(node, callee.builtIn, args, analysis);
  if (callee.by === 'platform') {
    if (callee.signature) checkCalendars(callee.signature, args, scope, analysis);
    return checkPlatform(node, callee.name, callee.signature, args, analysis);
  }
  if (isUnknownName(node.callee, scope)) {
    reportUnknown(node.callee, scope, analysis);
    return ANY;
  }
  const { type } = analysis.of(node.callee, scope);
  if (type.kind === 'function') return type.result;
  if (type.kind !== 'any' && type.kind !== 'null') {
    analysis.mistake(node.callee, 'not_callable', { type: typeSaid(type) });
  }
  return ANY;
}

// helpers //////////

function argumentsOf(node: CallNode | NamedCallNode, scope: NameScope, analysis: Analysis): Argument[] {
  if (node.kind === 'call') {
    return node.arguments.map((arg) => ({
      name: null,
      node: arg,
      type: analysis.of(arg, scope).type,
      span: arg,
    }));
  }
  return node.arguments.map((arg) => ({
    name: arg.name,
    node: arg.value,
    type: analysis.of(arg.value, scope).type,
    span: arg,
  }));
}

function checkBuiltIn(
  node: Node,
  { name, overloads }: BuiltIn,
  args: readonly Argument[],
  analysis: Analysis,
): Type {
  const fitting = overloads.filter((candidate) => fitsByName(candidate, args));
  if (fitting.length === 0) {
    reportArguments(node, name, overloads, args, analysis);
    return ANY;
  }
  const possible = fitting.filter((candidate) => !args.some((arg, index) => misfit(candidate, arg, index)));
  if (possible.length === 0) {
    reportMisfit(name, fitting, args, analysis);
    return ANY;
  }
  const types = possible.map(({ result }) =>
    typeof result === 'function' ? result(args.map(({ type }) => type)) : result,
  );
  return types.reduce((all, type) => joinTypes(all, type));
}

function checkPlatform(
  node: Node,
  name: string,
  signature: FunctionSignature | null,
  args: readonly Argument[],
  analysis: Analysis,
): Type {
  if (!signature) return ANY;
  const { result } = signature;
  const parameters: BuiltInParameter[] = signature.parameters.map((one) => ({ ...one, nullable: true }));
  const types = args.map(({ type }) => type);
  const overload: Overload = { parameters, result, invoke: () => null };
  if (!fitsByName(overload, args)) reportArguments(node, name, [overload], args, analysis);
  else reportMisfit(name, [overload], args, analysis);
  return typeof result === 'function' ? result(types) : result;
}

/** A calendar that is named by a literal must be there; one that is reckoned out is known at run time only. */
function checkCalendars(
  { parameters }: FunctionSignature,
  args: readonly Argument[],
  scope: NameScope,
  analysis: Analysis,
): void {
  const { calendars } = scope.known;
  if (calendars === null) return;
  for (const [index, { name, node, span }] of args.entries()) {
    const parameter = name === null ? parameters[index] : parameters.find((one) => one.name === name);
    if (parameter?.names !== 'calendar' || node.kind !== 'string' || calendars.has(node.value)) continue;
    analysis.mistake(span, 'no_calendar', { name: node.value, hint: meant(node.value, calendars) });
  }
}

function fitsByName(candidate: Overload, args: readonly Argument[]): boolean {
  if (args.length === 0 || args[0]!.name === null) return takes(candidate, args.length);
  const names = args.map(({ name }) => name);
  return (
    names.every((name) => candidate.parameters.some((one) => one.name === name)) &&
    candidate.parameters.every((one) => one.optional || one.rest || names.includes(one.name))
  );
}

function wantedBy(candidate: Overload, { name }: Argument, index: number): BuiltInParameter {
  return (
    candidate.parameters.find((one) => name !== null && one.name === name) ?? parameterAt(candidate, index)
  );
}

/** The parameter an argument certainly does not go with, or null. */
function misfit(candidate: Overload, arg: Argument, index: number): BuiltInParameter | null {
  const wanted = wantedBy(candidate, arg, index);
  return mayBecome(arg.type, wanted.type) ? null : wanted;
}

function reportMisfit(
  name: string,
  candidates: readonly Overload[],
  args: readonly Argument[],
  analysis: Analysis,
): void {
  for (const [index, arg] of args.entries()) {
    const wanted = candidates.map((candidate) => misfit(candidate, arg, index));
    if (!wanted.every((one) => one !== null)) continue;
    const types = new Map(wanted.map((one) => [typeText(one!.type), typeSaid(one!.type)]));
    analysis.mistake(arg.span, 'wrong_argument', {
      function: name,
      parameter: wanted[0]!.name,
      types: either([...types.values()]),
      type: typeSaid(arg.type),
    });
    return;
  }
}

/** Whether a value of `type` can be one of `wanted`, by the conversions of DMN 1.5 §10.3.2.9.4. */
function mayBecome(type: Type, wanted: Type): boolean {
  if (type.kind === 'any' || type.kind === 'null' || wanted.kind === 'any') return true;
  if (wanted.kind === 'list') return mayBecome(type.kind === 'list' ? type.of : type, wanted.of);
  // A list of one becomes its item.
  if (type.kind === 'list') return mayBecome(type.of, wanted);
  if (type.kind === 'date' && wanted.kind === 'date and time') return true;
  if (
    type.kind === wanted.kind &&
    (type.kind === 'range' || type.kind === 'context' || type.kind === 'function')
  )
    return true;
  return typeConforms(type, wanted);
}

function reportArguments(
  node: Node,
  name: string,
  overloads: readonly Overload[],
  args: readonly Argument[],
  analysis: Analysis,
): void {
  const forms = overloads.map(({ parameters }) => `${name}(${parameters.map(parameterText).join(', ')})`);
  const names = overloads.flatMap(({ parameters }) => parameters.map((one) => one.name));
  const wrong = args.find((arg) => arg.name !== null && !names.includes(arg.name));
  analysis.mistake(node, 'wrong_call', {
    forms: either(forms),
    hint: wrong ? meant(wrong.name!, names) : '',
  });
}

function parameterText({ name, optional, rest }: BuiltInParameter): string {
  return rest ? `${name}…` : optional ? `[${name}]` : name;
}

function isUnknownName(node: Node, scope: NameScope): node is NameNode {
  if (node.kind !== 'name') return false;
  const { items, final } = resolve(scope, node.name);
  return items.length === 0 && final.at === 'outside' && !Object.hasOwn(scope.known.names, node.name);
}

function reportUnknown(node: NameNode, scope: NameScope, analysis: Analysis): void {
  const { name } = node;
  const { functions } = scope.known;
  const known = [...knownNames(scope), ...Object.keys(functions), ...Object.keys(BUILT_INS)];
  analysis.mistake(node, 'no_function', { name, hint: meant(name, known) });
}
