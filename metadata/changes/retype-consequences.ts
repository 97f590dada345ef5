/** What follows where a field's values are rewritten: by another type, by other limits, by a formula that takes their place. */
import { keptValues } from '../ddl/kept.ts';
import { replacedByCalculation } from '../ddl/retype.ts';
import { type Consequence, consequence, type Facts, type Subject } from './change-kind.ts';

export function retypeConsequences({ old, now, was, is, retyped }: Subject, facts: Facts): Consequence[] {
  if (!retyped) return [];
  const count = facts.values(now.key, is.key) ?? 0;
  const lost = facts.lost(now.key, is.key) ?? 0;
  const kept = keptValues(facts.tombstones, old.table, was, is);
  const found: Consequence[] = [];
  if (kept)
    found.push(
      consequence('info', 'values_brought_back', 'Brings back the values that release {release} put aside', {
        release: kept.release,
      }),
    );
  if (count > 0)
    found.push(
      consequence('info', 'rewritten', 'Rewrites {count} values; readers are not blocked', { count }),
    );
  if (lost > 0 && replacedByCalculation(was, is))
    found.push(
      consequence(
        'danger',
        'values_replaced',
        '{count} values give way to calculated ones; they are kept aside for 30 days',
        { count: lost },
      ),
    );
  else if (lost > 0)
    found.push(
      consequence(
        'danger',
        'values_lost',
        '{count} values can not be converted, such as {examples}; they are kept aside for 30 days',
        { count: lost, examples: examplesOf(facts.examples(now.key, is.key)) },
      ),
    );
  return found;
}

// helpers //////////

function examplesOf(values: readonly string[]): string {
  return values.map((value) => `“${value}”`).join(', ') || '…';
}
