/** Records that were shared with the viewer one by one, as SQL. Stands only in statements of people with whom something was shared. */
import type { EmitContext, Frame } from './frame.ts';
import type { FilterNode } from './nodes.ts';

export function sharedSql(
  node: Extract<FilterNode, { kind: 'shared' }>,
  frame: Frame,
  { writer, viewer, clock }: EmitContext,
): string {
  const holders = [
    `person:${viewer.personId}`,
    ...viewer.teamIds.map((id) => `team:${id}`),
    ...(viewer.roles ?? []).map((key) => `role:${key}`),
  ];
  const conditions = [
    `s.holder = any(${writer.bind(holders, 'text[]')})`,
    `s.entity = ${writer.bind(node.entity, 'text')}`,
    `(s.until is null or s.until > ${writer.bind(new Date(clock.now).toISOString(), 'timestamptz')})`,
    ...(node.edit ? ['s.edit'] : []),
  ];
  return `${frame.alias}.id in (select s.record_id from potik.record_share s where ${conditions.join(' and ')})`;
}
