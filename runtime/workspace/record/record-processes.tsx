/** The processes about this record: what runs, and what ran. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listInstances } from '#api/instances.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { InstanceList } from '#ui/instance-list.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { StartForRecord } from './start-for-record.tsx';

export function RecordProcesses({ entity, id }: { readonly entity: string; readonly id: string }) {
  const t = useText();
  const client = useApi();
  const found = useQuery({
    queryKey: ['instances', 'list', { record: id }],
    queryFn: () => client.call(listInstances, { query: { record: id, state: 'all', limit: 50 } }),
  });
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton height={140} mt="md" />;
  if (found.data.items.length === 0)
    return (
      <EmptyState small title={t('record.noProcesses')} action={<StartForRecord entity={entity} id={id} />} />
    );
  return <InstanceList items={found.data.items} />;
}
