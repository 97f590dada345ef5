/**
 * What an entity warns of: checks and duplicates with `on_save: warn`. Only where somebody can answer (`ask`): the write is
 * refused with what there is to consider, and saved when it is sent again without asking.
 */
import { Rejection } from '../../rejection.ts';
import type { Unit } from '../unit.ts';
import { failedChecks } from './checks.ts';
import { lookalikes } from './duplicates.ts';

export async function warnings(unit: Unit): Promise<void> {
  if (!unit.ask) return;
  const found = [...(await failedChecks(unit, 'warn')), ...(await lookalikes(unit, 'warn'))];
  if (found.length === 0) return;
  const errors = found.map(({ error }) => error);
  const message = `${errors.map((error) => error.message).join(' ')} To save it all the same send it without "ask".`;
  throw new Rejection({ status: 409, code: 'to_confirm', message, errors });
}
