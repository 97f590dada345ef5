/** What an open task permits of the record it is about, and of its lines: the fields its form names. */
import { type FilterNode, NOTHING } from '../queries/nodes.ts';
import type { Entity, Registry } from '../registry/model.ts';
import { ownPlace, type Permit } from './permit.ts';

export interface Grant {
  readonly entity: string;
  readonly ids: readonly string[];
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** Line items of these records, with the fields their list shows. */
  readonly lines?: readonly LinesGrant[];
}

export interface LinesGrant {
  readonly entity: string;
  /** Field by which a line names its record. */
  readonly by: string;
  readonly read: readonly string[];
  /** Fields that may be set; none: lines are neither changed, added nor removed. */
  readonly write: readonly string[];
}

export function grantPermit(grant: Grant): Permit {
  const ids: FilterNode = { kind: 'ids', ids: grant.ids };
  const edit = grant.write.length ? ids : NOTHING;
  return {
    scope: { see: ids, edit, create: NOTHING, delete: NOTHING, export: NOTHING, share: NOTHING },
    field: grantedField(grant),
  };
}

/** Line items are changed, added and removed within the list of their record. */
export function linePermits(grant: Grant, entity: Entity, registry: Registry): Permit[] {
  const parent = registry.entities.get(grant.entity);
  return (grant.lines ?? []).flatMap((lines) => {
    const lookup = lines.entity === entity.key ? entity.fields.get(lines.by) : undefined;
    if (!parent || !lookup) return [];
    const where: FilterNode = { kind: 'ids', ids: grant.ids };
    const see: FilterNode = { kind: 'of', lookup: ownPlace(entity, lookup), entity: parent, where };
    const edit = lines.write.length ? see : NOTHING;
    const scope = { see, edit, create: edit, delete: edit, export: NOTHING, share: NOTHING };
    return [{ scope, field: grantedField({ ...lines, read: [...lines.read, lines.by] }) }];
  });
}

function grantedField({ read, write }: Pick<Grant, 'read' | 'write'>): Permit['field'] {
  const readable = new Set([...read, ...write, 'id', 'version']);
  const writable = new Set(write);
  return (field) => (writable.has(field.key) ? 'write' : readable.has(field.key) ? 'read' : 'hidden');
}
