/**
 * Writing to the model through the command stack, so that everything the panel does can be undone like a move on the canvas. One
 * deed of a person is one step of undo.
 */
import type { Moddle, Services, Shape } from './bpmn-types.ts';
import { listOf } from './bpmn-types.ts';
import { type Attributes, twinsOf } from './extensions.ts';
import { TOGETHER } from './together.ts';

export interface Edit {
  /** BPMN's own properties; undefined takes one away. */
  properties(element: Shape, properties: Readonly<Record<string, unknown>>): void;
  /** Properties of a part of the element, such as an event definition. */
  part(element: Shape, part: Moddle, properties: Readonly<Record<string, unknown>>): void;
  /** The one extension element of a type: without a single attribute it goes. `owner`: a part of the element. */
  extension(element: Shape, type: string, attributes: Attributes, owner?: Moddle): void;
  /** All extension elements of a type. */
  extensions(element: Shape, type: string, all: readonly Moddle[], owner?: Moddle): void;
  create(type: string, properties?: object): Moddle;
  /** A message, signal, error or escalation of this name: the one that is there, or a new one. */
  rootElement(element: Shape, type: string, name: string): Moddle;
  together(deeds: () => void): void;
}

export function createEdit(services: Services): Edit {
  const { modeling, bpmnFactory, commandStack } = services;

  const together = (deeds: () => void) => commandStack.execute(TOGETHER, { deeds });

  function write(element: Shape, owner: Moddle, values: readonly Moddle[]): void {
    if (values.length === 0) {
      modeling.updateModdleProperties(element, owner, { extensionElements: undefined });
      return;
    }
    const holder = bpmnFactory.create('bpmn:ExtensionElements', { values });
    holder.$parent = owner;
    for (const value of values) value.$parent = holder;
    modeling.updateModdleProperties(element, owner, { extensionElements: holder });
  }

  function extensions(element: Shape, type: string, all: readonly Moddle[], owner = element.businessObject) {
    const twins = twinsOf(type);
    const old = owner.get('extensionElements') as Moddle | undefined;
    const others = old
      ? listOf(old, 'values').filter(({ $type }) => $type !== type && !twins.elements.includes($type))
      : [];
    const foreign = twins.attributes.filter((name) => hasAttribute(owner, name));
    together(() => {
      write(element, owner, [...others, ...all]);
      if (foreign.length > 0)
        modeling.updateModdleProperties(
          element,
          owner,
          Object.fromEntries(foreign.map((name) => [name, undefined])),
        );
    });
  }

  return {
    together,
    properties: (element, properties) => modeling.updateProperties(element, properties),
    part: (element, part, properties) => modeling.updateModdleProperties(element, part, properties),
    extensions,
    extension(element, type, attributes, owner) {
      const given = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== '');
      const all = given.length > 0 ? [bpmnFactory.create(type, Object.fromEntries(given))] : [];
      extensions(element, type, all, owner);
    },
    create: (type, properties) => bpmnFactory.create(type, properties),
    rootElement(element, type, name) {
      const definitions = definitionsOf(element.businessObject);
      const roots = listOf(definitions, 'rootElements');
      const known = roots.find((root) => root.$type === type && root.name === name);
      if (known) return known;
      const made = bpmnFactory.create(type, { name });
      made.$parent = definitions;
      modeling.updateModdleProperties(element, definitions, { rootElements: [...roots, made] });
      return made;
    },
  };
}

/** The root of the file an element is in. */
export function definitionsOf(model: Moddle): Moddle {
  let root = model;
  while (root.$parent) root = root.$parent;
  return root;
}

// helpers //////////

function hasAttribute(owner: Moddle, name: string): boolean {
  try {
    return owner.get(name) !== undefined;
  } catch {
    return false;
  }
}
