/** SQL of potik.counter: the last number given in each series. */
import type { Queryable } from '../db/database.ts';

/** Takes `count` numbers and gives the first of them. Others who want one of the series wait for this transaction. */
export async function nextNumbers(
  tx: Queryable,
  { entity, field, series }: { entity: string; field: string; series: string },
  count: number,
  start: number,
): Promise<number> {
  const { rows } = await tx.query<{ value: number }>(
    {
      name: 'next-numbers',
      text: `insert into potik.counter (entity, field, series, value) values ($1, $2, $3, $5::bigint + $4 - 1)
             on conflict (entity, field, series) do update set value = counter.value + $4 returning value`,
    },
    [entity, field, series, count, start],
  );
  return rows[0]!.value - count + 1;
}
