/** A deed on many instances: first what would happen to each, without effect; then carried out in the background, with its progress. */
import { Button, Modal, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createBatch, type NewBatch, previewBatch } from '#api/batches.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { BatchPreview } from './batch-preview.tsx';
import { BatchProgress } from './batch-progress.tsx';
import classes from './operations.module.css';
import { batchQuery } from './operations-data.ts';

export type BatchTarget = NewBatch;

export interface BatchDialogProps {
  readonly target: BatchTarget;
  /** Null for what needs no word: events beside the work of what is named. */
  readonly nameOf?: (element: string) => string | null;
  /** What instances are called, as far as it is known. */
  readonly titles?: ReadonlyMap<string, string>;
  readonly onClose: (done: boolean) => void;
}

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
  const progress = useQuery({ ...batchQuery(client, id ?? ''), enabled: id !== undefined });
  const batch = progress.data?.batch ?? begin.data;
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
            <BatchPreview items={items} nameOf={nameOf} renewal={target.operation} />
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
          <BatchProgress batch={batch} refusals={progress.data?.refusals ?? []} titles={titles} />
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
