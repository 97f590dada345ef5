/** The tasks of an instance that the person may do: the way from the picture to the work. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listTasks } from '#api/tasks.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import classes from './instance.module.css';

export function InstanceTasks({ instance }: { readonly instance: string }) {
  const t = useText();
  const client = useApi();
  const query = { queue: 'mine_and_queues', instance, limit: 20 };
  const { data } = useQuery({
    queryKey: ['tasks', 'list', query],
    queryFn: () => client.call(listTasks, { query }),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <ul className={classes.tasks} aria-label={t('processes.tasks')}>
      {data.items.map(({ id, name }) => (
        <li key={id} className={classes.task}>
          <b>{name}</b>
          <Button component={Link} href={`/inbox?task=${encodeURIComponent(id)}`} size="xs">
            {t('processes.openTask')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
