/** Takes the whole list along as a file. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useExport } from './use-export.ts';
import type { Asked } from './use-list.ts';

export function ExportButton({ entity, asked }: { readonly entity: Entity; readonly asked: Asked }) {
  const t = useText();
  const file = useExport(entity, asked);
  if (!file) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('list.export.title')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t('list.export.title')}
            loading={file.busy}
          >
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => file.run('xlsx')}>{t('list.export.xlsx')}</Menu.Item>
        <Menu.Item onClick={() => file.run('csv')}>{t('list.export.csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
