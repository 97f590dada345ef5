/** What a page of either app is while it is fetched, and when it could not be. */
import { Skeleton } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useText } from './i18n.tsx';
import classes from './page-states.module.css';
import { ProblemNotice } from './problem.tsx';

export function PageWaiting() {
  const t = useText();
  return (
    <div className={classes.waiting} role="status" aria-label={t('ui.page.loading')}>
      <Skeleton height={20} width={180} />
      <Skeleton height={32} />
      {[...Array(8).keys()].map((row) => (
        <Skeleton key={row} height={18} width={`${92 - ((row * 7) % 30)}%`} />
      ))}
    </div>
  );
}

export function PageProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ProblemNotice
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
