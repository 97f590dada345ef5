/** Where a record of a tree shall stand: under another one, or at the top. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { RecordValues } from '#api/records.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import { ControlsProvider } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { usePhone } from '#ui/phone.ts';
import { type Chosen, RecordPicker } from '#ui/record-picker.tsx';

export interface MoveUnderProps {
  readonly entity: Entity;
  readonly record: RecordValues;
  readonly field: Field;
  readonly onClose: () => void;
  readonly onMove: (target: Chosen | null) => void;
}

export function MoveUnder({ entity, record, field, onClose, onMove }: MoveUnderProps) {
  const t = useText();
  const label = useLabel();
  const phone = usePhone();
  const now = (record[field.key] ?? null) as Chosen | null;
  const [target, setTarget] = useState(now);
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      title={t('list.tree.moveTitle', { title: String(record.title ?? '') })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onMove(target);
        }}
      >
        <Stack gap="md">
          <ControlsProvider>
            <RecordPicker
              entity={entity.key}
              label={label(field.label, field.key)}
              value={target}
              onChange={setTarget}
            />
          </ControlsProvider>
          <Group justify="flex-end" gap="xs">
            {now && (
              <Button variant="subtle" onClick={() => onMove(null)} mr="auto">
                {t('list.tree.toTop')}
              </Button>
            )}
            <Button onClick={onClose}>{t('ui.action.cancel')}</Button>
            <Button type="submit" variant="filled" disabled={!target || target.id === now?.id}>
              {t('list.tree.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
