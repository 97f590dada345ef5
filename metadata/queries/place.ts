/** Resolves paths such as `customer.segment` from an entity to the column they end at, under the rights of who asks. */
import { type FailureCode, type Params, sentence } from '../failures.ts';
import { hint } from '../nearest.ts';
import type { Column, Entity, Field, Registry } from '../registry/model.ts';
import { TITLE } from '../registry/system-fields.ts';
import { fieldOfName } from '../registry/typing.ts';
import type { Said } from '../said.ts';
import type { FilterNode, Place } from './nodes.ts';

/** A mistake in a query: `path` is where in its JSON. */
export interface QueryProblem {
  readonly path: string;
  readonly code: FailureCode;
  readonly message: string;
  readonly params: Params;
}

export class QueryMistake extends Error {
  readonly problem: QueryProblem;
  constructor(code: FailureCode, params: Params, path = '') {
    super(sentence(code, params));
    this.problem = { path, code, message: this.message, params };
  }

  /** Without where in the query it is. */
  get said(): Said {
    const { code, message, params } = this.problem;
    return { code, message, params };
  }
}

/** What one may read: all of it, nothing, or only in records that meet a condition. */
export type ReadRight = 'open' | 'hidden' | FilterNode;

/** The rights under which a query is made; `access.ts` makes them for a person, `UNRESTRICTED` asks for none. */
export interface ReadRights {
  /** Condition over records of the entity that may be seen at all. */
  see(entity: Entity): FilterNode;
  field(entity: Entity, field: Field): ReadRight;
}

export const UNRESTRICTED: ReadRights = {
  see: () => ({ kind: 'all', items: [] }),
  field: () => 'open',
};

const LONGEST_PATH = 5;

/** Throws QueryMistake; a hidden field answers as an unknown one. */
export function placeOf(
  path: readonly string[],
  from: Entity,
  registry: Pick<Registry, 'entities'>,
  rights: ReadRights,
  root: Place['root'] = 'record',
): Place {
  if (path.length > LONGEST_PATH)
    throw new QueryMistake('too_many', { what: 'Steps of a path', max: LONGEST_PATH, count: path.length });
  const steps: Field[] = [];
  let entity = from;
  for (const [i, step] of path.entries()) {
    const found = find(step, entity, rights);
    const last = i === path.length - 1;
    if (found === TITLE) {
      if (last) return { root, from, steps, entity, field: null, column: null };
      throw unknown(path[i + 1]!, entity, rights);
    }
    const { field, column } = found;
    if (last) return { root, from, steps, entity, field, column };
    const [target, ...others] = field.type.refersTo?.(field)?.entities ?? [];
    const next = target === undefined || others.length > 0 ? undefined : registry.entities.get(target);
    if (!next) throw unknown(`${step}.${path[i + 1]}`, entity, rights);
    steps.push(field);
    entity = next;
  }
  throw new QueryMistake('unknown_field', { entity: from.key, value: '""', hint: '' });
}

/** The entity a reference's place leads to; undefined for places that are no reference to one entity. */
export function targetOf(place: Place, registry: Pick<Registry, 'entities'>): Entity | undefined {
  const targets = place.field?.type.refersTo?.(place.field)?.entities ?? [];
  return targets.length === 1 ? registry.entities.get(targets[0]!) : undefined;
}

/** How a place is called in sentences. */
export function placeName(place: Place): string {
  return [...place.steps, place.field].map((field) => field?.name ?? 'Title').join(', ');
}

/** `customer.segment` */
export function placeText(place: Place): string {
  const last = place.field === null ? TITLE : (place.column?.name ?? place.field.key);
  return [...place.steps.map((field) => field.key), last].join('.');
}

// helpers //////////

function find(
  name: string,
  entity: Entity,
  rights: ReadRights,
): { field: Field; column: Column | null } | typeof TITLE {
  const found = fieldOfName(entity, name);
  if (!found && name === TITLE) return TITLE;
  if (!found || rights.field(entity, found.field) === 'hidden') throw unknown(name, entity, rights);
  return found;
}

function unknown(name: string, entity: Entity, rights: ReadRights): QueryMistake {
  const readable = [...entity.fields.values()].filter((field) => rights.field(entity, field) !== 'hidden');
  const value = JSON.stringify(name);
  return new QueryMistake('unknown_field', {
    entity: entity.key,
    value,
    hint: hint(
      name,
      readable.map((field) => field.key),
    ),
  });
}
