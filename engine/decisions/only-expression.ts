/** The one expression an element holds: the logic of a decision, the value of an entry, the condition of an `if`. */
import { ANY } from '#metadata/expression.ts';
import type { Logic, Place } from './logic.ts';
import { childrenOf } from './namespaces.ts';
import type { XmlElement } from './xml-tree.ts';

/** Gives null where nothing is there, as tools write it for what is still to be filled in. */
export const NO_LOGIC: Logic = { type: ANY, reads: [], evaluate: () => null };

/** Elements of DMN that are no expressions and may stand beside one. */
const ASIDE = new Set([
  'variable',
  'parameter',
  'formalParameter',
  'description',
  'extensionElements',
  'question',
  'allowedAnswers',
  'informationRequirement',
  'knowledgeRequirement',
  'authorityRequirement',
  'supportedObjective',
  'impactedPerformanceIndicator',
  'decisionMaker',
  'decisionOwner',
  'usingProcess',
  'usingTask',
  'encapsulatedLogic',
  'typeRef',
]);

export function onlyExpression(parent: XmlElement, place: Place): Logic {
  const expression = expressionsOf(parent)[0];
  return expression ? place.compile(expression, place) : NO_LOGIC;
}

/** The expressions directly in an element. */
export function expressionsOf(parent: XmlElement): XmlElement[] {
  return childrenOf(parent).filter(({ name }) => !ASIDE.has(name));
}

/** The expression in a part with a name, such as `then`. */
export function expressionIn(parent: XmlElement, part: string, place: Place): Logic {
  const [element] = childrenOf(parent, part);
  if (element) return onlyExpression(element, place);
  place.problem(parent, 'boxed.incomplete', `The part "${part}" of "${parent.name}" is missing.`);
  return NO_LOGIC;
}
