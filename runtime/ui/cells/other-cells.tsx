/** Stars, colours, secrets, postal addresses, data. */
import { IconStarFilled } from '@tabler/icons-react';
import { useText } from '../i18n.tsx';
import type { CellProps } from './cell-kind.ts';
import classes from './cells.module.css';

export function RatingCell({ value, field }: CellProps) {
  const t = useText();
  const most = (field.settings as { max?: number } | null)?.max ?? 5;
  return (
    <span className={classes.stars} role="img" aria-label={t('ui.cell.stars', { value, most })}>
      {[...Array(Number(value)).keys()].map((star) => (
        <IconStarFilled key={star} size={13} aria-hidden />
      ))}
    </span>
  );
}

export function ColourCell({ value }: CellProps) {
  return (
    <span className={classes.option}>
      <span className={classes.swatch} style={{ background: String(value) }} aria-hidden="true" />
      <span className={classes.mono}>{String(value)}</span>
    </span>
  );
}

export function SecretCell() {
  return <span className={classes.quiet}>••••••</span>;
}

const LINE = { language: 'en', zone: 'UTC', decimalMark: '.', dateOrder: 'dmy' } as const;

/** In one line, as the field's type writes it; an address has no language. */
export function AddressCell({ value, field, dense }: CellProps) {
  return (
    <span className={dense ? classes.line : classes.text}>{field.type.writeText(value, field, LINE)}</span>
  );
}

export function JsonCell({ value, dense }: CellProps) {
  if (dense) return <span className={classes.mono}>{JSON.stringify(value)}</span>;
  return <pre className={classes.code}>{JSON.stringify(value, null, 2)}</pre>;
}
