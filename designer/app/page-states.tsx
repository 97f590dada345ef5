/** What a page is while it is fetched, when it could not be, and when there is none. */
import { Button, Skeleton } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Problem } from '#api/client.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { HOME } from '../draft/addresses.ts';
import classes from './page-states.module.css';

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
  const t = useText();
  const router = useRouter();
  if (error instanceof Problem && error.status === 403)
    return (
      <EmptyState
        title={t('design.notYours.title')}
        text={t('design.notYours.text')}
        action={
          <Button component="a" href="/" variant="filled" size="md">
            {t('design.notYours.work')}
          </Button>
        }
      />
    );
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

export function PageMissing() {
  const t = useText();
  return (
    <EmptyState
      title={t('design.missing.title')}
      text={t('design.missing.text')}
      action={
        <Button component={Link} href={HOME} size="md" variant="filled">
          {t('design.missing.home')}
        </Button>
      }
    />
  );
}
