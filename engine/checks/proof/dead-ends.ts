/** Paths that stop where nobody says that they end, and gateways that may find no way on. */

import type { Expression } from '../../process/expression.ts';
import type { Element, Process } from '../../process.ts';
import type { Tell } from '../prove.ts';
import { linkTarget } from './graph.ts';

export function findDeadEnds({ elements }: Process, tell: Tell): void {
  for (const element of elements.values()) {
    if (isDeadEnd(element)) tell('possible', 'flow.dead_end', element.id);
    if (mayFindNoWay(element)) tell('possible', 'gateway.no_default', element.id);
  }
}

// helpers //////////

/** Where there are end events, every path must have one (table 10.90); without any, paths just end. */
function isDeadEnd(element: Element): boolean {
  const { kind, outgoing, scope, forCompensation, trigger } = element;
  if (outgoing.length > 0 || scope === null || forCompensation) return false;
  if (scope.kind === 'adHocSubProcess' || kind === 'endEvent' || kind === 'eventSubProcess') return false;
  if (kind === 'boundaryEvent' && trigger?.kind === 'compensation') return false;
  if (linkTarget(element)) return false;
  if (kind.endsWith('Gateway')) return true;
  return scope.children.some((child) => child.kind === 'endEvent');
}

function mayFindNoWay({ kind, outgoing, defaultFlow }: Element): boolean {
  if (kind !== 'exclusiveGateway' && kind !== 'inclusiveGateway' && kind !== 'complexGateway') return false;
  if (outgoing.length < 2 || defaultFlow !== null) return false;
  const conditions = outgoing.map(({ condition }) => condition);
  if (conditions.some((one) => one === null || (one.kind === 'constant' && one.value === true))) return false;
  return !coverAll(conditions.filter((one) => one !== null));
}

/** One of the conditions is the opposite of another. */
function coverAll(conditions: readonly Expression[]): boolean {
  const texts = conditions.map(textOf).filter((text) => text !== null);
  return texts.some((text) => texts.some((other) => areOpposite(text, other)));
}

function textOf(expression: Expression): string | null {
  if (expression.kind !== 'expression') return null;
  return expression.compiled.source
    .trim()
    .replace(/^[#$]\{(.*)\}$/s, '$1')
    .replace(/\s+/g, '')
    .replaceAll('"', "'");
}

function areOpposite(one: string, other: string): boolean {
  if (other === `not(${one})` || other === `!${one}` || other === `!(${one})`) return true;
  return OPPOSITES.some(([sign, opposite]) => {
    const parts = one.split(sign);
    return parts.length === 2 && parts.join(opposite) === other;
  });
}

const OPPOSITES = [
  ['==', '!='],
  ['=', '!='],
  ['>', '<='],
  ['<', '>='],
  ['=true', '=false'],
  ['==true', '==false'],
] as const;
