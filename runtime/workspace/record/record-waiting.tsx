/** A record while it is fetched. */
import { Skeleton } from '@mantine/core';
import classes from './record-page.module.css';

export function RecordWaiting() {
  return (
    <div className={classes.waiting}>
      <Skeleton height={26} width="40%" />
      <Skeleton height={30} />
      <Skeleton height={40} width="70%" />
      <Skeleton height={220} />
    </div>
  );
}
