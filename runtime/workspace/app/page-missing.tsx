/** What the workspace shows where there is no page. */
import { Button } from '@mantine/core';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';

export function PageMissing() {
  const t = useText();
  return (
    <EmptyState
      title={t('app.missing.title')}
      text={t('app.missing.text')}
      action={
        <Button component={Link} href="/" size="md" variant="filled">
          {t('app.missing.home')}
        </Button>
      }
    />
  );
}
