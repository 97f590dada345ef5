/**
 * Saving one cell: the new value stands in the list at once and goes back when the server refuses it. What somebody else changed
 * meanwhile in other fields does not matter; for the same field the person is asked. A stage asks for what it requires.
 */
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { Problem } from '#api/client.ts';
import { type RecordList, type RecordValues, updateRecord } from '#api/records.ts';
import type { Field } from '#metadata/field.ts';
import type { FormValues } from '#metadata/form.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useApi } from '#ui/api.tsx';
import { sameSent, sentValue } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { useLabel } from '#ui/model.ts';
import { useProblemText } from '#ui/problem.tsx';
import { type Conflict, RecordConflict } from '#ui/record-conflict.tsx';
import { recordQuery } from '#ui/records.ts';
import { useRegistry } from '#ui/registry.ts';
import { useStageMove } from '#ui/stage-move.tsx';
import { toast } from '#ui/toast.tsx';
import { useAsking } from '#ui/use-asking.tsx';
import { withValues } from './with-values.ts';

export interface CellSave {
  /** Resolves to why it was refused; null when it is done, or when the person is asked. */
  save(record: RecordValues, field: Field, value: Json): Promise<string | null>;
  /** Takes back the cell changed last. */
  undo(): void;
  /** Dialogs; drawn by who saves. */
  readonly element: ReactNode;
}

interface Change {
  readonly id: string;
  readonly field: Field;
  readonly from: Json;
}

/** As often somebody else may be faster. */
const ANEW = 3;
/** Changes that can be taken back. */
const KEPT = 50;

export function useCellSave(entity: Entity): CellSave {
  const t = useText();
  const label = useLabel();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const asking = useAsking();
  const registry = useRegistry();
  const stage = [...entity.fields.values()].find((field) => field.type.stages);
  const { move, element: stageDialog } = useStageMove(entity, stage);
  const done = useRef<Change[]>([]);
  const [conflict, setConflict] = useState<(Conflict & { readonly record: RecordValues }) | null>(null);

  const show = (id: string, values: Readonly<Record<string, unknown>>) =>
    queries.setQueriesData<InfiniteData<RecordList>>(
      { queryKey: ['records', entity.key, 'list'], predicate: ({ state }) => hasPages(state.data) },
      (data) => data && withValues(data, id, values, entity),
    );
  const fresh = (id: string) => queries.fetchQuery({ ...recordQuery(client, entity.key, id), staleTime: 0 });
  const isSame = (field: Field, a: unknown, b: unknown) => sameSent(field, a as Json, b as Json, registry);

  /** False: the person thought better of it at a warning. */
  async function send(record: RecordValues, field: Field, value: Json, version: number): Promise<boolean> {
    const { id } = record;
    const values = { [field.key]: sentValue(field, value, registry) };
    for (let on = version, attempt = 1; ; attempt += 1) {
      try {
        const params = { entity: entity.key, id };
        const body = { version: on, values };
        const saved = await asking((ask) => client.call(updateRecord, { params, body: { ...body, ask } }));
        if (!saved) return false;
        show(id, saved);
        recordsChanged(queries, entity.key, [id]);
        return true;
      } catch (error) {
        if (!isStale(error) || attempt === ANEW) throw error;
        const theirs = await fresh(id);
        on = theirs.version;
        if (isSame(field, record[field.key], theirs[field.key])) continue;
        show(id, theirs);
        if (isSame(field, value, theirs[field.key])) return true;
        setConflict({
          items: [{ path: field.key, field, label: field.label }],
          original: record as unknown as FormValues,
          mine: { [field.key]: value },
          theirs: theirs as unknown as FormValues,
          record: theirs,
        });
        return true;
      }
    }
  }

  /** Why it was refused; null when it is done, false when the person thought better of it. */
  async function put(record: RecordValues, field: Field, value: Json): Promise<string | null | false> {
    show(record.id, { [field.key]: value });
    try {
      if (await send(record, field, value, record.version)) return null;
      show(record.id, { [field.key]: record[field.key] });
      return false;
    } catch (error) {
      show(record.id, { [field.key]: record[field.key] });
      const [only] = error instanceof Problem ? error.errors : [];
      if (!only) return sentence(error);
      const name = label(field.label, field.key);
      return sentence.of(only.code, { ...only.params, field: name }, only.message);
    }
  }

  return {
    async save(record, field, value) {
      const from = (record[field.key] ?? null) as Json;
      if (isSame(field, from, value)) return null;
      if (field === stage) {
        // What the stage requires may stand in fields that the list does not show.
        const now = await fresh(record.id);
        if (isSame(field, from, now[field.key])) await move(now, String(value));
        else toast(t('list.cell.changed', { field: label(field.label, field.key) }));
        return null;
      }
      const refused = await put(record, field, value);
      if (refused === null) done.current = [...done.current, { id: record.id, field, from }].slice(-KEPT);
      return refused || null;
    },
    undo() {
      const last = done.current.pop();
      if (!last) return;
      void fresh(last.id)
        .then((record) => put(record, last.field, last.from))
        .then(
          (refused) =>
            refused !== false &&
            toast(refused ?? t('list.cell.undone', { field: label(last.field.label, last.field.key) })),
          (error) => toast(sentence(error)),
        );
    },
    element: (
      <>
        {stageDialog}
        {conflict && (
          <RecordConflict
            conflict={conflict}
            onCancel={() => setConflict(null)}
            onResolve={(mine) => {
              setConflict(null);
              const [item] = conflict.items;
              if (!item || !mine.includes(item.path)) return;
              void put(conflict.record, item.field, conflict.mine[item.path] ?? null).then(
                (refused) => refused && toast(refused, { stay: true }),
              );
            }}
          />
        )}
      </>
    ),
  };
}

// helpers //////////

function hasPages(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'pages' in data;
}

function isStale(error: unknown): boolean {
  return (
    error instanceof Problem &&
    (error.status === 409 || error.status === 412) &&
    error.code === 'version_conflict'
  );
}
