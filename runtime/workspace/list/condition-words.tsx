/** A condition as one reads it: "Amount more than 10 000". */
import type { ReactNode } from 'react';
import { OPERATORS } from '#metadata/query.ts';
import { Cell } from '#ui/cell.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import type { Condition } from './filter.ts';
import classes from './filter-bar.module.css';
import { type Place, placeName } from './place.ts';

export function ConditionWords({
  condition: { field, op, value },
  place,
}: {
  readonly condition: Condition;
  readonly place: Place | undefined;
}) {
  const label = useLabel();
  const words = useValueWords();
  return (
    <>
      <span className={classes.what}>
        {place ? placeName(place, label) : field}
        {op !== '=' && ` ${label(OPERATORS.get(op)?.label, op)}`}
      </span>
      {value !== undefined && <b>{words(value, place, op)}</b>}
    </>
  );
}

// helpers //////////

function useValueWords(): (value: unknown, place: Place | undefined, op: string) => ReactNode {
  const t = useText();
  const format = useFormat();
  const words = (value: unknown, place: Place | undefined, op: string): ReactNode => {
    if (op === 'within') return t(`list.period.${String(value)}`);
    if (Array.isArray(value))
      return value.map((item, i) => (
        // Values of one condition have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={i}>
          {i > 0 && (op === 'between' ? ' – ' : ', ')}
          {words(item, place, op)}
        </span>
      ));
    if (typeof value === 'object' && value !== null) {
      if ('$' in value) return t(`list.special.${String(value.$)}`);
      if ('title' in value) return String(value.title);
    }
    if (typeof value === 'boolean') return t(value ? 'ui.cell.yes' : 'ui.cell.no');
    // Amounts are compared without their currency.
    if (place?.field.type.key === 'money') return format.number(String(value));
    if (!place || place.field.type.refersTo) return String(value);
    return <Cell field={place.field} value={value} dense />;
  };
  return words;
}
