/** What happened in the process so far, latest first, in words. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '#ui/api.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { ProcessHistory } from '#ui/process-history.tsx';
import { instanceHistoryQuery } from '#ui/process-view.tsx';

export function TaskHistory({ instance }: { readonly instance: string }) {
  const history = useQuery(instanceHistoryQuery(useApi(), instance));
  if (history.isError) return <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Skeleton height={160} />;
  return <ProcessHistory entries={history.data.items} />;
}
