/** The shape of the catalogue or a start form while it is fetched. */
import { Skeleton } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import classes from './start.module.css';

export function StartWaiting() {
  const t = useText();
  return (
    <div className={classes.waiting} role="status" aria-label={t('ui.page.loading')}>
      {[...Array(4).keys()].map((row) => (
        <Skeleton key={row} height={52} />
      ))}
    </div>
  );
}
