/** A deployed version of a process as its author drew it, with the steps that were done, where it stands and what was cancelled. */
import { Skeleton } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Client } from '#api/client.ts';
import { getProcessModel } from '#api/processes.ts';
import { useApi } from './api.tsx';
import { useText } from './i18n.tsx';
import { ProblemNotice } from './problem.tsx';
import classes from './process/process.module.css';
import { type Marks, ProcessDrawing } from './process-drawing.tsx';

export interface ProcessPictureProps {
  readonly process: string;
  readonly version: number;
  /** What is read out for the picture. */
  readonly label: string;
  readonly marks?: Marks;
  readonly height?: number;
  readonly onElement?: (id: string) => void;
}

/** The BPMN text of a version, which never changes. */
export function modelTextQuery(client: Client, process: string, version: number) {
  return queryOptions({
    queryKey: ['processes', 'model', process, version],
    queryFn: () => client.call(getProcessModel, { params: { key: process, version: String(version) } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function ProcessPicture({
  process,
  version,
  label,
  marks,
  height = 240,
  onElement,
}: ProcessPictureProps) {
  const t = useText();
  const client = useApi();
  const model = useQuery(modelTextQuery(client, process, version));
  if (model.isError) return <ProblemNotice error={model.error} onRetry={() => void model.refetch()} />;
  return (
    <>
      {model.data ? (
        <ProcessDrawing xml={model.data} label={label} marks={marks} height={height} onElement={onElement} />
      ) : (
        <Skeleton height={height} />
      )}
      {marks && (
        <p className={classes.legend}>
          <span data-mark="done">{t('ui.process.done')}</span>
          <span data-mark="current">{t('ui.process.current')}</span>
          <span>{t('ui.process.future')}</span>
        </p>
      )}
    </>
  );
}
