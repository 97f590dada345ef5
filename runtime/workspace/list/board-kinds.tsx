/** Where kinds of record go ways of their own, one of them can be looked at alone; the choice is a condition of the list's filter. */
import { SegmentedControl } from '@mantine/core';
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { type Option, optionsOf } from '#ui/options.ts';
import classes from './board.module.css';
import { type Filter, isGroup, withItem } from './filter.ts';

export interface BoardKindsProps {
  readonly entity: Entity;
  readonly field: Field;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

export function BoardKinds({ entity, field, filter, onFilter }: BoardKindsProps) {
  const t = useText();
  const label = useLabel();
  const kinds = kindsOf(entity, field);
  const by = entity.types && entity.fields.get(entity.types.by);
  if (!by || kinds.length === 0) return null;
  const at = conditionOf(filter, by.key);
  return (
    <div className={classes.kinds}>
      <SegmentedControl
        size="xs"
        aria-label={label(by.label, by.key)}
        value={kindIn(entity, filter) ?? ''}
        onChange={(kind) =>
          onFilter(
            withItem(
              filter,
              at < 0 ? filter.conditions.length : at,
              kind === '' ? null : { field: by.key, op: '=', value: kind },
            ),
          )
        }
        data={[
          { value: '', label: t('list.board.allKinds') },
          ...kinds.map(({ key, label: name }) => ({ value: key, label: label(name, key) })),
        ]}
      />
    </div>
  );
}

/** The one kind that a filter leaves; null where it leaves several. */
export function kindIn(entity: Entity, filter: Filter): string | null {
  const item = entity.types && filter.conditions[conditionOf(filter, entity.types.by)];
  return item && !isGroup(item) ? String(item.value) : null;
}

// helpers //////////

/** The kinds, if they don't all go the same way. */
function kindsOf(entity: Entity, field: Field): readonly Option[] {
  const by = entity.types && entity.fields.get(entity.types.by);
  if (!by || !field.type.stages) return [];
  const kinds = optionsOf(by).filter(({ retired }) => !retired);
  const ways = new Set(kinds.map(({ key }) => field.type.stages!(field, key)));
  return ways.size > 1 ? kinds : [];
}

/** Place of the condition that names one kind; -1 where there is none. */
function conditionOf({ join, conditions }: Filter, by: string): number {
  if (join !== 'all') return -1;
  return conditions.findIndex((item) => !isGroup(item) && item.field === by && item.op === '=');
}
