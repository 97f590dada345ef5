/** JSON → YAML as a person would write it: small maps and lists on one line, the rest in blocks, always the same way. */
import { Document, isCollection, isMap, isScalar, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Json } from '../value.ts';

const WIDTH = 110;

export function writeYaml(content: Json): string {
  const document = new Document(content, { version: '1.2', schema: 'core' });
  if (isMap(document.contents))
    for (const pair of document.contents.items)
      compact(pair.value as Node | null, String(pair.key).length + 2, 2);
  return document.toString({
    lineWidth: WIDTH,
    flowCollectionPadding: false,
    indent: 2,
    minContentWidth: 40,
  });
}

// helpers //////////

/** On one line when it fits there and holds at most one level of further collections. */
function compact(node: Node | null, before: number, indent: number): void {
  if (!isCollection(node)) return;
  const collection = node as YAMLMap | YAMLSeq;
  if (
    before + flowLength(collection) + indent <= WIDTH &&
    depth(collection) <= 3 &&
    !manyNested(collection)
  ) {
    collection.flow = true;
    return;
  }
  for (const item of collection.items) {
    const pair = isMap(collection) ? (item as { key: unknown; value: Node | null }) : null;
    compact(pair ? pair.value : (item as Node), pair ? String(pair.key).length + 2 : 2, indent + 2);
  }
}

/** Two or more collections side by side are easier to read below each other. */
function manyNested(collection: YAMLMap | YAMLSeq): boolean {
  if (!isMap(collection)) return false;
  const nested = collection.items.filter((pair) => isMap(pair.value) && pair.value.items.length > 0);
  return nested.length > 1;
}

function depth(node: unknown): number {
  if (!isCollection(node)) return 0;
  const inner = isMap(node)
    ? node.items.map((pair) => depth(pair.value))
    : (node as YAMLSeq).items.map(depth);
  return 1 + Math.max(0, ...inner);
}

function flowLength(node: unknown): number {
  if (isScalar(node)) return String(node.value).length + 2;
  if (isMap(node))
    return (
      2 + node.items.reduce((sum, pair) => sum + String(pair.key).length + 4 + flowLength(pair.value), 0)
    );
  return isCollection(node)
    ? 2 + (node as YAMLSeq).items.reduce((sum: number, item) => sum + 2 + flowLength(item), 0)
    : 4;
}
