/** Takes back what was done with many records, or a merge; says what was left because it was changed since. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { undoDeed } from '#api/records.ts';
import { useApi } from './api.tsx';
import { useText } from './i18n.tsx';
import { recordsChanged } from './live-data.tsx';
import { useProblemText } from './problem.tsx';
import { toast } from './toast.tsx';

export function useUndo(entity: string): (journal: string) => void {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const { mutate } = useMutation({
    mutationFn: (journal: string) => client.call(undoDeed, { params: { journal } }),
    onSuccess({ restored, kept }) {
      recordsChanged(queries, entity);
      void queries.invalidateQueries({ queryKey: ['duplicates'] });
      const names = kept
        .map(({ title }) => title)
        .slice(0, 5)
        .join(', ');
      if (kept.length > 0)
        toast(t('ui.undo.some', { count: restored, kept: kept.length, names }), { stay: true });
      else toast(t('ui.undo.done'));
    },
    onError: (error) => toast(sentence(error), { stay: true }),
  });
  return mutate;
}
