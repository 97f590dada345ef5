/** The few facts one wants to see of a record at once: amounts, dates, who is responsible. */

import type { RecordValues } from '#api/records.ts';
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { Cell, isEmpty } from './cell.tsx';
import { useText } from './i18n.tsx';
import classes from './key-facts.module.css';
import { useLabel } from './model.ts';

export interface KeyFactsProps {
  readonly entity: Entity;
  readonly record: RecordValues;
  readonly most?: number;
  readonly small?: boolean;
}

export function KeyFacts({ entity, record, most = 6, small = false }: KeyFactsProps) {
  const t = useText();
  const label = useLabel();
  const fields = keyFields(entity)
    .filter((field) => !small || !isEmpty(record[field.key]))
    .slice(0, most);
  return (
    // Scrolls where there is little room, so that it must be reached by keyboard.
    <dl className={classes.facts} data-small={small} tabIndex={small ? undefined : 0}>
      {fields.map((field, i) => (
        <div key={field.key} data-first={i === 0}>
          <dt>{label(field.label, field.key)}</dt>
          <dd>
            {isEmpty(record[field.key]) ? (
              <span className={classes.none}>{t('ui.form.none')}</span>
            ) : (
              <Cell field={field} value={record[field.key]} dense />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** In this order: amounts, then dates, then people, then choices and references, as the entity lists them. */
const RANK: readonly ((field: Field, entity: Entity) => boolean)[] = [
  ({ type }) => type.aggregates.includes('sum') && type.key !== 'rating',
  ({ type }) => type.key === 'date' || type.key === 'datetime',
  (field, entity) => field === entity.owner || field.type.key === 'user',
  ({ type }) => type.key === 'choice' || type.key === 'lookup' || type.key === 'rating',
];

export function keyFields(entity: Entity): Field[] {
  const titles = new Set(entity.title.flatMap((part) => ('path' in part ? [part.path[0]] : [])));
  const fields = [...entity.fields.values()].filter(
    (field) =>
      (!field.system || field === entity.owner) &&
      !titles.has(field.key) &&
      !field.type.stages &&
      !isCompanion(field, entity),
  );
  const ranked = RANK.flatMap((fits, rank) =>
    fields.filter((field) => fits(field, entity) && RANK.findIndex((other) => other(field, entity)) === rank),
  );
  return ranked.slice(0, 6);
}

// helpers //////////

/** `stage_since` and its like, which their own field shows. */
function isCompanion(field: Field, entity: Entity): boolean {
  return [...entity.fields.values()].some((other) =>
    Object.hasOwn(other.type.companions?.(other) ?? {}, field.key),
  );
}
