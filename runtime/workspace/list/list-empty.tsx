/** In the place of a list without records: what to do about it. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Entity } from '#metadata/registry.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { useLabel } from '#ui/model.ts';
import type { ChangeList, ListSearch } from './list-search.ts';

export interface ListEmptyProps {
  readonly entity: Entity;
  readonly search: ListSearch;
  readonly onSearch: ChangeList;
  /** Where a record is made; null where the person may not. */
  readonly create: string | null;
  readonly mayImport: boolean;
}

export function ListEmpty({ entity, search, onSearch, create, mayImport }: ListEmptyProps) {
  const t = useText();
  const label = useLabel();
  const narrowed = search.search !== undefined || search.where !== undefined;
  const plural = label(entity.plural ?? entity.label, entity.key);
  if (narrowed) {
    return (
      <EmptyState
        title={t('list.empty.notFound')}
        action={
          <Button onClick={() => onSearch({ ...search, search: undefined, where: undefined })}>
            {t('list.empty.showAll')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      title={t('list.empty.title', { what: plural })}
      text={entity.description === undefined ? undefined : label(entity.description, '')}
      action={
        create && (
          <Button
            component={Link}
            href={create}
            size="md"
            variant="filled"
            leftSection={<IconPlus size={16} />}
          >
            {t('ui.record.new', { what: label(entity.label, entity.key) })}
          </Button>
        )
      }
      more={mayImport && <Link href={`/records/${entity.key}/import`}>{t('list.empty.import')}</Link>}
    />
  );
}
