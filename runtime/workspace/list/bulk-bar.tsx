/** What can be done with the marked records at once. Deleting is done at once and offers "Undo". */
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowMerge, IconDownload, IconPencil, IconTrash, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bulkRecords } from '#api/records.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import { accessTo, useModel } from '#ui/model.ts';
import { useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import { useUndo } from '#ui/use-undo.ts';
import classes from './bulk-bar.module.css';
import { BulkEdit } from './bulk-edit.tsx';
import { useExport } from './use-export.ts';
import type { Asked } from './use-list.ts';
import type { Selection } from './use-selection.ts';

export interface BulkBarProps {
  readonly entity: Entity;
  readonly asked: Asked;
  readonly selection: Selection;
}

export function BulkBar({ entity, asked, selection }: BulkBarProps) {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const access = accessTo(useModel(), entity.key);
  const [editing, setEditing] = useState(false);
  const params = { entity: entity.key };
  const undo = useUndo(entity.key);
  const remove = useMutation({
    mutationFn: (ids: readonly string[]) =>
      client.call(bulkRecords, { params, body: { deed: 'delete', ids: [...ids] } }),
    onSuccess({ done, failed, journal }) {
      recordsChanged(queries, entity.key);
      selection.clear();
      const [first] = failed;
      toast(
        first
          ? t('list.bulk.someDeleted', { count: done, failed: failed.length, why: first.message })
          : t('list.bulk.deleted', { count: done }),
        {
          stay: first !== undefined,
          ...(journal && { action: { label: t('ui.action.undo'), run: () => undo(journal) } }),
        },
      );
    },
    onError: (error) => toast(sentence(error), { stay: true }),
  });
  const { ids } = selection;
  const file = useExport(entity, asked);
  return (
    <section className={classes.bar} aria-label={t('list.bulk.title')}>
      <b role="status">{t('list.bulk.selected', { count: ids.length })}</b>
      {access.edit !== 'none' && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPencil size={16} />}
          onClick={() => setEditing(true)}
        >
          {t('list.bulk.edit')}
        </Button>
      )}
      {ids.length === 2 && access.edit !== 'none' && access.delete !== 'none' && (
        <Button
          component={Link}
          href={`/records/${entity.key}/merge?one=${ids[0]}&other=${ids[1]}`}
          variant="subtle"
          color="gray"
          leftSection={<IconArrowMerge size={16} />}
        >
          {t('merge.deed')}
        </Button>
      )}
      {file && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconDownload size={16} />}
          loading={file.busy}
          onClick={() => file.run('xlsx', ids)}
        >
          {t('list.bulk.export')}
        </Button>
      )}
      {access.delete !== 'none' && (
        <Button
          variant="subtle"
          color="bad"
          leftSection={<IconTrash size={16} />}
          loading={remove.isPending}
          onClick={() => remove.mutate(ids)}
        >
          {t('list.bulk.delete')}
        </Button>
      )}
      <ActionIcon aria-label={t('list.bulk.clear')} onClick={selection.clear}>
        <IconX size={18} />
      </ActionIcon>
      {editing && (
        <BulkEdit
          entity={entity}
          ids={ids}
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false);
            selection.clear();
          }}
        />
      )}
    </section>
  );
}
