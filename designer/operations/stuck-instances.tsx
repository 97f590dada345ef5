/** Instances of all processes that wait for an operator because of an incident. */
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { operatedInstanceAddress, operationsAddress } from '../draft/addresses.ts';
import { DataTable } from '../kit/data-table.tsx';
import classes from './operations.module.css';
import { stuckQuery } from './operations-data.ts';

export function StuckInstances() {
  const t = useText();
  const format = useFormat();
  const found = useInfiniteQuery(stuckQuery(useApi()));
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Skeleton height={240} />;
  if (items.length === 0)
    return (
      <EmptyState title={t('design.operations.noneStuck')} text={t('design.operations.noneStuckText')} />
    );
  return (
    <>
      <DataTable
        head={
          <>
            <th scope="col">{t('design.operations.instance')}</th>
            <th scope="col">{t('design.kind.process.one')}</th>
            <th scope="col" data-number>
              {t('design.operations.incidents')}
            </th>
            <th scope="col" data-wide>
              {t('ui.instance.started')}
            </th>
          </>
        }
      >
        {items.map(({ id, process, record, businessKey, incidents, startedAt }) => (
          <tr key={id}>
            <td>
              <Link href={operatedInstanceAddress(process.key, id)} className={classes.name}>
                {record?.title || businessKey || id.slice(-12)}
              </Link>
            </td>
            <td>
              <Link href={operationsAddress(process.key)}>{process.name}</Link>
            </td>
            <td data-number data-bad="true">
              {format.number(incidents)}
            </td>
            <td data-wide>{format.when(startedAt)}</td>
          </tr>
        ))}
      </DataTable>
      {found.hasNextPage && (
        <Button mt={12} loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('ui.list.more')}
        </Button>
      )}
    </>
  );
}
