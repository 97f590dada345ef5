/** "Start process" with the processes that are about records of this entity. */
import { Button, Menu } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { listProcesses } from '#api/processes.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';

export function StartForRecord({ entity, id }: { readonly entity: string; readonly id: string }) {
  const t = useText();
  const client = useApi();
  const { data } = useQuery({ queryKey: ['processes', 'list'], queryFn: () => client.call(listProcesses) });
  const fitting = (data?.items ?? []).filter((process) => process.mayStart && process.entity === entity);
  if (fitting.length === 0) return null;
  return (
    <Menu>
      <Menu.Target>
        <Button leftSection={<IconPlayerPlay size={16} />}>{t('record.start')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {fitting.map(({ key, name }) => (
          <Menu.Item
            key={key}
            component={Link}
            href={`/start/${encodeURIComponent(key)}?record=${encodeURIComponent(`${entity}/${id}`)}`}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
