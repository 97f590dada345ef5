/** The groups of a list with their counts and totals, and which of them are closed. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { useFormat } from '#ui/i18n.tsx';
import { recordGroupsQuery } from '#ui/records.ts';
import { groupingText, outside, type RecordGroup, valueKey } from './grouping.ts';
import { type Asked, figuresOf, withCondition } from './use-list.ts';

export interface Groups {
  /** Undefined while they are not known, or where the list has none. */
  readonly groups: readonly RecordGroup[] | undefined;
  readonly closed: ReadonlySet<string>;
  toggle(key: string): void;
  /** The question without the records of closed groups. */
  readonly asked: Asked;
  readonly error: unknown;
}

/** More groups than anybody looks through; the records behind them are listed all the same. */
const MOST = 2000;

export function useGroups(entity: Entity, asked: Asked): Groups {
  const client = useApi();
  const { timeZone } = useFormat();
  const { grouping } = asked;
  const name = grouping ? groupingText(grouping) : null;
  const [shut, setShut] = useState<{ readonly name: string | null; readonly keys: ReadonlySet<string> }>(
    NONE,
  );
  const closed = shut.name === name ? shut.keys : NONE.keys;
  const question = {
    ...asked.query,
    group: [grouping?.by ? { field: grouping.path, by: grouping.by } : (grouping?.path ?? '')],
    aggregate: figuresOf(asked),
    limit: MOST,
  };
  const { data, error } = useQuery({
    ...recordGroupsQuery(client, entity.key, question),
    enabled: grouping !== null,
  });
  const groups = useMemo(
    () =>
      grouping && data
        ? data.items.map((row): RecordGroup => {
            const value = row[grouping.path] ?? null;
            return { key: valueKey(value), value, count: Number(row.count), figures: row };
          })
        : undefined,
    [grouping, data],
  );
  const open = useMemo(() => {
    if (!grouping || !groups || closed.size === 0) return asked;
    const left = outside(
      groups.filter(({ key }) => closed.has(key)),
      grouping,
      timeZone,
    );
    return left.length > 0 ? { ...asked, query: withCondition(asked.query, left) } : asked;
  }, [asked, grouping, groups, closed, timeZone]);
  return {
    groups,
    closed,
    toggle(key) {
      const keys = new Set(closed);
      if (!keys.delete(key)) keys.add(key);
      setShut({ name, keys });
    },
    asked: open,
    error,
  };
}

// helpers //////////

const NONE = { name: null, keys: new Set<string>() };
