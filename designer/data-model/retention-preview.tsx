/** What a rule of retention, as it stands here, would be about at this moment: asked of the live records, nothing is kept. */
import { Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { tryRetention } from '#api/retention.ts';
import { useApi } from '#ui/api.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { DueRecords } from '../kit/due-records.tsx';
import type { RetentionRule } from './retention-content.ts';

/** Milliseconds without a change before the server is asked. */
const PAUSE = 300;

export function RetentionPreview({
  entity,
  rule,
}: {
  readonly entity: string;
  readonly rule: RetentionRule;
}) {
  const client = useApi();
  const [asked] = useDebouncedValue(JSON.stringify(rule), PAUSE);
  const tried = useQuery({
    queryKey: ['retention', 'tried', entity, asked],
    queryFn: () => client.call(tryRetention, { params: { entity }, body: { rule: JSON.parse(asked) } }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  if (tried.error) return <ProblemNotice error={tried.error} onRetry={() => void tried.refetch()} />;
  return tried.data ? <DueRecords entity={entity} found={tried.data} /> : <Loader size="xs" />;
}
