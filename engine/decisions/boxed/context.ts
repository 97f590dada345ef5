/**
 * A boxed context (DMN 1.5 §7.3.5): entries from top to bottom, each seeing the ones above it. An entry without a name is the
 * result; without one the context itself is.
 */
import { contextWith, type Type } from '#metadata/expression.ts';
import { contextOf, type Value } from '#metadata/value.ts';
import { type ItemType, typeByRef } from '../item-types.ts';
import { bindingAll, conformed, defineBoxed, type Logic, readsOf, seeing } from '../logic.ts';
import { childOf, childrenOf, nameOf, typeRefOf } from '../namespaces.ts';
import { onlyExpression } from '../only-expression.ts';

interface Entry {
  /** null for the result. */
  readonly name: string | null;
  readonly item: ItemType | null;
  readonly logic: Logic;
}

export const context = defineBoxed({
  tag: 'context',
  compile(element, place) {
    const fields: Record<string, Type> = Object.create(null);
    const entries: Entry[] = childrenOf(element, 'contextEntry').map((part) => {
      const variable = childOf(part, 'variable');
      const name = nameOf(variable) ?? null;
      const ref = typeRefOf(variable);
      const item = ref === undefined ? null : typeByRef(part, ref, place.types, place.problem);
      const logic = onlyExpression(part, seeing(place, fields));
      if (name !== null) fields[name] = item?.type ?? logic.type;
      return { name, item, logic };
    });
    const result = entries.find(({ name }) => name === null);
    return {
      type: result ? result.logic.type : contextWith(fields),
      reads: readsOf(
        entries.map(({ logic }) => logic),
        Object.keys(fields),
      ),
      evaluate(names, evaluation) {
        const values = new Map<string, Value>();
        const visible = bindingAll(names, values);
        for (const { name, item, logic } of entries) {
          const value = logic.evaluate(visible, evaluation);
          if (name === null) return value;
          values.set(name, conformed(value, item, `The entry "${name}"`, evaluation));
        }
        return contextOf(values);
      },
    };
  },
});
