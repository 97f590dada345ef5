/** What a page of the designer is when it is not for this person, could not be fetched, or is not there. */
import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Problem } from '#api/client.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { PageProblem } from '#ui/page-states.tsx';
import { HOME } from '../draft/addresses.ts';

export function DesignProblem(props: ErrorComponentProps) {
  const t = useText();
  const { error } = props;
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
  return <PageProblem {...props} />;
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
