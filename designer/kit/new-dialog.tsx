/** The dialogs that ask for something new: what it is called, its key, which follows the name until it is typed, and adding it. */
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { definitionKind } from '#metadata/kind.ts';
import type { Label } from '#metadata/label.ts';
import { useText } from '#ui/i18n.tsx';
import { usePhone } from '#ui/phone.ts';
import { keyOfLabel } from './key-of-label.ts';

/** What is being named: `isNamed` once it has a name and a key that can be one. */
export interface Naming {
  readonly label: Label | undefined;
  readonly key: string;
  readonly isWrong: boolean;
  readonly isNamed: boolean;
  setLabel(label: Label | undefined): void;
  setKey(key: string): void;
}

export function useNaming(kind: string, isTaken: (key: string) => boolean): Naming {
  const [label, setLabel] = useState<Label | undefined>();
  const [typed, setKey] = useState<string | null>(null);
  const key = typed ?? keyOfLabel(label, isTaken, '');
  const isWrong = key !== '' && !definitionKind(kind)?.keys.pattern.test(key);
  return { label, key, isWrong, isNamed: label !== undefined && key !== '' && !isWrong, setLabel, setKey };
}

export function KeyInput({ naming, help }: { readonly naming: Naming; readonly help?: string }) {
  const t = useText();
  return (
    <TextInput
      label={t('design.key')}
      description={help}
      value={naming.key}
      error={naming.isWrong && t('design.keyWrong')}
      onChange={(event) => naming.setKey(event.currentTarget.value)}
      styles={{ input: { fontFamily: 'var(--mono)' } }}
    />
  );
}

export interface NewDialogProps {
  readonly kind: string;
  readonly wide?: boolean;
  readonly isReady: boolean;
  readonly onAdd: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function NewDialog({ kind, wide = false, isReady, onAdd, onClose, children }: NewDialogProps) {
  const t = useText();
  const phone = usePhone();
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen={phone}
      title={t(`design.kind.${kind}.new`)}
      size={wide ? 'lg' : undefined}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onAdd();
        }}
      >
        <Stack gap="sm">
          {children}
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t('ui.action.cancel')}</Button>
            <Button type="submit" variant="filled" disabled={!isReady}>
              {t('design.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
