/** Asks before a page with unsaved changes is left, by a link, by "back" or by closing the window. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useText } from './i18n.tsx';

export function LeaveGuard({ dirty }: { readonly dirty: boolean }) {
  const t = useText();
  const blocker = useBlocker({
    // Another tab or filter of the same page loses nothing.
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  });
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('ui.leave.title')}
    >
      <Text size="sm">{t('ui.leave.text')}</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button color="bad" onClick={() => blocker.proceed?.()}>
          {t('ui.leave.discard')}
        </Button>
        <Button variant="filled" onClick={() => blocker.reset?.()} data-autofocus>
          {t('ui.leave.stay')}
        </Button>
      </Group>
    </Modal>
  );
}
