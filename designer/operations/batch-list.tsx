/** Deeds on many instances, the latest fifty: what, who, when, how far; one opens with what was refused. */
import { Modal, Skeleton, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Batch } from '#api/batches.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Pill } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { DataTable } from '../kit/data-table.tsx';
import { BatchProgress } from './batch-progress.tsx';
import classes from './operations.module.css';
import { batchesQuery, batchQuery } from './operations-data.ts';

export function BatchList() {
  const t = useText();
  const format = useFormat();
  const found = useQuery(batchesQuery(useApi()));
  const [opened, open] = useState<Batch | null>(null);
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Skeleton height={240} />;
  if (found.data.items.length === 0)
    return (
      <EmptyState title={t('design.operations.noBatches')} text={t('design.operations.noBatchesText')} />
    );
  return (
    <>
      <DataTable
        head={
          <>
            <th scope="col">{t('design.operations.batch')}</th>
            <th scope="col">{t('design.operations.by')}</th>
            <th scope="col" data-number>
              {t('design.operations.doneOf')}
            </th>
            <th scope="col" data-number>
              {t('design.operations.refused')}
            </th>
            <th scope="col" data-wide>
              {t('ui.instance.started')}
            </th>
          </>
        }
      >
        {found.data.items.map((batch) => (
          <tr key={batch.id}>
            <td>
              <UnstyledButton className={classes.name} onClick={() => open(batch)}>
                {t(`design.operations.deed.${batch.operation.type}`)}
              </UnstyledButton>{' '}
              {batch.endedAt === null && <Pill tone="accent">{t('design.operations.runs')}</Pill>}
            </td>
            <td>{batch.by?.name}</td>
            <td data-number>
              {format.number(batch.done)} / {format.number(batch.total)}
            </td>
            <td data-number data-bad={batch.refused > 0}>
              {format.number(batch.refused)}
            </td>
            <td data-wide>{format.when(batch.createdAt)}</td>
          </tr>
        ))}
      </DataTable>
      {opened && <BatchDetails batch={opened} onClose={() => open(null)} />}
    </>
  );
}

// helpers //////////

function BatchDetails({ batch, onClose }: { readonly batch: Batch; readonly onClose: () => void }) {
  const t = useText();
  const found = useQuery(batchQuery(useApi(), batch.id));
  return (
    <Modal opened onClose={onClose} title={t(`design.operations.deed.${batch.operation.type}`)} size="lg">
      {found.isError && <ProblemNotice error={found.error} />}
      <BatchProgress batch={found.data?.batch ?? batch} refusals={found.data?.refusals ?? []} />
    </Modal>
  );
}
