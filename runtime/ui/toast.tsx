/** A line at the foot of the page that says what was done, with "Undo" where it can be undone. */
import { Button } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
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
