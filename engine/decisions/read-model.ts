/** One file of decisions: its elements, what it imports, its types; all by name and id, nothing compiled yet. */
import type { ItemType, ItemTypes } from './item-types.ts';
import type { DecisionFile, DecisionProblem } from './model.ts';
import { CAMUNDA, childrenOf, isDmn, nameOf } from './namespaces.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

export interface Model {
  readonly file: string;
  readonly namespace: string;
  readonly root: XmlElement;
  readonly imports: readonly ModelImport[];
  /** The language of expressions that name none; undefined means FEEL. */
  readonly language: string | undefined;
  /** Written for Camunda 7: expressions read process variables, tables are lenient. */
  readonly camunda: boolean;
}

export interface ModelImport {
  /** The name in front of what is imported; empty where it stands alone. */
  readonly name: string;
  readonly namespace: string;
  readonly element: XmlElement;
}

export type Report = (
  model: Pick<Model, 'file'>,
  element: Pick<XmlElement, 'line' | 'nearestId'>,
  severity: DecisionProblem['severity'],
  code: string,
  message: string,
) => void;

const FOREIGN_IMPORT = /XMLSchema|PMML/i;

/** The model of a file, or null with a problem. */
export function readModel(file: DecisionFile, report: Report): Model | null {
  const read = readXml(file.xml);
  if (!read.ok) {
    report({ file: file.name }, { line: read.line, nearestId: '' }, 'error', 'xml.invalid', read.message);
    return null;
  }
  const { root } = read;
  if (!isDmn(root) || root.name !== 'definitions') {
    const found = `<${root.name}> in ${root.uri === '' ? 'no namespace' : `the namespace ${root.uri}`}`;
    report(
      { file: file.name },
      root,
      'error',
      'file.not_dmn',
      `The file is no DMN: it begins with ${found}.`,
    );
    return null;
  }
  return {
    file: file.name,
    namespace: root.attributes.namespace ?? '',
    root,
    imports: readImports(root),
    language: root.attributes.expressionLanguage,
    camunda: Object.values(root.prefixes).includes(CAMUNDA),
  };
}

/** A type by its qualified name, from the models that are imported. */
export function importedType(
  model: Model,
  ref: string,
  typesOf: (namespace: string) => ItemTypes | null,
): ItemType | null {
  for (const { name, namespace } of model.imports) {
    const prefix = name === '' ? '' : `${name}.`;
    if (!ref.startsWith(prefix) || namespace === model.namespace) continue;
    const found = typesOf(namespace)?.of(ref.slice(prefix.length));
    if (found) return found;
  }
  return null;
}

// helpers //////////

function readImports(root: XmlElement): ModelImport[] {
  return childrenOf(root, 'import')
    .filter(({ attributes }) => !FOREIGN_IMPORT.test(attributes.importType ?? ''))
    .map((element) => ({
      name: nameOf(element) ?? '',
      namespace: element.attributes.namespace ?? '',
      element,
    }));
}
