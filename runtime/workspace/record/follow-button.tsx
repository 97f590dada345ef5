/** Following a record, and who does: they are told of its notes and of what matters of its changes. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconBell, IconBellFilled, IconBellOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getFollowers, setFollowing } from '#api/notices.ts';
import { useApi } from '#ui/api.tsx';
import { Person } from '#ui/avatar.tsx';
import { useText } from '#ui/i18n.tsx';
import { usePhone } from '#ui/phone.ts';
import { useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import classes from './follow-button.module.css';

export function FollowButton({ entity, id }: { readonly entity: string; readonly id: string }) {
  const t = useText();
  const phone = usePhone();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const queryKey = ['records', entity, 'one', id, 'followers'];
  const { data } = useQuery({
    queryKey,
    queryFn: () => client.call(getFollowers, { params: { entity, id } }),
  });
  const change = useMutation({
    mutationFn: (follows: boolean) =>
      client.call(setFollowing, { params: { entity, id }, body: { follows } }),
    onSuccess: (followers) => queries.setQueryData(queryKey, followers),
    onError: (error) => toast(sentence(error)),
  });
  if (!data) return null;
  const count = data.items.length;
  const Mark = data.follows ? IconBellFilled : IconBell;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          size={phone ? 44 : 32}
          className={classes.button}
          data-follows={data.follows}
          aria-label={`${t(data.follows ? 'record.follow.following' : 'record.follow.follow')}${count > 0 ? ` (${t('record.follow.people')}: ${count})` : ''}`}
        >
          <Mark size={18} />
          {count > 0 && <span className={classes.count} data-count={count} aria-hidden />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={data.follows ? <IconBellOff size={16} /> : <IconBell size={16} />}
          onClick={() => change.mutate(!data.follows)}
        >
          {t(data.follows ? 'record.follow.leave' : 'record.follow.follow')}
        </Menu.Item>
        <p className={classes.hint}>{t('record.follow.hint')}</p>
        {data.items.length > 0 && <Menu.Label>{t('record.follow.people')}</Menu.Label>}
        <ul className={classes.people}>
          {data.items.map((person) => (
            <li key={person.id}>
              <Person name={person.name} />
            </li>
          ))}
        </ul>
      </Menu.Dropdown>
    </Menu>
  );
}
