/** Moves a record of a tree under another one, by the way cells are saved; says so, and takes it back on request. */
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RecordValues } from '#api/records.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { recordsChanged } from '#ui/live-data.tsx';
import type { Chosen } from '#ui/record-picker.tsx';
import { toast } from '#ui/toast.tsx';
import { useCellSave } from './use-cell-save.tsx';

export interface TreeMove {
  readonly move: (record: RecordValues, target: Chosen | null) => void;
  /** Dialogs; drawn by who moves. */
  readonly element: ReactNode;
}

export function useTreeMove(entity: Entity, field: Field): TreeMove {
  const t = useText();
  const queries = useQueryClient();
  const { save, undo, element } = useCellSave(entity);
  async function move(record: RecordValues, target: Chosen | null): Promise<void> {
    if ((record[field.key] as unknown as Chosen | null)?.id === target?.id) return;
    const refused = await save(record, field, target as unknown as Json);
    if (refused !== null) return toast(refused, { stay: true });
    // Both levels have other records now, whatever was changed in those that are shown.
    recordsChanged(queries, entity.key);
    const params = { title: String(record.title ?? ''), target: target?.title ?? '' };
    toast(target ? t('list.tree.moved', params) : t('list.tree.movedToTop', params), {
      action: { label: t('ui.action.undo'), run: undo },
    });
  }
  return { move: (record, target) => void move(record, target), element };
}
