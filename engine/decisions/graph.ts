/**
 * The decision requirements graph (DMN 1.5 §6, §10.4) over all files of a deployment: its nodes, what each requires, and under
 * which names it sees that.
 */
import type { ItemType, ItemTypes } from './item-types.ts';
import { itemType, readItemTypes, typeByRef } from './item-types.ts';
import type { DecisionOptions } from './model.ts';
import { childOf, childrenOf, nameOf, typeRefOf } from './namespaces.ts';
import { importedType, type Model, type Report } from './read-model.ts';
import { compileSource } from './text-logic.ts';
import type { XmlElement } from './xml-tree.ts';

export type NodeKind = 'decision' | 'input' | 'knowledge' | 'service';

export interface GraphNode {
  readonly kind: NodeKind;
  readonly id: string;
  /** The name of its variable. */
  readonly name: string;
  readonly model: Model;
  readonly element: XmlElement;
  /** The declared type of its variable. */
  readonly item: ItemType | null;
}

/** What a node sees of another one. */
export interface Requirement {
  readonly node: GraphNode;
  /** The name of the import in front of its name; null for the node's own model, or where imports have no name. */
  readonly prefix: string | null;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  typesOf(model: Model): ItemTypes;
  requirementsOf(node: GraphNode): readonly Requirement[];
  /** True where an element of the model has this name. */
  declares(model: Model, name: string): boolean;
  /** The node an `href` points to from an element; null with a problem. */
  target(model: Model, reference: XmlElement): GraphNode | null;
}

const KINDS: Readonly<Record<string, NodeKind>> = {
  decision: 'decision',
  inputData: 'input',
  businessKnowledgeModel: 'knowledge',
  decisionService: 'service',
};

const REQUIREMENTS: Readonly<Record<string, readonly string[]>> = {
  informationRequirement: ['requiredDecision', 'requiredInput'],
  knowledgeRequirement: ['requiredKnowledge'],
};

export function buildGraph(models: readonly Model[], options: DecisionOptions, report: Report): Graph {
  const types = buildTypes(models, options, report);
  const nodes = new Map<string, GraphNode>();
  for (const model of models) {
    for (const node of readNodes(model, types.get(model)!, report)) {
      const key = `${model.namespace}#${node.id}`;
      if (nodes.has(key))
        report(model, node.element, 'error', 'id.twice', `The id "${node.id}" is there twice.`);
      else nodes.set(key, node);
    }
  }
  checkImports(models, report);
  const requirements = new Map<GraphNode, readonly Requirement[]>();
  const names = new Map(models.map((model) => [model, new Set<string>()]));
  for (const node of nodes.values()) names.get(node.model)!.add(node.name);

  const graph: Graph = {
    nodes: [...nodes.values()],
    typesOf: (model) => types.get(model)!,
    requirementsOf(node) {
      let required = requirements.get(node);
      if (!required) {
        required = readRequirements(node, graph);
        requirements.set(node, required);
      }
      return required;
    },
    declares: (model, name) => names.get(model)!.has(name),
    target(model, reference) {
      const href = reference.attributes.href ?? '';
      const [namespace, id] = href.startsWith('#') ? [model.namespace, href.slice(1)] : splitHref(href);
      const node = nodes.get(`${namespace}#${id}`);
      if (node) return node;
      report(model, reference, 'error', 'reference.unknown', `"${href}" points to nothing in these files.`);
      return null;
    },
  };
  return graph;
}

// helpers //////////

function buildTypes(
  models: readonly Model[],
  options: DecisionOptions,
  report: Report,
): ReadonlyMap<Model, ItemTypes> {
  const types = new Map<Model, ItemTypes>();
  const byNamespace = (namespace: string) => {
    const model = models.find((one) => one.namespace === namespace);
    return model ? types.get(model)! : null;
  };
  for (const model of models) {
    const place = { names: {}, openNames: false };
    const own: ItemTypes = readItemTypes(
      childrenOf(model.root, 'itemDefinition'),
      (ref) => importedType(model, ref, byNamespace) ?? recordType(ref, options),
      (element, source, input) =>
        compileSource(
          element,
          source,
          { language: element.attributes.expressionLanguage, input },
          { ...place, types: { of: own.of, named: {} } },
          { options, language: model.language, problem: (...problem) => report(model, ...problem) },
        ),
      (element, code, message) => report(model, element, 'error', code, message),
    );
    types.set(model, own);
  }
  return types;
}

/** A type may also be an entity of the data store. */
function recordType(ref: string, { fieldsOf }: DecisionOptions): ItemType | null {
  return fieldsOf?.(ref) ? itemType({ kind: 'record', entity: ref }) : null;
}

function readNodes(model: Model, types: ItemTypes, report: Report): GraphNode[] {
  return childrenOf(model.root).flatMap((element) => {
    const kind = KINDS[element.name];
    if (!kind) return [];
    const { id } = element.attributes;
    if (!id) report(model, element, 'error', 'id.missing', `A <${element.name}> has no id.`);
    const variable = childOf(element, 'variable');
    const name = nameOf(variable) ?? nameOf(element) ?? id ?? '';
    const ref = typeRefOf(variable);
    const item =
      ref === undefined
        ? null
        : typeByRef(element, ref, types, (at, code, message) => report(model, at, 'error', code, message));
    return [{ kind, id: id ?? '', name, model, element, item }];
  });
}

function checkImports(models: readonly Model[], report: Report): void {
  for (const model of models) {
    for (const { namespace, name, element } of model.imports) {
      if (models.some((one) => one.namespace === namespace)) continue;
      const message = `The model "${name}" (${namespace}) is imported, but not among these files.`;
      report(model, element, 'error', 'import.missing', message);
    }
  }
}

function readRequirements(node: GraphNode, graph: Graph): Requirement[] {
  const { model, element } = node;
  return Object.entries(REQUIREMENTS).flatMap(([tag, parts]) =>
    childrenOf(element, tag).flatMap((requirement) =>
      parts.flatMap((part) =>
        childrenOf(requirement, part).flatMap((reference) => {
          const target = graph.target(model, reference);
          return target ? [{ node: target, prefix: prefixOf(model, target) }] : [];
        }),
      ),
    ),
  );
}

function prefixOf(model: Model, target: GraphNode): string | null {
  if (target.model === model) return null;
  const name = model.imports.find(({ namespace }) => namespace === target.model.namespace)?.name;
  return name || null;
}

function splitHref(href: string): [namespace: string, id: string] {
  const hash = href.lastIndexOf('#');
  return hash < 0 ? ['', href] : [href.slice(0, hash), href.slice(hash + 1)];
}
