/** Numbers, percentages, amounts: in the person's language, figures of equal width. */
import { useFormat, useText } from '../i18n.tsx';
import type { CellProps } from './cell-kind.ts';
import classes from './cells.module.css';

export function NumberCell({ value }: CellProps) {
  return <span className={classes.figure}>{useFormat().number(value as string)}</span>;
}

export function PercentCell({ value }: CellProps) {
  return <span className={classes.figure}>{useFormat().percent(value as string)}</span>;
}

/** A sum over several currencies has none and says so. */
export function MoneyCell({ value }: CellProps) {
  const t = useText();
  const format = useFormat();
  const { amount, currency } = value as { amount: string; currency: string | null };
  if (currency === null) return <span className={classes.quiet}>{t('ui.cell.mixedCurrencies')}</span>;
  return <span className={classes.figure}>{format.money(amount, currency)}</span>;
}
