/**
 * Calculated fields as a graph: what must be calculated again when something changes, in which order, and whether a field
 * would depend on itself. The write path follows `dependents`; publishing refuses cycles, which are shown whole.
 */
import type { Entity, Field } from './model.ts';
import { fieldOfName } from './typing.ts';

/** `order.total` */
export type FieldId = string;

/**
 * How to get from a changed record to the records whose field depends on it. `up`: they reach it by this path of lookups
 * (empty: it is the record itself). `parent`: first as `up` from a child, then to the parent the child's lookup `by` names.
 */
export type Route =
  | { readonly kind: 'up'; readonly path: readonly string[] }
  | {
      readonly kind: 'parent';
      readonly child: string;
      readonly path: readonly string[];
      readonly by: string;
    };

export interface Dependent {
  readonly entity: string;
  readonly field: string;
  readonly route: Route;
}

export interface Calculations {
  /** What depends on a field, by the field's id. */
  readonly dependents: ReadonlyMap<FieldId, readonly Dependent[]>;
  /** Step of each calculated field: all it reads is of an earlier one, so that fields of one step can be calculated together. */
  readonly order: ReadonlyMap<FieldId, number>;
  /** Fields that depend on themselves: `order.total → order_line.share → order.total`. */
  readonly cycles: readonly (readonly FieldId[])[];
}

type Entities = ReadonlyMap<string, Entity>;

export const fieldId = (entity: string, field: string): FieldId => `${entity}.${field}`;

export function calculationsOf(entities: Entities): Calculations {
  const dependents = new Map<FieldId, Dependent[]>();
  const needs = new Map<FieldId, Set<FieldId>>();
  for (const entity of entities.values()) {
    for (const field of entity.fields.values()) {
      if (!field.formula && !field.rollup) continue;
      const id = fieldId(entity.key, field.key);
      needs.set(id, new Set());
      for (const { on, route } of sources(entity, field, entities)) {
        needs.get(id)!.add(on);
        const list = dependents.get(on) ?? [];
        dependents.set(on, list);
        list.push({ entity: entity.key, field: field.key, route });
      }
    }
  }
  return { dependents, ...sorted(needs) };
}

// helpers //////////

interface Source {
  readonly on: FieldId;
  readonly route: Route;
}

function* sources(entity: Entity, field: Field, entities: Entities): Generator<Source> {
  for (const path of field.formula?.reads ?? []) {
    for (const { on, path: up } of steps(entity, path, entities))
      yield { on, route: { kind: 'up', path: up } };
  }
  const { rollup } = field;
  const holders = rollup && entity.fields.get(rollup.children);
  const child = holders && entities.get(holders.type.holders!(holders)!.entity);
  if (!rollup || !child || !holders.by) return;
  const by = holders.by;
  const paths = [...rollup.reads, ...(rollup.field === null ? [] : [[rollup.field]])];
  for (const path of paths) {
    for (const { on, path: up } of steps(child, path, entities))
      yield { on, route: { kind: 'parent', child: child.key, path: up, by } };
  }
  const existence: Route = { kind: 'parent', child: child.key, path: [], by };
  yield { on: fieldId(child.key, by), route: existence };
  yield { on: fieldId(child.key, 'deleted_at'), route: existence };
}

/** Every field along a path, with the lookups that lead to its record: product.price is order_line.product and product.price. */
function* steps(entity: Entity, path: readonly string[], entities: Entities) {
  let at: Entity | undefined = entity;
  for (let i = 0; i < path.length && at; i++) {
    const found = fieldOfName(at, path[i]!);
    if (!found) {
      // The title of a record stands for the fields it is made of.
      for (const part of at.title)
        if ('path' in part && part.path[0] !== 'title')
          yield* titleSteps(at, part.path, path.slice(0, i), entities);
      return;
    }
    yield { on: fieldId(at.key, found.field.key), path: path.slice(0, i) };
    const target: string | undefined = found.field.type.refersTo?.(found.field)?.entities[0];
    at = target === undefined ? undefined : entities.get(target);
  }
}

function* titleSteps(
  entity: Entity,
  path: readonly string[],
  before: readonly string[],
  entities: Entities,
): Generator<{ on: FieldId; path: readonly string[] }> {
  for (const step of steps(entity, path, entities)) yield { on: step.on, path: [...before, ...step.path] };
}

/** Depth first; a field met again while it is still being visited closes a cycle. */
function sorted(needs: ReadonlyMap<FieldId, ReadonlySet<FieldId>>): Pick<Calculations, 'order' | 'cycles'> {
  const order = new Map<FieldId, number>();
  const cycles: FieldId[][] = [];
  const way: FieldId[] = [];
  const visit = (id: FieldId): void => {
    if (order.has(id) || !needs.has(id)) return;
    const at = way.indexOf(id);
    if (at >= 0) {
      cycles.push([...way.slice(at), id]);
      return;
    }
    way.push(id);
    for (const need of needs.get(id)!) visit(need);
    way.pop();
    order.set(id, 1 + Math.max(0, ...[...needs.get(id)!].map((need) => order.get(need) ?? 0)));
  };
  for (const id of needs.keys()) visit(id);
  return { order, cycles };
}
