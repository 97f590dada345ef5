/** Deleting a record: done at once, with "Undo" that brings it back from the recycle bin. */
import { useQueryClient } from '@tanstack/react-query';
import { deleteRecord, type RecordValues, restoreRecord } from '#api/records.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { recordHref } from '#ui/records.ts';
import { toast } from '#ui/toast.tsx';

export function useDeleteRecord(entity: Entity): (record: RecordValues) => void {
  const t = useText();
  const go = useGo();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const params = (id: string) => ({ entity: entity.key, id });
  const bringBack = async ({ id }: RecordValues) => {
    try {
      await client.call(restoreRecord, { params: params(id) });
      recordsChanged(queries, entity.key);
      go(recordHref(entity.key, id));
    } catch (error) {
      toast(sentence(error));
    }
  };
  const remove = async (record: RecordValues) => {
    try {
      await client.call(deleteRecord, {
        params: params(record.id),
        headers: { 'if-match': `"${record.version}"` },
      });
      queries.removeQueries({ queryKey: ['records', entity.key, 'one', record.id] });
      recordsChanged(queries, entity.key);
      go(`/records/${entity.key}`);
      toast(t('record.deleted', { title: String(record.title ?? '') }), {
        action: { label: t('ui.action.undo'), run: () => void bringBack(record) },
      });
    } catch (error) {
      toast(sentence(error), { stay: true });
    }
  };
  return (record) => void remove(record);
}
