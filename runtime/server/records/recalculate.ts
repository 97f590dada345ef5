/** Calculates a field of old records anew, a part at a time: for formulas and sums that a release has brought or changed. */
import { nextIdsSql } from '#metadata/rows.ts';
import { systemPrincipal } from '../auth/principal.ts';
import type { Cause } from '../cause.ts';
import { type Ground, tell } from './ground.ts';
import { recalculate } from './stages/calculate.ts';

/** Records a transaction holds at a time. */
const PART = 500;

export async function recalculateNext(
  ground: Ground,
  entity: string,
  field: string,
  after: string | null,
  cause: Cause,
): Promise<{ last: string | null; count: number }> {
  return ground.within(undefined, async (tx, live) => {
    const of = live.registry.entities.get(entity);
    const calculated = of?.fields.get(field);
    // A later release may have taken it away again.
    if (!of || !(calculated?.formula || calculated?.rollup)) return { last: null, count: 0 };
    const { rows } = await tx.query<{ id: string }>(nextIdsSql(of, PART), [after]);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return { last: null, count: 0 };
    const { unit } = await ground.unit(tx, live, systemPrincipal(), { cause }, (begun) =>
      recalculate(begun, of, [field], ids),
    );
    tell(unit, ground);
    return { last: ids.at(-1)!, count: ids.length };
  });
}
