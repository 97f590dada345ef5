/** Reading the extension elements of a model element: Potik's own, and what foreign vocabularies say of the same thing. */
import { listOf, type Moddle, textOf } from './bpmn-types.ts';

export type Attributes = Readonly<Record<string, string | undefined>>;

export function extensionsOf(owner: Moddle, type: string): readonly Moddle[] {
  const elements = owner.get('extensionElements') as Moddle | undefined;
  return elements ? listOf(elements, 'values').filter(({ $type }) => $type === type) : [];
}

export function extensionOf(owner: Moddle, type: string): Moddle | undefined {
  return extensionsOf(owner, type)[0];
}

/** Attribute of the one extension element of that type; empty where there is none. */
export function attributeOf(owner: Moddle, type: string, attribute: string): string {
  const found = extensionOf(owner, type);
  return found ? textOf(found, attribute) : '';
}

/** What of a foreign vocabulary says the same as an element of ours; the first that is there counts, all go when ours is written. */
interface Twins {
  /** Attributes of the model element. */
  readonly attributes: readonly string[];
  /** Extension elements. */
  readonly elements: readonly string[];
}

const TWINS: Readonly<Record<string, Twins>> = {
  'potik:Assignment': {
    attributes: ['camunda:assignee', 'camunda:candidateGroups', 'camunda:candidateUsers'],
    elements: ['zeebe:AssignmentDefinition'],
  },
  'potik:Due': {
    attributes: ['camunda:dueDate', 'camunda:followUpDate'],
    elements: ['zeebe:TaskSchedule'],
  },
  'potik:Priority': { attributes: ['camunda:priority'], elements: ['zeebe:PriorityDefinition'] },
  'potik:Form': {
    attributes: ['camunda:formKey', 'camunda:formRef', 'camunda:formRefBinding'],
    elements: ['camunda:FormData', 'zeebe:FormDefinition'],
  },
  'potik:Task': {
    attributes: [
      'camunda:class',
      'camunda:delegateExpression',
      'camunda:expression',
      'camunda:type',
      'camunda:topic',
      'camunda:resultVariable',
    ],
    elements: ['camunda:Connector', 'zeebe:TaskDefinition'],
  },
  'potik:Decision': {
    attributes: [
      'camunda:decisionRef',
      'camunda:decisionRefBinding',
      'camunda:decisionRefVersion',
      'camunda:mapDecisionResult',
      'camunda:resultVariable',
    ],
    elements: ['zeebe:CalledDecision'],
  },
  'potik:Call': {
    attributes: ['calledElement', 'camunda:calledElementBinding', 'camunda:calledElementVersion'],
    elements: ['zeebe:CalledElement'],
  },
  'potik:Loop': {
    attributes: ['camunda:collection', 'camunda:elementVariable'],
    elements: ['zeebe:LoopCharacteristics'],
  },
};

export function twinsOf(type: string): Twins {
  return TWINS[type] ?? { attributes: [], elements: [] };
}

export interface ForeignValue {
  /** `camunda:assignee`. */
  readonly name: string;
  readonly value: string;
}

/** What foreign attributes and elements say where ours is missing, for showing where an effective value comes from. */
export function foreignValues(owner: Moddle, type: string): readonly ForeignValue[] {
  if (extensionOf(owner, type)) return [];
  const { attributes, elements } = twinsOf(type);
  const own = attributes.flatMap((name): ForeignValue[] => {
    const value = safely(owner, name);
    return value === '' ? [] : [{ name, value }];
  });
  const foreign = elements.flatMap((name) =>
    extensionsOf(owner, name).map((found): ForeignValue => ({ name, value: attributesText(found) })),
  );
  return [...own, ...foreign];
}

// helpers //////////

/** Properties a type of element does not have read as none. */
function safely(owner: Moddle, name: string): string {
  try {
    return textOf(owner, name);
  } catch {
    return '';
  }
}

function attributesText(element: Moddle): string {
  return Object.entries(element)
    .filter(([name, value]) => !name.startsWith('$') && typeof value === 'string')
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}
