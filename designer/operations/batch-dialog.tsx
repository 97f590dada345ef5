/** A deed on many instances: first what would happen to each, without effect; then carried out in the background, with its progress. */
import { Button, Modal, Progress, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createBatch, getBatch, type NewBatch, previewBatch } from '#api/batches.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { DataTable } from '../kit/data-table.tsx';
import classes from './operations.module.css';

export type BatchTarget = NewBatch;

export interface BatchDialogProps {
  readonly target: BatchTarget;
  readonly nameOf?: (element: string) => string;
  /** What instances are called, as far as it is known. */
  readonly titles?: ReadonlyMap<string, string>;
  readonly onClose: (done: boolean) => void;
}

/** Lines of a preview or result that are shown. */
const SHOWN = 100;

export function BatchDialog({ target, nameOf = (id) => id, titles, onClose }: BatchDialogProps) {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const { type } = target.operation;
  const preview = useQuery({
    queryKey: ['batches', 'preview', target],
    queryFn: () => client.call(previewBatch, { body: target }),
    gcTime: 0,
  });
  const begin = useMutation({ mutationFn: () => client.call(createBatch, { body: target }) });
  const id = begin.data?.id;
  const progress = useQuery({
    queryKey: ['batches', 'one', id],
    queryFn: () => client.call(getBatch, { params: { id: id as string } }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.batch.endedAt ? false : 500),
  });
  const batch = progress.data?.batch ?? begin.data;
  const over = batch?.endedAt != null;
  const close = () => {
    if (batch) void queries.invalidateQueries({ queryKey: ['instances'] });
    onClose(batch !== undefined);
  };
  const { total = 0, examined = 0, possible = 0, items = [] } = preview.data ?? {};
  const verb = t(`design.operations.deed.${type}`);
  return (
    <Modal opened onClose={close} title={verb} size="lg">
      {preview.isError && <ProblemNotice error={preview.error} />}
      {begin.isError && <ProblemNotice error={begin.error} />}
      {preview.isPending && <Skeleton height={120} />}
      {preview.data && !batch && (
        <>
          <p className={classes.lead} role="status">
            {t('design.operations.wouldDo', { count: total, possible, examined })}
          </p>
          {total > examined && (
            <p className={classes.hint}>{t('design.operations.examinedOnly', { count: examined })}</p>
          )}
          <div className={classes.preview}>
            <DataTable
              head={
                <>
                  <th scope="col">{t('design.operations.instance')}</th>
                  <th scope="col">{t('design.operations.standsAt')}</th>
                  <th scope="col">{t('design.operations.would')}</th>
                </>
              }
            >
              {[...items]
                .sort((a, b) => Number(a.message === null) - Number(b.message === null))
                .slice(0, SHOWN)
                .map(({ instance, businessKey, at, message }) => (
                  <tr key={instance}>
                    <td>{titles?.get(instance) ?? businessKey ?? instance.slice(-12)}</td>
                    <td>{at.map(nameOf).join(', ')}</td>
                    <td data-bad={message !== null}>{message ?? t('design.operations.possible')}</td>
                  </tr>
                ))}
            </DataTable>
          </div>
          <div className={classes.dialogFoot}>
            <Button onClick={close}>{t('ui.action.cancel')}</Button>
            <Button
              variant="filled"
              color={type === 'cancel' || type === 'delete' ? 'bad' : undefined}
              disabled={possible === 0}
              loading={begin.isPending}
              onClick={() => begin.mutate()}
            >
              {verb}
            </Button>
          </div>
        </>
      )}
      {batch && (
        <>
          <Progress
            aria-label={verb}
            value={batch.total === 0 ? 100 : (batch.done / batch.total) * 100}
            color={batch.refused > 0 ? 'warn' : undefined}
          />
          <p className={classes.lead} role="status">
            {t(over ? 'design.operations.batchOver' : 'design.operations.batchRuns', {
              done: batch.done - batch.refused,
              total: batch.total,
              refused: batch.refused,
            })}
          </p>
          {!over && <p className={classes.hint}>{t('design.operations.mayLeave')}</p>}
          <ul className={classes.refusals}>
            {(progress.data?.refusals ?? []).map(({ instance, message }) => (
              <li key={instance}>
                <b>{titles?.get(instance) ?? instance.slice(-12)}</b> {message}
              </li>
            ))}
          </ul>
          <div className={classes.dialogFoot}>
            <Button variant="filled" onClick={close}>
              {t('design.close')}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
