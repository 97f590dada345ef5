/** A line at the foot of the page that says what was done, with "Undo" where it can be undone. */
import { Button, VisuallyHidden } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { IconX } from '@tabler/icons-react';
import { useText } from './i18n.tsx';
import classes from './toast.module.css';

/** Drawn once, in an app's root. In the middle: the right corner belongs to diagrams. */
export function Toasts() {
  return (
    <Notifications
      position="bottom-center"
      limit={3}
      containerWidth={460}
      classNames={{ root: classes.place }}
    />
  );
}

export interface ToastOptions {
  /** Label and deed of a button, usually "Undo". */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Stays until it is closed. */
  readonly stay?: boolean;
}

export function toast(message: string, { action, stay = false }: ToastOptions = {}): void {
  const id = notifications.show({
    closeButtonProps: { icon: <CloseMark /> },
    autoClose: stay ? false : action ? 8000 : 4000,
    message: (
      <span className={classes.line}>
        <span className={classes.text}>{message}</span>
        {action && (
          <Button
            variant="transparent"
            size="xs"
            className={classes.action}
            onClick={() => {
              notifications.hide(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
      </span>
    ),
  });
}

// helpers //////////

/** The cross with a name for who does not see it. */
function CloseMark() {
  const t = useText();
  return (
    <>
      <IconX size={16} aria-hidden />
      <VisuallyHidden>{t('ui.action.close')}</VisuallyHidden>
    </>
  );
}
