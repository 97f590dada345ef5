/** Places the cards of the canvas: dagre ranks them by their relations, so that what is referred to stands left. */
import dagre from '@dagrejs/dagre';

export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface Relation {
  readonly from: string;
  readonly to: string;
}

export type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

export function placed(boxes: readonly Box[], relations: readonly Relation[]): Places {
  const related = new Set(relations.flatMap(({ from, to }) => [from, to]));
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 90, ranker: 'tight-tree', marginx: 24, marginy: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  const inGraph = boxes.filter(({ id }) => related.has(id));
  for (const { id, width, height } of inGraph) graph.setNode(id, { width, height });
  for (const { from, to } of relations) if (from !== to) graph.setEdge(to, from);
  dagre.layout(graph);
  const places = new Map<string, { x: number; y: number }>();
  let bottom = 0;
  for (const { id, width, height } of inGraph) {
    const { x, y } = graph.node(id);
    places.set(id, { x: x - width / 2, y: y - height / 2 });
    bottom = Math.max(bottom, y + height / 2);
  }
  // What stands alone goes below, side by side.
  let [x, y, row] = [24, bottom + 48, 0];
  for (const { id, width, height } of boxes.filter((box) => !related.has(box.id))) {
    if (x + width > 1300) [x, y, row] = [24, y + row + 36, 0];
    places.set(id, { x, y });
    x += width + 48;
    row = Math.max(row, height);
  }
  return places;
}
