/** A relation (DMN 1.5 §7.3.8): a table of expressions, which gives a list of contexts with the columns' names. */
import { contextWith, joinTypes, listOf, type Type } from '#metadata/expression.ts';
import { contextOf } from '#metadata/value.ts';
import { typeByRef } from '../item-types.ts';
import { conformed, defineBoxed, readsOf } from '../logic.ts';
import { childrenOf, nameOf, typeRefOf } from '../namespaces.ts';
import { expressionsOf } from '../only-expression.ts';

export const relation = defineBoxed({
  tag: 'relation',
  compile(element, place) {
    const columns = childrenOf(element, 'column').map((column) => {
      const ref = typeRefOf(column);
      const item = ref === undefined ? null : typeByRef(column, ref, place.types, place.problem);
      return { name: nameOf(column) ?? '', item };
    });
    const rows = childrenOf(element, 'row').map((row) => {
      const cells = expressionsOf(row).map((cell) => place.compile(cell, place));
      if (cells.length !== columns.length) {
        place.problem(
          row,
          'relation.row',
          `The row has ${cells.length} cells; there are ${columns.length} columns.`,
        );
      }
      return cells;
    });
    const fields: Record<string, Type> = Object.create(null);
    for (const [index, { name, item }] of columns.entries()) {
      const inferred = rows.map((cells) => cells[index]?.type ?? { kind: 'any' as const });
      fields[name] = item?.type ?? (inferred.length > 0 ? inferred.reduce(joinTypes) : { kind: 'any' });
    }
    return {
      type: listOf(contextWith(fields)),
      reads: readsOf(rows.flat()),
      evaluate: (names, evaluation) =>
        rows.map((cells) =>
          contextOf(
            columns.map(({ name, item }, index) => {
              const value = cells[index]?.evaluate(names, evaluation) ?? null;
              return [name, conformed(value, item, `The cell "${name}"`, evaluation)] as const;
            }),
          ),
        ),
    };
  },
});
