/** Below the table: how many records there are, and the totals of columns. */
import { Cell } from '#ui/cell.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import classes from './list-table.module.css';
import { placeName } from './place.ts';
import type { Figures } from './use-list.ts';

export function ListFoot({ figures, loaded }: { readonly figures: Figures; readonly loaded: number }) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const count = figures.count ?? loaded;
  return (
    <footer className={classes.foot}>
      <span>{t('ui.count.records', { count, shown: format.number(count) })}</span>
      {figures.totals.map(({ column, value }) =>
        value === null || value === undefined ? null : (
          <span key={column.path} className={classes.total}>
            {placeName(column, label)} · {t(`list.total.${column.total}`)}{' '}
            <b>
              <Cell field={column.field} value={value} dense />
            </b>
          </span>
        ),
      )}
    </footer>
  );
}
