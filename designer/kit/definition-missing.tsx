/** The page of a definition that is not there, or not any more. */
import { Button } from '@mantine/core';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { kindAddress } from '../draft/addresses.ts';

export function DefinitionMissing({ kind, name }: { readonly kind: string; readonly name: string }) {
  const t = useText();
  const many = t(`design.kind.${kind}.many`);
  return (
    <Page title={name} crumbs={[{ label: many, href: kindAddress(kind) }]} back={kindAddress(kind)}>
      <EmptyState
        title={t('design.missing.title')}
        text={t('design.missing.text')}
        action={
          <Button component={Link} href={kindAddress(kind)} variant="filled" size="md">
            {many}
          </Button>
        }
      />
    </Page>
  );
}
