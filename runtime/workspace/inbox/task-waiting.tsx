/** The open task while it is fetched. */
import { Skeleton } from '@mantine/core';
import classes from './task-panel.module.css';

export function TaskWaiting() {
  return (
    <div className={classes.waiting}>
      <Skeleton height={22} width="50%" />
      <Skeleton height={14} width="70%" />
      <Skeleton height={58} />
      <Skeleton height={32} />
      <Skeleton height={32} />
      <Skeleton height={80} />
    </div>
  );
}
