/** How far a batch has come, and which instances were refused and why. */
import { Progress } from '@mantine/core';
import type { Batch, BatchDetail } from '#api/batches.ts';
import { useText } from '#ui/i18n.tsx';
import classes from './operations.module.css';

export interface BatchProgressProps {
  readonly batch: Batch;
  readonly refusals: BatchDetail['refusals'];
  /** What instances are called, as far as it is known. */
  readonly titles?: ReadonlyMap<string, string> | undefined;
}

export function BatchProgress({ batch, refusals, titles }: BatchProgressProps) {
  const t = useText();
  const { total, done, refused, endedAt, operation } = batch;
  return (
    <>
      <Progress
        aria-label={t(`design.operations.deed.${operation.type}`)}
        value={total === 0 ? 100 : (done / total) * 100}
        color={refused > 0 ? 'warn' : undefined}
      />
      <p className={classes.lead} role="status">
        {t(endedAt === null ? 'design.operations.batchRuns' : 'design.operations.batchOver', {
          done: done - refused,
          total,
          refused,
        })}
      </p>
      {endedAt === null && <p className={classes.hint}>{t('design.operations.mayLeave')}</p>}
      <ul className={classes.refusals}>
        {refusals.map(({ instance, message }) => (
          <li key={instance}>
            <b>{titles?.get(instance) ?? instance.slice(-12)}</b> {message}
          </li>
        ))}
      </ul>
    </>
  );
}
