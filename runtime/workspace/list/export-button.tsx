/** Takes the whole list along as a file. */
import { ActionIcon, Tooltip } from '@mantine/core';
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
    <Tooltip label={t('list.export.title')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={t('list.export.title')}
        loading={file.busy}
        onClick={() => file.run()}
      >
        <IconDownload size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
