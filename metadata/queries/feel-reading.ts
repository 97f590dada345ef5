/** What a FEEL filter is read against, how its names lead to places, and the refusal of what can't become SQL. */

import type { Node } from '../expression.ts';
import type { Entity, Registry } from '../registry/model.ts';
import type { Said } from '../said.ts';
import { say } from './filter-sentences.ts';
import type { Place } from './nodes.ts';
import { placeOf, type ReadRights, UNRESTRICTED } from './place.ts';

export interface Reading {
  readonly entity: Entity;
  readonly registry: Pick<Registry, 'entities'>;
  readonly rights: ReadRights;
  /** Entity of `record`, where a lookup is chosen for one. */
  readonly edited: Entity | null;
  /** The name a quantified expression or filter gives the record. */
  readonly own: string | null;
}

export class NotSql extends Error {
  readonly span: { readonly start: number; readonly end: number };
  readonly said: Said;
  constructor(node: Node, what: Said, advice: Said) {
    const said = say('not_sql', { what, advice });
    super(said.message);
    this.said = said;
    this.span = { start: node.start, end: node.end };
  }
}

/** What one does instead. */
export const SIMPLE = say('do_simple');

/** The place a name or path stands for; null when it is something else. */
export function placed(node: Node, reading: Reading): Place | null {
  const path = pathOf(node);
  if (!path) return null;
  const { entity, registry, rights, edited, own } = reading;
  const [first, ...rest] = path;
  if (own !== null && first === own) return rest.length ? placeOf(rest, entity, registry, rights) : null;
  if (first === 'me') {
    const user = registry.entities.get('user');
    return user && rest.length ? placeOf(rest, user, registry, UNRESTRICTED, 'me') : null;
  }
  if (first === 'record' && edited)
    return rest.length ? placeOf(rest, edited, registry, UNRESTRICTED, 'edited') : null;
  return placeOf(path, entity, registry, rights);
}

// helpers //////////

function pathOf(node: Node): string[] | null {
  if (node.kind === 'name') return [node.name];
  if (node.kind !== 'path') return null;
  const target = pathOf(node.target);
  return target && [...target, node.name];
}
