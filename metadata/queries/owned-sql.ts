/** Whose record it is, as SQL: the person's own, one of the person's teams, of the person's departments. */
import type { Registry } from '../registry/model.ts';
import { type SqlWriter, table } from '../sql.ts';
import type { EmitContext, Frame, Viewer } from './frame.ts';
import type { FilterNode } from './nodes.ts';
import { placeSql } from './place-sql.ts';

export function ownedSql(
  node: Extract<FilterNode, { kind: 'owned' }>,
  frame: Frame,
  context: EmitContext,
): string {
  const owner = placeSql(node.owner, frame, context);
  const { writer, viewer, registry } = context;
  if (node.by === 'me') return `${owner} = ${writer.bind(viewer.personId, 'uuid')}`;
  // One array, made once a statement, so that the index on the owner serves; without the cast it would be read as a set of arrays.
  const person = `(select array(${peopleOf(node.by, writer, viewer, registry)}))::uuid[]`;
  return `(${owner} = any(${person}) or ${owner} = ${writer.bind(viewer.personId, 'uuid')})`;
}

// helpers //////////

/** Ids of the people of the viewer's teams, or of the viewer's departments. */
function peopleOf(
  by: 'teams' | 'departments',
  writer: SqlWriter,
  viewer: Viewer,
  registry: Registry,
): string {
  if (by === 'departments') {
    return `select id from data."user" where department = any(${writer.bind(viewer.departmentIds, 'uuid[]')})`;
  }
  const teams = writer.bind(viewer.teamIds, 'uuid[]');
  const main = `select id from data."user" where team = any(${teams})`;
  const further = registry.entities.get('user_teams');
  return further
    ? `${main} union select "user" from ${table(further.table)} where team = any(${teams}) and deleted_at is null`
    : main;
}
