/** What a filter is built in: stays open while one picks from the lists of its own controls, which open beside it. */
import { Popover } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { type ReactNode, type Ref, useState } from 'react';
import { isInOpened } from '#ui/opened.ts';

export interface FilterPopoverProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Draws the button, which takes the reference; the popover closes when something else is pressed. */
  readonly target: (ref: Ref<HTMLButtonElement>) => ReactNode;
  readonly children: ReactNode;
}

export function FilterPopover({ opened, onClose, target, children }: FilterPopoverProps) {
  const [button, setButton] = useState<HTMLElement | null>(null);
  const [dropdown, setDropdown] = useState<HTMLElement | null>(null);
  useClickOutside((event) => !isInOpened(event.target) && onClose(), null, [button, dropdown], opened);
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && onClose()}
      closeOnClickOutside={false}
      position="bottom-start"
      trapFocus
    >
      <Popover.Target>{target(setButton)}</Popover.Target>
      <Popover.Dropdown ref={setDropdown}>{children}</Popover.Dropdown>
    </Popover>
  );
}
