/** A record on the board: title, a few facts, who is responsible. */
import type { RecordValues } from '#api/records.ts';
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Cell, isEmpty, isFigure } from '#ui/cell.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { recordHref } from '#ui/records.ts';
import classes from './board.module.css';

export interface BoardCardProps {
  readonly entity: Entity;
  readonly record: RecordValues;
  readonly paths: readonly string[];
}

/** More than these make a card a form. */
const SHOWN = 4;

export function BoardCard({ entity, record, paths }: BoardCardProps) {
  const t = useText();
  const fields = paths
    .flatMap((path) => entity.fields.get(path) ?? [])
    .filter((field) => !isEmpty(record[field.key]) && !field.type.stages);
  const people = fields.filter(isPerson);
  const facts = fields.filter((field) => !isPerson(field)).slice(0, SHOWN);
  const names = people
    .map((field) => (record[field.key] as { title?: string | null }).title)
    .filter((name): name is string => Boolean(name));
  return (
    <article className={classes.card}>
      <Link href={recordHref(entity.key, record.id)} className={classes.title} draggable={false}>
        {String(record.title ?? '') || t('list.untitled')}
      </Link>
      {facts.map((field) => (
        <span key={field.key} className={classes.fact} data-figure={isFigure(field)}>
          <Cell field={field} value={record[field.key]} dense />
        </span>
      ))}
      {names.length > 0 && (
        <span className={classes.people}>
          {names.map((name) => (
            <Avatar key={name} name={name} />
          ))}
        </span>
      )}
    </article>
  );
}

// helpers //////////

function isPerson(field: Field): boolean {
  return field.type.refersTo?.(field)?.entities[0] === 'user';
}
