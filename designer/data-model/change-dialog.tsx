/** A dialog that gathers what one change needs, tells what it would do to the records, and puts it into the draft. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Change } from '#metadata/change.ts';
import { useText } from '#ui/i18n.tsx';
import { usePhone } from '#ui/phone.ts';
import { useMake } from '../draft/draft.tsx';
import { TriedChanges } from './tried-changes.tsx';

export interface ChangeDialogProps {
  readonly title: string;
  /** What the button says. */
  readonly verb: string;
  /** Null while something it needs is missing. */
  readonly change: Change | null;
  /** Width in pixels. */
  readonly size: number;
  readonly onClose: () => void;
  /** The change stands in the draft. */
  readonly onMade: () => void;
  readonly children: ReactNode;
}

export function ChangeDialog({ title, verb, change, size, onClose, onMade, children }: ChangeDialogProps) {
  const t = useText();
  const make = useMake();
  const phone = usePhone();
  return (
    <Modal opened onClose={onClose} size={size} fullScreen={phone} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (change && make([change])) onMade();
        }}
      >
        <Stack gap="md">
          {children}
          {change && <TriedChanges changes={[change]} />}
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t('ui.action.cancel')}</Button>
            <Button type="submit" variant="filled" disabled={!change}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
