/** `not`, and whether all or any of a list are true (DMN 1.5 §10.3.4.2, §10.3.4.4), in three values. */
import type { Value } from '../../../value.ts';
import { ANY, BOOLEAN, listOf } from '../../types.ts';
import { note, type Run, spend } from '../run.ts';
import { type BuiltIn, defineBuiltIn, overload, parameter, rest } from './define.ts';

export const not = defineBuiltIn(
  'not',
  overload<readonly [boolean]>([parameter('negand', BOOLEAN)], BOOLEAN, ([negand]) => !negand),
);

export const all = quantifier('all', false);
export const any = quantifier('any', true);

// helpers //////////

/** One item that is `decisive` decides; else one that is no boolean leaves the result unknown. */
function quantifier(name: string, decisive: boolean): BuiltIn {
  const decide = (items: readonly Value[], run: Run): Value => {
    spend(run, items.length >> 3);
    if (items.includes(decisive)) return decisive;
    return items.every((item) => item === !decisive)
      ? !decisive
      : note(run, `${name}: an item is no boolean.`);
  };
  return defineBuiltIn(
    name,
    overload<readonly [Value[]]>([parameter('list', listOf(ANY))], BOOLEAN, ([list], run) =>
      decide(list, run),
    ),
    overload([rest('list')], BOOLEAN, decide),
  );
}
