/** The shape of the table while its first page is fetched. */
import { Skeleton } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import classes from './list-table.module.css';

export function ListWaiting() {
  const t = useText();
  return (
    <div className={classes.waiting} role="status" aria-label={t('ui.page.loading')}>
      {[...Array(12).keys()].map((row) => (
        <Skeleton key={row} height={14} width={`${94 - ((row * 13) % 28)}%`} />
      ))}
    </div>
  );
}
