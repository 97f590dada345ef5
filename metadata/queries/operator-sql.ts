/** An operator of `operators.ts` over a place, as SQL. */
import type { Entity, Field, Registry } from '../registry/model.ts';
import { name, table } from '../sql.ts';
import { familyOf } from './family.ts';
import type { EmitContext, Frame } from './frame.ts';
import type { FilterNode } from './nodes.ts';
import { OPERATORS } from './operators.ts';
import { placeSql } from './place-sql.ts';
import { scalarSql } from './scalar-sql.ts';

export function operatorSql(
  node: Extract<FilterNode, { kind: 'operator' }>,
  frame: Frame,
  context: EmitContext,
): string {
  const { field, column, entity } = node.place;
  const operator = OPERATORS.get(node.key);
  if (!operator?.sql || !field || !column) throw new Error(`the operator ${node.key} has no SQL of its own`);
  const searched = field.type.searchColumn;
  const target =
    searched && column.suffix === '' ? field.columns.find((part) => part.suffix === searched)! : column;
  const tree = treeOf(field, entity, context.registry);
  return operator.sql({
    column: placeSql({ ...node.place, column: target }, frame, context),
    operands:
      operator.takes === 'text' || operator.takes === 'period'
        ? []
        : node.operands.map((operand) => scalarSql(operand, frame, context)),
    raw: node.operands.map((operand) => (operand.kind === 'value' ? operand.value : null)),
    sql: target.sql,
    reads:
      familyOf(target.sql) === 'json' && field.type.search !== 'digits'
        ? 'json'
        : (field.type.search ?? 'text'),
    bind: (value, type) => context.writer.bind(value, type),
    tree,
    clock: context.clock,
  });
}

// helpers //////////

function treeOf(field: Field, entity: Entity, registry: Registry) {
  const target = registry.entities.get(field.type.refersTo?.(field)?.entities[0] ?? '') ?? entity;
  const parent = [...target.fields.values()].find((candidate) => candidate.type.tree);
  return parent ? { table: table(target.table), parent: name(parent.columns[0]!.name) } : null;
}
