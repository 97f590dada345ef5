/** What rules of retention have done, latest first: entries of the audit. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listAudit } from '#api/audit.ts';
import { useApi } from '#ui/api.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { DataTable } from '../kit/data-table.tsx';
import classes from './retention.module.css';

export function RetentionLog() {
  const t = useText();
  const text = useLabelText();
  const format = useFormat();
  const client = useApi();
  const { live } = useDraft();
  const found = useInfiniteQuery({
    queryKey: ['retention', 'log'],
    queryFn: ({ pageParam }) =>
      client.call(listAudit, {
        query: { deeds: 'retention', limit: 20, ...(pageParam && { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const items = found.data?.pages.flatMap((one) => one.items) ?? [];
  if (found.error) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (items.length === 0) return null;
  return (
    <section>
      <h2 className={classes.title}>{t('design.retention.log')}</h2>
      <DataTable
        label={t('design.retention.log')}
        head={
          <>
            <th scope="col">{t('design.audit.at')}</th>
            <th scope="col">{t('design.retention.rule')}</th>
            <th scope="col">{t('design.retention.gone')}</th>
            <th scope="col">{t('design.retention.left')}</th>
          </>
        }
      >
        {items.map(({ id, at, detail }) => {
          const entity = live.entities.get(String(detail.entity));
          const rule = entity?.retention.find(({ key }) => key === detail.rule);
          return (
            <tr key={id}>
              <td>
                <time dateTime={at}>{format.dateTime(at)}</time>
              </td>
              <td>
                {text(entity?.plural ?? entity?.label, String(detail.entity))}:{' '}
                {text(rule?.label, String(detail.rule))}
              </td>
              <td>{format.number(Number(detail.done))}</td>
              <td>{format.number(Number(detail.kept))}</td>
            </tr>
          );
        })}
      </DataTable>
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('ui.list.more')}
        </Button>
      )}
    </section>
  );
}
