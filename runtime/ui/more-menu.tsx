/** The menu behind three dots: what can be done besides the deeds that stand there with their names. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from './i18n.tsx';

export interface MoreMenuProps {
  /** Among buttons it looks like one of them; else it is an icon alone. */
  readonly among?: 'buttons' | 'icons';
  /** Edge of the icon in pixels. */
  readonly size?: number;
  /** Entries: `Menu.Item`, `Menu.Divider`. */
  readonly children: ReactNode;
}

export function MoreMenu({ among = 'icons', size, children }: MoreMenuProps) {
  const t = useText();
  const label = t('ui.action.more');
  return (
    <Menu>
      <Menu.Target>
        {among === 'buttons' ? (
          <Button px={8} aria-label={label}>
            <IconDots size={16} />
          </Button>
        ) : (
          <ActionIcon size={size} aria-label={label}>
            <IconDots size={18} />
          </ActionIcon>
        )}
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
