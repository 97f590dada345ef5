/**
 * What a query asks by, without any value: which fields narrow it and how, what it is sorted by, whether words are searched. Slow
 * queries of one shape are counted together, and what would make them fast follows from it.
 */
import type { FilterNode, Place, Scalar } from './nodes.ts';
import { OPERATORS } from './operators.ts';
import { placeText } from './place.ts';

/** How a condition finds rows: by one value (or some), by a span of values, by words within; `other` excludes only. */
export type Narrowing = 'value' | 'range' | 'words' | 'other';

export interface QueryShape {
  /** Fields and paths of the entity, each with its narrowing once; in a fixed order. */
  readonly filters: readonly { readonly field: string; readonly by: Narrowing }[];
  /** As in a query: `-created_at`. */
  readonly sort: readonly string[];
  /** Words are searched in all searched fields. */
  readonly search: boolean;
}

export function shapeOf(where: FilterNode, sort: readonly string[], search: boolean): QueryShape {
  const filters = new Map<string, QueryShape['filters'][number]>();
  for (const { place, by } of narrowings(where)) {
    if (place.root !== 'record' || place.column === null) continue;
    const field = placeText(place);
    filters.set(`${field} ${by}`, { field, by });
  }
  const inOrder = [...filters].sort(([a], [b]) => (a < b ? -1 : 1));
  return { filters: inOrder.map(([, filter]) => filter), sort, search };
}

// helpers //////////

interface Narrowed {
  readonly place: Place;
  readonly by: Narrowing;
}

/** Conditions on children and on what lookups name are other tables' own. */
function* narrowings(node: FilterNode): Generator<Narrowed> {
  switch (node.kind) {
    case 'all':
    case 'any':
      for (const item of node.items) yield* narrowings(item);
      break;
    case 'trusted':
      yield* narrowings(node.item);
      break;
    case 'not':
      for (const { place } of narrowings(node.item)) yield { place, by: 'other' };
      break;
    case 'compare':
      yield* at(node.left, COMPARED[node.operator]);
      yield* at(node.right, COMPARED[node.operator]);
      break;
    case 'operator':
      yield { place: node.place, by: OPERATORS.get(node.key)?.narrows ?? 'other' };
      break;
    case 'in':
      yield* at(node.left, 'value');
      break;
    case 'empty':
    case 'true':
      yield* at(node.of, 'value');
      break;
    case 'owned':
      yield { place: node.owner, by: 'value' };
      break;
    case 'of':
      yield { place: node.lookup, by: 'value' };
      break;
    case 'exists':
    case 'my_team':
    case 'shared':
    case 'ids':
      break;
  }
}

const COMPARED = {
  '=': 'value',
  '!=': 'other',
  '<': 'range',
  '<=': 'range',
  '>': 'range',
  '>=': 'range',
} as const;

function* at(scalar: Scalar, by: Narrowing): Generator<Narrowed> {
  if (scalar.kind === 'place') yield { place: scalar.place, by };
}
