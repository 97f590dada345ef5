/**
 * A process as its author drew it, with the steps that were done, where it stands and what was cancelled. Drawn by bpmn-js in a
 * chunk of its own; the bpmn.io mark stays visible, as its licence asks.
 */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { getProcessModel } from '#api/processes.ts';
import { useApi } from './api.tsx';
import { useText } from './i18n.tsx';
import { ProblemNotice } from './problem.tsx';
import classes from './process/process.module.css';

const Canvas = lazy(async () => ({ default: (await import('./process/process-canvas.tsx')).ProcessCanvas }));

export interface Marks {
  readonly done: readonly string[];
  readonly current: readonly string[];
  readonly failed?: readonly string[];
  readonly flows: readonly string[];
}

export interface ProcessPictureProps {
  readonly process: string;
  readonly version: number;
  /** What is read out for the picture. */
  readonly label: string;
  readonly marks?: Marks;
  readonly height?: number;
  readonly onElement?: (id: string) => void;
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
  const model = useQuery({
    queryKey: ['processes', 'model', process, version],
    queryFn: () => client.call(getProcessModel, { params: { key: process, version: String(version) } }),
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (model.isError) return <ProblemNotice error={model.error} onRetry={() => void model.refetch()} />;
  return (
    <figure className={classes.figure} aria-label={label}>
      <Suspense fallback={<Skeleton height={height} />}>
        {model.data ? (
          <Canvas xml={model.data} marks={marks} height={height} onElement={onElement} />
        ) : (
          <Skeleton height={height} />
        )}
      </Suspense>
      {marks && (
        <figcaption className={classes.legend}>
          <span data-mark="done">{t('ui.process.done')}</span>
          <span data-mark="current">{t('ui.process.current')}</span>
          <span>{t('ui.process.future')}</span>
        </figcaption>
      )}
    </figure>
  );
}
