/** The bell of the top line: how much is new, and what it is. The list is loaded when it is first opened. */
import { ActionIcon, Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { listNotices } from '#api/notices.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { usePhone } from '#ui/phone.ts';
import classes from './bell.module.css';

const NoticeList = lazy(async () => ({ default: (await import('./notice-list.tsx')).NoticeList }));

export function Bell() {
  const t = useText();
  const phone = usePhone();
  const client = useApi();
  const [opened, setOpened] = useState(false);
  const { data } = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: () => client.call(listNotices, { query: { limit: 1, unread: true } }),
  });
  const unread = data?.unread ?? 0;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={phone ? 'calc(100vw - 16px)' : 400}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          className={classes.bell}
          size={phone ? 44 : undefined}
          aria-label={unread > 0 ? t('notices.titleNew', { count: unread }) : t('notices.title')}
          onClick={() => setOpened(!opened)}
        >
          <IconBell size={phone ? 21 : 18} />
          {unread > 0 && (
            <span className={classes.count} aria-hidden="true">
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <Suspense fallback={null}>
          <NoticeList unread={unread} onClose={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
