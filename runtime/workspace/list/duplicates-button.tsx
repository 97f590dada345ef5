/** The way to the work list of records that look alike; only while there are any. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { listDuplicates } from '#api/records.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';

export function DuplicatesButton({ entity }: { readonly entity: string }) {
  const t = useText();
  const client = useApi();
  const { data } = useQuery({
    queryKey: ['duplicates', entity, 'any'],
    queryFn: () => client.call(listDuplicates, { params: { entity }, query: { limit: 1 } }),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Tooltip label={t('duplicates.title')}>
      <ActionIcon
        component={Link}
        href={`/records/${entity}/duplicates`}
        variant="subtle"
        color="gray"
        size={32}
        aria-label={t('duplicates.title')}
      >
        <IconCopyCheck size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
