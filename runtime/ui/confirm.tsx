/** "Are you sure?" for what can not be undone; what can be undone is done at once and offers "Undo" instead. */
import { Text } from '@mantine/core';
import { ModalsProvider, modals } from '@mantine/modals';
import type { ReactNode } from 'react';
import { useText } from './i18n.tsx';

export interface Question {
  readonly title: string;
  readonly text: string;
  /** The verb on the button: "Delete", never "OK". */
  readonly verb: string;
  readonly danger?: boolean;
}

export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  return <ModalsProvider>{children}</ModalsProvider>;
}

/** Resolves to true when the person says yes. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const t = useText();
  return ({ title, text, verb, danger }) =>
    new Promise((resolve) => {
      modals.openConfirmModal({
        title,
        children: <Text size="sm">{text}</Text>,
        labels: { confirm: verb, cancel: t('ui.action.cancel') },
        confirmProps: { variant: 'filled', color: danger ? 'bad' : undefined },
        onConfirm: () => resolve(true),
        onCancel: () => resolve(false),
        onClose: () => resolve(false),
      });
    });
}
