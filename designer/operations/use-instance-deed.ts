/** A deed on one instance: afterwards everything about instances is read anew; what is refused is told. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useText } from '#ui/i18n.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';

export type InstanceDeed = ReturnType<typeof useInstanceDeed>;

export function useInstanceDeed(id: string) {
  const t = useText();
  const queries = useQueryClient();
  const sentence = useProblemText();
  return useMutation({
    mutationFn: (deed: () => Promise<unknown>) => deed(),
    onSuccess: () => toast(t('design.operations.done')),
    onError: (error) => toast(sentence(error), { stay: true }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['instances', 'one', id] });
      void queries.invalidateQueries({ queryKey: ['instances'] });
    },
  });
}
