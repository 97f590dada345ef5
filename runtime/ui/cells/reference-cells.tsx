/** Records referred to: a link by title, people with their circle. A title one may not see stays a word. */
import { Person } from '../avatar.tsx';
import { useText } from '../i18n.tsx';
import { Link } from '../link.tsx';
import { recordHref } from '../records.ts';
import type { CellProps } from './cell-kind.ts';
import classes from './cells.module.css';

interface Reference {
  readonly id: string;
  readonly title?: string | null;
  readonly entity?: string;
}

export function LookupCell({ field, value, dense }: CellProps) {
  const t = useText();
  const { id, title, entity = field.type.refersTo?.(field)?.entities[0] } = value as unknown as Reference;
  if (!title || !entity) return <span className={classes.quiet}>{t('ui.cell.hiddenRecord')}</span>;
  return (
    <Link
      href={recordHref(entity, id)}
      className={dense ? classes.quietLink : classes.link}
      onClick={(event) => event.stopPropagation()}
    >
      {title}
    </Link>
  );
}

export function UserCell({ value }: CellProps) {
  const t = useText();
  const { title } = value as unknown as Reference;
  return <Person name={title ?? t('ui.cell.hiddenRecord')} />;
}

/** Records below this one: lists show how many. */
export function ChildrenCell({ value }: CellProps) {
  return <span className={classes.figure}>{Array.isArray(value) ? value.length : String(value)}</span>;
}

/** Linked records by their titles. */
export function LinksCell({ field, value }: CellProps) {
  const { target } = field.settings as { target: string };
  const links = value as unknown as Record<string, Reference | undefined>[];
  return (
    <span className={classes.line}>{links.flatMap((link) => link[target]?.title ?? []).join(', ')}</span>
  );
}
