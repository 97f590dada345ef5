/** Which records of the list are marked. What is no longer listed is no longer marked. */
import { useMemo, useState } from 'react';
import type { RecordValues } from '#api/records.ts';

export interface Selection {
  readonly ids: readonly string[];
  readonly all: boolean;
  has(id: string): boolean;
  toggle(id: string): void;
  toggleAll(): void;
  clear(): void;
}

export function useSelection(records: readonly RecordValues[]): Selection {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    const ids = records.map(({ id }) => id).filter((id) => marked.has(id));
    const all = ids.length > 0 && ids.length === records.length;
    return {
      ids,
      all,
      has: (id) => marked.has(id),
      toggle(id) {
        const next = new Set(ids);
        if (!next.delete(id)) next.add(id);
        setMarked(next);
      },
      toggleAll: () => setMarked(all ? new Set() : new Set(records.map(({ id }) => id))),
      clear: () => setMarked(new Set()),
    };
  }, [records, marked]);
}
