/**
 * Saving a record's form: only what was changed is sent, with the version it was changed on. When somebody else was faster,
 * changes to other fields are put together by themselves; for the same field the person is asked.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Problem } from '#api/client.ts';
import { type RecordValues, updateRecord } from '#api/records.ts';
import type { FormValues } from '#metadata/form.ts';
import { useApi } from './api.tsx';
import { changedByBoth, type FormHandle } from './form.tsx';
import { useText } from './i18n.tsx';
import { recordsChanged } from './live-data.tsx';
import { useProblemText } from './problem.tsx';
import { type Conflict, RecordConflict } from './record-conflict.tsx';
import { recordQuery } from './records.ts';
import { useRegistry } from './registry.ts';
import { toast } from './toast.tsx';
import { useAsking } from './use-asking.tsx';

export interface RecordSave {
  save(): void;
  readonly busy: boolean;
  /** The conflict dialog; drawn by who saves. */
  readonly element: ReactNode;
}

const ANEW = 3;

export function useRecordSave(
  entity: string,
  form: FormHandle,
  onSaved?: (record: RecordValues) => void,
): RecordSave {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const registry = useRegistry();
  const asking = useAsking();
  const [conflict, setConflict] = useState<(Conflict & { readonly record: RecordValues }) | null>(null);
  const id = String(form.original.id);
  const saved = (record: RecordValues) => {
    queries.setQueryData(['records', entity, 'one', id], record);
    recordsChanged(queries, entity, [id]);
    form.rebase(record as unknown as FormValues);
    toast(t('ui.record.saved'));
    onSaved?.(record);
  };
  const send = useMutation({
    async mutationFn({ version: began, values }: { version: number; values: Record<string, unknown> }) {
      let on = began;
      for (let attempt = 1; ; attempt += 1) {
        try {
          const version = on;
          return await asking((ask) =>
            client.call(updateRecord, { params: { entity, id }, body: { version, values, ask } }),
          );
        } catch (error) {
          if (!isStale(error) || attempt === ANEW) throw error;
          const record = await queries.fetchQuery({ ...recordQuery(client, entity, id), staleTime: 0 });
          const theirs = record as unknown as FormValues;
          const sides = { original: form.original, mine: form.values, theirs };
          const items = changedByBoth(form.changed, sides, registry);
          if (items.length > 0) {
            setConflict({ items, ...sides, record });
            return null;
          }
          on = record.version;
        }
      }
    },
    onSuccess: (record) => record && saved(record),
    onError: (error) => {
      toast(form.refuse(error) ? t('ui.form.mend') : sentence(error), { stay: true });
    },
  });
  return {
    save() {
      if (send.isPending || form.changed.length === 0) return;
      if (form.check()) send.mutate({ version: Number(form.original.version), values: form.changes() });
      else toast(t('ui.form.mend'));
    },
    busy: send.isPending,
    element: conflict && (
      <RecordConflict
        conflict={conflict}
        onCancel={() => setConflict(null)}
        onResolve={(mine) => {
          setConflict(null);
          const given = new Set(
            conflict.items.map(({ path }) => path).filter((path) => !mine.includes(path)),
          );
          const kept = Object.entries(form.changes()).filter(([path]) => !given.has(path));
          if (kept.length > 0)
            send.mutate({ version: conflict.record.version, values: Object.fromEntries(kept) });
          else saved(conflict.record);
        }}
      />
    ),
  };
}

// helpers //////////

function isStale(error: unknown): boolean {
  return (
    error instanceof Problem &&
    (error.status === 409 || error.status === 412) &&
    error.code === 'version_conflict'
  );
}
